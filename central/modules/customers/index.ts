import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { customerSchema as dataSchema } from '../../../contracts/sync/event-data.ts';
import { recordAudit } from '../../app/audit.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { requireMatch } from '../../app/if-match.ts';
import type { CentralModule } from '../../app/module.ts';
import { problem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { writeChanges } from '../changes/write-changes.ts';
import { enqueue } from '../events/enqueue.ts';
import { listDocuments } from '../invoices/queries.ts';
import { invoiceSchema, invoiceView } from '../invoices/view.ts';
import { filterOrUpdates, page, pageOf, pageQuery, readCursor, updatedAfterOnly } from '../page.ts';
import { daySchema, instant, instantSchema } from '../resource.ts';
import { type CustomerRow, listCustomers, listUpdated, lockCustomer, readCustomer } from './queries.ts';
import { saveCustomers } from './save-customers.ts';

const idSchema = z.string().min(1).max(64);
const customerParams = z.strictObject({ customer: idSchema });
const customerSchema = dataSchema.extend({ version: z.int(), updatedAt: instantSchema }).meta({ id: 'Customer' });
const textSchema = (max: number) => z.string().trim().max(max).nullable().default(null);
/** What is not known goes without saying; the id is that of the path. */
const wantedSchema = z.strictObject({
  id: idSchema.optional(),
  name: z.string().trim().min(1).max(200),
  taxId: textSchema(20),
  phone: textSchema(40),
  email: textSchema(254),
  address: textSchema(200),
  postalCode: textSchema(20),
  city: textSchema(100),
  note: textSchema(2_000),
});

const view = ({ data, version, updated_at_ms }: CustomerRow): z.input<typeof customerSchema> => ({
  ...data,
  version,
  updatedAt: instant(updated_at_ms),
});

function registerPurchases(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/customers/:customer/invoices',
    caller: 'customers:read',
    doc: { operation: 'customers.invoices', summary: 'What a customer bought: purchase history' },
    params: customerParams,
    query: z.strictObject(pageQuery),
    answer: pageOf(invoiceSchema),
    handle: async ({ caller, params, query: { limit, cursor } }) => {
      const after = readCursor(cursor, z.tuple([daySchema, z.string()]));
      const every = { number: null, from: null, to: null, tillId: null, shopId: null, isAnnulled: null };
      const rows = await inCompany(context, caller.companyId, async (tx) => {
        const { id } = await readCustomer(tx, params.customer);
        return listDocuments(tx, { ...every, customerId: id, after, limit });
      });
      return page(rows, limit, (row) => [row.issued_on, row.number], invoiceView);
    },
  });
}

const EXAMPLE = {
  id: '$CUSTOMER_ID',
  name: 'Bar Pepe',
  taxId: '12345678Z',
  phone: '+34910000000',
  email: 'pepe@example.com',
  address: 'Calle del Sol 1',
  postalCode: '28004',
  city: 'Madrid',
  note: null,
};

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/customers',
    caller: 'customers:read',
    doc: { operation: 'customers.list', summary: 'Customers' },
    query: filterOrUpdates(
      z.strictObject({
        ...pageQuery,
        name: z.string().max(200).optional(),
        taxId: z.string().max(20).optional(),
        updatedAfter: updatedAfterOnly,
      }),
    ),
    answer: pageOf(customerSchema),
    handle: async ({ caller, query: { name = null, taxId = null, updatedAfter, limit, cursor } }) => {
      if (updatedAfter !== undefined) {
        const since = readCursor(cursor, z.tuple([z.int(), z.string()]));
        const sinceMs = Date.parse(updatedAfter);
        const changed = await inCompany(context, caller.companyId, (tx) => listUpdated(tx, sinceMs, since, limit));
        return page(changed, limit, (row) => [row.updated_at_ms, row.id], view);
      }
      const after = readCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
      const rows = await inCompany(context, caller.companyId, (tx) => listCustomers(tx, { name, taxId, after, limit }));
      return page(rows, limit, ({ id }) => [id], view);
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/customers/:customer',
    caller: 'customers:read',
    doc: { operation: 'customers.get', summary: 'One customer' },
    params: customerParams,
    answer: customerSchema,
    versionOf: ({ version }) => version,
    handle: async ({ caller, params }) =>
      view(await inCompany(context, caller.companyId, (tx) => readCustomer(tx, params.customer))),
  });
}

function registerWriting(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'PUT',
    url: '/v1/customers/:customer',
    caller: 'customers:write',
    doc: {
      operation: 'customers.put',
      summary: 'Create or replace a customer',
      description: 'The edit of now: a till that was offline and edited before does not undo it.',
      example: EXAMPLE,
    },
    params: customerParams,
    body: wantedSchema,
    answer: customerSchema,
    versionOf: ({ version }) => version,
    handle: ({ caller, params, body, request }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const id = params.customer;
        if (body.id !== undefined && body.id !== id) {
          throw problem('customer_id_differs', { params: { path: id, body: body.id } });
        }
        const known = await lockCustomer(tx, id);
        requireMatch(request.headers, known?.version ?? null);
        // An instance whose clock is behind does not lose the edit of a person who saw the other's.
        const nowMs = Math.max(context.clock.nowMs(), known?.changed_at_ms ?? 0);
        const customer = { ...body, id };
        const [saved] = await saveCustomers(tx, [{ customer, changedAtMs: nowMs }], nowMs);
        if (saved !== undefined) {
          const detail = { customer: saved.id };
          await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'customer.written', detail }]);
          const type = saved.isNew ? 'customer.created' : 'customer.updated';
          await enqueue(tx, [{ type, atMs: nowMs, shopId: null, data: { id: saved.id } }], nowMs);
          await writeChanges(tx, [saved.change]);
        }
        return view(await readCustomer(tx, id));
      }),
  });
}

/** Whom the shops sell to by name, and what they bought. */
export const customers: CentralModule = {
  name: 'customers',
  register(app, context) {
    registerReading(app, context);
    registerWriting(app, context);
    registerPurchases(app, context);
  },
};
