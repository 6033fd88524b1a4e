import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { amountSchema } from '../../../contracts/rest/money.ts';
import type { DocumentData, DocumentIssuedData } from '../../../contracts/sync/event-data.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { amountText } from '../amounts.ts';
import { type DocumentRow, linesOfDocuments, listDocuments, listUpdated, readDocument } from '../invoices/queries.ts';
import { invoiceSchema, invoiceView, lineSchema, lineView, taxSchema, taxView } from '../invoices/view.ts';
import { filterOrUpdates, page, pageOf, pageQuery, readCursor, updatedAfterOnly } from '../page.ts';
import { daySchema, uuidSchema } from '../resource.ts';

const idSchema = z.string().min(1).max(64);

const saleSchema = invoiceSchema
  .extend({
    lines: z.array(lineSchema),
    taxes: z.array(taxSchema),
    discount: amountSchema,
    payments: z.array(z.strictObject({ method: z.string(), amount: amountSchema })).meta({
      description: 'At the moment of the sale; `pending` is what was left to be paid',
    }),
  })
  .meta({ id: 'Sale' });

const view = (row: DocumentRow, document: DocumentData): z.input<typeof saleSchema> => ({
  ...invoiceView(row),
  lines: document.lines.map(lineView),
  taxes: document.taxGroups.map(taxView),
  discount: amountText(document.discountCents),
  payments: document.payments.map(({ method, appliedCents }) => ({ method, amount: amountText(appliedCents) })),
});

/** With the content of their events, read in one go. */
async function withContent(tx: Tx, rows: readonly DocumentRow[]): Promise<(readonly [DocumentRow, DocumentData])[]> {
  const lines = await linesOfDocuments(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const line = lines.get(row.id);
    if (line === undefined) throw new Error(`event ${row.seq} of a document is not there`);
    return [row, (JSON.parse(line.toString('utf8')) as { data: DocumentIssuedData }).data.document] as const;
  });
}

/** Lists read whole contents: fewer at once than other lists. */
const querySchema = filterOrUpdates(
  z.strictObject({
    ...pageQuery,
    from: daySchema.optional(),
    to: daySchema.optional(),
    shop: uuidSchema.optional(),
    till: uuidSchema.optional(),
    customer: idSchema.optional(),
    updatedAfter: updatedAfterOnly,
  }),
);

function registerList(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/sales',
    caller: 'invoices:read',
    doc: {
      operation: 'sales.list',
      summary: 'What was sold, line by line',
      description: 'Every issued document with its content, of tills and of the API: for whoever keeps books of goods.',
    },
    query: querySchema,
    answer: pageOf(saleSchema),
    handle: ({ caller, query }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const { from = null, to = null, shop = null, till = null, customer = null, updatedAfter, limit } = query;
        if (updatedAfter !== undefined) {
          const after = readCursor(query.cursor, z.tuple([z.int(), z.string()]));
          const rows = await listUpdated(tx, { updatedAtMs: Date.parse(updatedAfter), after }, limit);
          const key = ([row]: readonly [DocumentRow, DocumentData]) => [row.updated_at_ms, row.id];
          return page(await withContent(tx, rows), limit, key, ([row, document]) => view(row, document));
        }
        const after = readCursor(query.cursor, z.tuple([daySchema, z.string()]));
        const place = { shopId: shop, tillId: till, customerId: customer };
        const rows = await listDocuments(tx, { number: null, from, to, ...place, isAnnulled: null, after, limit });
        const key = ([row]: readonly [DocumentRow, DocumentData]) => [row.issued_on, row.number];
        return page(await withContent(tx, rows), limit, key, ([row, document]) => view(row, document));
      }),
  });
}

/** The commercial side of every issued document. */
export const sales: CentralModule = {
  name: 'sales',
  register(app, context) {
    registerList(app, context);
    route(app, context, {
      method: 'GET',
      url: '/v1/sales/:sale',
      caller: 'invoices:read',
      doc: { operation: 'sales.get', summary: 'One sale' },
      params: z.strictObject({ sale: idSchema }),
      answer: saleSchema,
      handle: ({ caller, params }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const row = await readDocument(tx, params.sale);
          if (row === null) throw notFound();
          const [sale] = await withContent(tx, [row]);
          if (sale === undefined) throw notFound();
          return view(...sale);
        }),
    });
  },
};
