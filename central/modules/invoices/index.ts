import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DocumentIssuedData, RecordData } from '../../../contracts/sync/event-data.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { RawAnswer, route } from '../../app/route.ts';
import { writeRoute } from '../../app/write-route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { filterOrUpdates, flagInQuery, page, pageOf, pageQuery, readCursor, updatedAfterOnly } from '../page.ts';
import { daySchema, uuidSchema } from '../resource.ts';
import { issueInvoice } from './issue-invoice.ts';
import { registerLines } from './lines-route.ts';
import { registerPayments } from './payments-route.ts';
import { invoicePdf } from './pdf.ts';
import { type DocumentRow, listDocuments, listUpdated, readDocument, readLine, recordsOf } from './queries.ts';
import { invoiceSchema, invoiceView, wholeInvoiceSchema, wholeInvoiceView } from './view.ts';
import { wantedBodySchema, wantedOf } from './wanted-body.ts';

const idSchema = z.string().min(1).max(64);
const invoiceParams = z.strictObject({ invoice: idSchema });

const EXAMPLE = {
  shopId: '$SHOP_ID',
  recipient: {
    name: 'Panadería Sol, S.L.',
    taxId: 'B12345674',
    address: 'Calle del Sol 3',
    postalCode: '28004',
    city: 'Madrid',
    province: 'Madrid',
  },
  lines: [
    { description: 'Aceite de oliva virgen extra 1 L', quantity: '6', unitPrice: '9.95', taxRate: '4.00' },
    { description: 'Transporte', quantity: '1', unitPrice: '4.50', taxRate: '21.00' },
  ],
  payments: [{ method: 'card', amount: '64.20', reference: 'op-4711' }],
};

async function invoiceOrNotFound(tx: Tx, id: string): Promise<DocumentRow> {
  const row = await readDocument(tx, id);
  if (row === null) throw notFound();
  return row;
}

async function eventOf<Data>(tx: Tx, installationId: string, seq: number): Promise<Data> {
  const line = await readLine(tx, installationId, seq);
  if (line === null) throw new Error(`event ${seq} of a document is not there`);
  return (JSON.parse(line.toString('utf8')) as { data: Data }).data;
}

async function wholeInvoice(tx: Tx, id: string): Promise<z.input<typeof wholeInvoiceSchema>> {
  const row = await invoiceOrNotFound(tx, id);
  const { document } = await eventOf<DocumentIssuedData>(tx, row.installation_id, row.seq);
  return wholeInvoiceView(row, document, await recordsOf(tx, row.id));
}

const attachment = (name: string): string => `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`;

const querySchema = filterOrUpdates(
  z.strictObject({
    ...pageQuery,
    number: z.string().max(60).optional(),
    from: daySchema.optional(),
    to: daySchema.optional(),
    till: uuidSchema.optional(),
    shop: uuidSchema.optional(),
    customer: idSchema.optional(),
    state: z.enum(['issued', 'annulled']).optional(),
    paid: flagInQuery.optional(),
    updatedAfter: updatedAfterOnly,
  }),
);

function registerList(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices',
    caller: 'invoices:read',
    doc: { operation: 'invoices.list', summary: 'Issued invoices, of tills and of the API' },
    query: querySchema,
    answer: pageOf(invoiceSchema),
    handle: async ({ caller, query }) => {
      const { number = null, from = null, to = null, till = null, shop = null, customer = null, state, limit } = query;
      if (query.updatedAfter !== undefined) {
        const updatedAtMs = Date.parse(query.updatedAfter);
        const after = readCursor(query.cursor, z.tuple([z.int(), z.string()]));
        const rows = await inCompany(context, caller.companyId, (tx) => listUpdated(tx, { updatedAtMs, after }, limit));
        return page(rows, limit, (row) => [row.updated_at_ms, row.id], invoiceView);
      }
      const after = readCursor(query.cursor, z.tuple([daySchema, z.string()]));
      const place = { tillId: till, shopId: shop, customerId: customer };
      const isAnnulled = state === undefined ? null : state === 'annulled';
      const wanted = { number, from, to, ...place, isAnnulled, isPaid: query.paid ?? null, after, limit };
      const rows = await inCompany(context, caller.companyId, (tx) => listDocuments(tx, wanted));
      return page(rows, limit, (row) => [row.issued_on, row.number], invoiceView);
    },
  });
}

function registerIssuing(app: FastifyInstance, context: CentralContext): void {
  writeRoute(app, context, {
    method: 'POST',
    url: '/v1/invoices',
    caller: 'invoices:write',
    idempotency: 'required',
    doc: {
      operation: 'invoices.create',
      summary: 'Issue an invoice',
      description:
        'Numbered in series of their own, with the fiscal record and its place in the chain, in one transaction; what is ' +
        'issued is never changed. Prices include tax; tax is computed once per rate. What `payments` do not cover is due. ' +
        'The company needs an address first (`PATCH /v1/company`).',
      example: EXAMPLE,
    },
    body: wantedBodySchema,
    answer: wholeInvoiceSchema,
    status: 201,
    location: ({ id }) => `/v1/invoices/${encodeURIComponent(id)}`,
    handle: async ({ caller, body }, tx) => {
      const wanted = await wantedOf(tx, body);
      if (!wanted.ok) return wanted;
      const issued = await issueInvoice(context, tx, actorOf(caller), wanted.value);
      return issued.ok ? wholeInvoice(tx, issued.value.id) : issued;
    },
  });
}

function registerOne(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices/:invoice',
    caller: 'invoices:read',
    doc: { operation: 'invoices.get', summary: 'One invoice, whole' },
    params: invoiceParams,
    answer: wholeInvoiceSchema,
    handle: ({ caller, params }) => inCompany(context, caller.companyId, (tx) => wholeInvoice(tx, params.invoice)),
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices/:invoice/pdf',
    caller: 'invoices:read',
    doc: {
      operation: 'invoices.pdf',
      summary: 'An invoice to print or send, with its QR',
      contentType: 'application/pdf',
    },
    params: invoiceParams,
    answer: 'raw',
    handle: ({ caller, params, language }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await invoiceOrNotFound(tx, params.invoice);
        const { document } = await eventOf<DocumentIssuedData>(tx, row.installation_id, row.seq);
        const body = await invoicePdf(document, {
          language,
          isAnnulled: row.annulled_at !== null,
          paidSinceCents: row.paid_cents,
        });
        return new RawAnswer(body, {
          'content-type': 'application/pdf',
          'content-disposition': attachment(`${row.number}.pdf`),
        });
      }),
  });
  /** The bytes that were hashed and that the agency gets. */
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices/:invoice/record',
    caller: 'invoices:read',
    doc: {
      operation: 'invoices.record',
      summary: 'The original fiscal record, byte for byte',
      contentType: 'application/xml',
    },
    params: invoiceParams,
    query: z.strictObject({ kind: z.enum(['alta', 'anulacion']).default('alta') }),
    answer: 'raw',
    handle: ({ caller, params, query }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await invoiceOrNotFound(tx, params.invoice);
        const found = (await recordsOf(tx, row.id)).findLast(({ kind }) => kind === query.kind);
        if (found === undefined) throw notFound();
        const { record } = await eventOf<{ record: RecordData }>(tx, found.installation_id, found.seq);
        return new RawAnswer(Buffer.from(record.xml, 'utf8'), {
          'content-type': 'application/xml; charset=utf-8',
          'content-disposition': attachment(`${row.number}-${found.kind}.xml`),
        });
      }),
  });
}

/** Issued documents, of tills and of central: found, read whole, in their original bytes, and issued. They are never changed. */
export const invoices: CentralModule = {
  name: 'invoices',
  register(app, context) {
    registerList(app, context);
    registerIssuing(app, context);
    registerOne(app, context);
    registerPayments(app, context);
    registerLines(app, context);
  },
};
