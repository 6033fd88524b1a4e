import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DocumentIssuedData, RecordData } from '../../../contracts/sync/event-data.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { RawAnswer, route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { countInQuery, page, pageOf, pageQuery, readCursor } from '../page.ts';
import { daySchema, uuidSchema } from '../resource.ts';
import {
  type DocumentRow,
  hasInstallation,
  linesAfter,
  listDocuments,
  readDocument,
  readLine,
  recordsOf,
} from './queries.ts';

const idSchema = z.string().min(1).max(64);
const documentParams = z.strictObject({ invoice: idSchema });

export const documentSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  type: z.string(),
  state: z.enum(['issued', 'annulled']),
  /** Local time of the place, with its offset. */
  issuedAt: z.string(),
  issuedOn: daySchema,
  tillId: z.string(),
  shopId: z.string(),
  customerId: z.string().nullable(),
  cashier: z.string(),
  totalCents: z.int(),
  taxCents: z.int(),
  annulledAt: z.string().nullable(),
});

export const documentView = (row: DocumentRow): z.input<typeof documentSchema> => ({
  id: row.id,
  number: row.number,
  type: row.type,
  state: row.annulled_at === null ? 'issued' : 'annulled',
  issuedAt: row.issued_at,
  issuedOn: row.issued_on,
  tillId: row.till_id,
  shopId: row.shop_id,
  customerId: row.customer_id,
  cashier: row.cashier_name,
  totalCents: row.total_cents,
  taxCents: row.tax_cents,
  annulledAt: row.annulled_at,
});

const recordSchema = z.strictObject({
  kind: z.enum(['alta', 'anulacion']),
  installationId: z.string(),
  position: z.int(),
  generatedAt: z.string(),
  huella: z.string(),
  /** At the tax agency. */
  state: z.string(),
});

const wholeSchema = documentSchema.extend({
  /** As the till issued it, field by field (contracts/sync). */
  content: z.record(z.string(), z.unknown()),
  records: z.array(recordSchema),
});

async function documentOrNotFound(tx: Tx, id: string): Promise<DocumentRow> {
  const row = await readDocument(tx, id);
  if (row === null) throw notFound();
  return row;
}

async function eventOf<Data>(tx: Tx, installationId: string, seq: number): Promise<Data> {
  const line = await readLine(tx, installationId, seq);
  if (line === null) throw new Error(`event ${seq} of a document is not there`);
  return (JSON.parse(line.toString('utf8')) as { data: Data }).data;
}

function registerLists(app: FastifyInstance, context: CentralContext): void {
  const querySchema = z.strictObject({
    ...pageQuery,
    number: z.string().max(60).optional(),
    from: daySchema.optional(),
    to: daySchema.optional(),
    till: uuidSchema.optional(),
    shop: uuidSchema.optional(),
    customer: idSchema.optional(),
    state: z.enum(['issued', 'annulled']).optional(),
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices',
    caller: 'invoices:read',
    doc: { operation: 'invoices.list', summary: 'Issued invoices, of tills and of the API' },
    query: querySchema,
    answer: pageOf(documentSchema),
    handle: async ({ caller, query }) => {
      const { number = null, from = null, to = null, till = null, shop = null, customer = null, state, limit } = query;
      const after = readCursor(query.cursor, z.tuple([daySchema, z.string()]));
      const place = { tillId: till, shopId: shop, customerId: customer };
      const isAnnulled = state === undefined ? null : state === 'annulled';
      const rows = await inCompany(context, caller.companyId, (tx) =>
        listDocuments(tx, { number, from, to, ...place, isAnnulled, after, limit }),
      );
      return page(rows, limit, (row) => [row.issued_on, row.number], documentView);
    },
  });
}

function registerOne(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices/:invoice',
    caller: 'invoices:read',
    doc: { operation: 'invoices.get', summary: 'One invoice, whole' },
    params: documentParams,
    answer: wholeSchema,
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await documentOrNotFound(tx, params.invoice);
        const { document } = await eventOf<DocumentIssuedData>(tx, row.installation_id, row.seq);
        const records = await recordsOf(tx, row.id);
        return {
          ...documentView(row),
          content: document,
          records: records.map(({ kind, installation_id, position, generated_at, huella, agency_state }) => ({
            ...{
              kind,
              installationId: installation_id,
              position,
              generatedAt: generated_at,
              huella,
              state: agency_state,
            },
          })),
        };
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
    params: documentParams,
    query: z.strictObject({ kind: z.enum(['alta', 'anulacion']).default('alta') }),
    answer: 'raw',
    handle: ({ caller, params, query }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await documentOrNotFound(tx, params.invoice);
        const found = (await recordsOf(tx, row.id)).findLast(({ kind }) => kind === query.kind);
        if (found === undefined) throw notFound();
        const { record } = await eventOf<{ record: RecordData }>(tx, found.installation_id, found.seq);
        const name = `${row.number}-${found.kind}.xml`;
        return new RawAnswer(Buffer.from(record.xml, 'utf8'), {
          'content-type': 'application/xml; charset=utf-8',
          'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
        });
      }),
  });
}

const MAX_LINES = 200;
const MAX_BYTES = 4 * 1024 * 1024;

function registerLines(app: FastifyInstance, context: CentralContext): void {
  /** Events of an installation as they came, byte for byte, each with its line feed: for whoever compares or moves. */
  route(app, context, {
    method: 'GET',
    url: '/v1/installations/:installation/events',
    caller: 'invoices:read',
    doc: {
      operation: 'installations.events',
      summary: 'Events of a till as they came, byte for byte',
      contentType: 'application/x-ndjson',
    },
    params: z.strictObject({ installation: z.string().min(1).max(100) }),
    query: z.strictObject({
      after: countInQuery.default(0),
      limit: countInQuery.pipe(z.int().min(1).max(MAX_LINES)).default(MAX_LINES),
    }),
    answer: 'raw',
    handle: ({ caller, params, query }) =>
      inCompany(context, caller.companyId, async (tx) => {
        if (!(await hasInstallation(tx, params.installation))) throw notFound();
        const lines = await linesAfter(tx, params.installation, query.after, query.limit, MAX_BYTES);
        const body = Buffer.concat(lines.flatMap(({ line }) => [line, Buffer.from('\n')]));
        return new RawAnswer(body, { 'content-type': 'application/x-ndjson' });
      }),
  });
}

/** Issued documents as central has them: to find, to read whole, and in the original bytes. They are never changed. */
export const invoices: CentralModule = {
  name: 'invoices',
  register(app, context) {
    registerLists(app, context);
    registerOne(app, context);
    registerLines(app, context);
  },
};
