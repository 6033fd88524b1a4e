import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CustomerData, customerSchema as dataSchema } from '../../../contracts/sync/event-data.ts';
import { recordAudit } from '../../app/audit.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, problem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { writeChanges } from '../changes/write-changes.ts';
import { enqueue } from '../events/enqueue.ts';
import { listDocuments } from '../invoices/queries.ts';
import { invoiceSchema, invoiceView } from '../invoices/view.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { daySchema, instant, instantSchema } from '../resource.ts';
import { saveCustomers } from './save-customers.ts';

type CustomerRow = { readonly id: string; readonly data: CustomerData; readonly changed_at_ms: number };

const COLUMNS = 'id, data, changed_at_ms';
const idSchema = z.string().min(1).max(64);
const customerParams = z.strictObject({ customer: idSchema });
const customerSchema = dataSchema.extend({ updatedAt: instantSchema });
const view = ({ data, changed_at_ms }: CustomerRow): z.input<typeof customerSchema> => ({
  ...data,
  updatedAt: instant(changed_at_ms),
});

async function readCustomer(tx: Tx, id: string): Promise<CustomerRow> {
  const sql = `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND id = $2`;
  const [row] = await tx.query<CustomerRow>(sql, [tx.companyId, id]);
  if (row === undefined) throw notFound();
  return row;
}

/** Held to the commit. */
async function lockCustomer(tx: Tx, id: string): Promise<CustomerRow | null> {
  const sql = `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND id = $2 FOR UPDATE`;
  return (await tx.query<CustomerRow>(sql, [tx.companyId, id]))[0] ?? null;
}

type Filter = {
  readonly name: string | null;
  readonly taxId: string | null;
  readonly after: string | null;
  readonly limit: number;
};

const listCustomers = (tx: Tx, { name, taxId, after, limit }: Filter): Promise<CustomerRow[]> =>
  tx.query<CustomerRow>(
    `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND ($2::text IS NULL OR id > $2)
       AND ($3::text IS NULL OR tax_id = $3) AND ($4::text IS NULL OR position(lower($4) IN lower(name)) > 0)
     ORDER BY id LIMIT $5`,
    [tx.companyId, after, taxId, name, limit + 1],
  );

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

/** Whom the shops sell to by name, and what they bought. */
export const customers: CentralModule = {
  name: 'customers',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/customers',
      caller: 'customers:read',
      doc: { operation: 'customers.list', summary: 'Customers' },
      query: z.strictObject({
        ...pageQuery,
        name: z.string().max(200).optional(),
        taxId: z.string().max(20).optional(),
      }),
      answer: pageOf(customerSchema),
      handle: async ({ caller, query: { name = null, taxId = null, limit, cursor } }) => {
        const after = readCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
        const rows = await inCompany(context, caller.companyId, (tx) =>
          listCustomers(tx, { name, taxId, after, limit }),
        );
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
      handle: async ({ caller, params }) =>
        view(await inCompany(context, caller.companyId, (tx) => readCustomer(tx, params.customer))),
    });
    /** The edit of now: a till that was offline and edited before does not undo it. */
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
      body: dataSchema,
      answer: customerSchema,
      handle: ({ caller, params, body }) =>
        inCompany(context, caller.companyId, async (tx) => {
          if (body.id !== params.customer) {
            throw problem('customer_id_differs', { params: { path: params.customer, body: body.id } });
          }
          // An instance whose clock is behind does not lose the edit of a person who saw the other's.
          const nowMs = Math.max(context.clock.nowMs(), (await lockCustomer(tx, body.id))?.changed_at_ms ?? 0);
          const [saved] = await saveCustomers(tx, [{ customer: body, changedAtMs: nowMs }], nowMs);
          if (saved !== undefined) {
            const detail = { customer: saved.id };
            await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'customer.written', detail }]);
            const type = saved.isNew ? 'customer.created' : 'customer.updated';
            await enqueue(tx, [{ type, atMs: nowMs, shopId: null, data: { id: saved.id } }], nowMs);
            await writeChanges(tx, [saved.change]);
          }
          return view(await readCustomer(tx, body.id));
        }),
    });
    registerPurchases(app, context);
  },
};
