import { z } from 'zod';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { daySchema, uuidSchema } from '../resource.ts';
import { decimalReport } from './decimal-report.ts';
import { type CashEventRow, eventsOf, listSessions, type SessionRow } from './queries.ts';

const reportSchema = z.record(z.string(), z.unknown());

const sessionSchema = z
  .strictObject({
    id: z.string(),
    tillId: z.string(),
    shopId: z.string(),
    state: z.enum(['open', 'closed']),
    openedAt: z.string().nullable().meta({ description: 'Local time at the till; null when only its end came' }),
    closedAt: z.string().nullable(),
    lastChangeOn: daySchema,
  })
  .meta({ id: 'CashSession' });

const view = (row: SessionRow): z.input<typeof sessionSchema> => ({
  id: row.session_id,
  tillId: row.till_id,
  shopId: row.shop_id,
  state: row.closed_at === null ? 'open' : 'closed',
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  lastChangeOn: row.last_on,
});

const wholeSchema = sessionSchema
  .extend({
    opening: reportSchema.nullable(),
    changes: z.array(z.strictObject({ at: z.string(), detail: reportSchema })).meta({
      description: 'Pay-ins, pay-outs and corrected payments, as they happened',
    }),
    closings: z.array(z.strictObject({ at: z.string(), report: reportSchema })).meta({
      description: 'The Z report; two only when a till was restored and closed the session again',
    }),
  })
  .meta({ id: 'WholeCashSession' });

const detailOf = ({ detail }: CashEventRow): Record<string, unknown> =>
  decimalReport(detail) as Record<string, unknown>;
const ofType = (events: readonly CashEventRow[], type: string): CashEventRow[] =>
  events.filter((event) => event.type === type);

/** Cash sessions of the tills: what was in the drawer, what moved, and the Z that closed it. */
export const cashSessions: CentralModule = {
  name: 'cash-sessions',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/cash-sessions',
      caller: 'invoices:read',
      doc: { operation: 'cashSessions.list', summary: 'Cash sessions, those that changed last first' },
      query: z.strictObject({
        ...pageQuery,
        shop: uuidSchema.optional(),
        till: uuidSchema.optional(),
        from: daySchema.optional(),
        to: daySchema.optional(),
      }),
      answer: pageOf(sessionSchema),
      handle: async ({ caller, query: { shop = null, till = null, from = null, to = null, limit, cursor } }) => {
        const before = readCursor(cursor, z.tuple([daySchema, z.string()]));
        const filter = { shopId: shop, tillId: till, from, to, before, limit };
        const rows = await inCompany(context, caller.companyId, (tx) => listSessions(tx, filter));
        return page(rows, limit, (row) => [row.last_on, row.session_id], view);
      },
    });
    route(app, context, {
      method: 'GET',
      url: '/v1/cash-sessions/:session',
      caller: 'invoices:read',
      doc: { operation: 'cashSessions.get', summary: 'One cash session with its Z' },
      params: z.strictObject({ session: z.string().min(1).max(64) }),
      answer: wholeSchema,
      handle: ({ caller, params }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const filter = { shopId: null, tillId: null, from: null, to: null, before: null, limit: 1 };
          const [row] = await listSessions(tx, { ...filter, sessionId: params.session });
          if (row === undefined) throw notFound();
          const events = await eventsOf(tx, params.session);
          const [opening] = ofType(events, 'cash_session.opened');
          return {
            ...view(row),
            opening: opening === undefined ? null : detailOf(opening),
            changes: ofType(events, 'cash_session.changed').map((event) => ({ at: event.at, detail: detailOf(event) })),
            closings: ofType(events, 'cash_session.closed').map((event) => ({ at: event.at, report: detailOf(event) })),
          };
        }),
    });
  },
};
