import { z } from 'zod';
import { outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, problem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { limitInQuery } from '../page.ts';

type EventRow = { readonly position: number; readonly id: string; readonly body: string };

const eventSchema = z.strictObject({
  /** Also the header webhook-id of its deliveries. */
  id: z.string(),
  type: z.string(),
  timestamp: z.iso.datetime(),
  /** As the webhooks of this type carry it. */
  data: z.record(z.string(), z.unknown()),
});

const view = ({ id, body }: EventRow): z.input<typeof eventSchema> => ({
  id,
  ...(JSON.parse(body) as Omit<z.input<typeof eventSchema>, 'id'>),
});

const MAX_LIMIT = 200;
const MAX_TYPES = 50;

const typesInQuery = z
  .string()
  .meta({ wire: { type: 'string', description: 'Comma separated: invoice.issued,invoice.paid' } })
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(outgoingTypes)).min(1).max(MAX_TYPES));

async function positionOf(tx: Tx, id: string): Promise<number> {
  const sql = 'SELECT position FROM outgoing_events WHERE company_id = $1 AND id = $2';
  const [row] = await tx.query<{ position: number }>(sql, [tx.companyId, id]);
  // After central was restored from a copy: what the reader saw last is not known here any more.
  if (row === undefined) throw problem('event_unknown', { status: 410, params: { event: id } });
  return row.position;
}

const listEvents = (tx: Tx, after: number, types: readonly string[] | null, limit: number): Promise<EventRow[]> =>
  tx.query<EventRow>(
    `SELECT position, id, body FROM outgoing_events WHERE company_id = $1 AND position > $2
       AND only_endpoint_id IS NULL AND ($3::text[] IS NULL OR type = ANY($3)) ORDER BY position LIMIT $4`,
    [tx.companyId, after, types, limit + 1],
  );

async function readEvent(tx: Tx, id: string): Promise<EventRow> {
  const sql =
    'SELECT position, id, body FROM outgoing_events WHERE company_id = $1 AND id = $2 AND only_endpoint_id IS NULL';
  const [row] = await tx.query<EventRow>(sql, [tx.companyId, id]);
  if (row === undefined) throw notFound();
  return row;
}

/** What happened, in commit order: for whoever prefers asking to being told, or wants to be sure. */
export const events: CentralModule = {
  name: 'events',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/events',
      caller: 'events:read',
      doc: {
        operation: 'events.list',
        summary: 'Follow what happens',
        description:
          'Oldest first, without gaps. Keep the id of the last event that you have dealt with and ask for what is `after` it. ' +
          'An empty page means that nothing new has happened. 410 `event_unknown`: central was restored from a copy; begin ' +
          'again without `after`.',
        canBeGone: true,
      },
      query: z.strictObject({
        after: z.string().max(64).optional(),
        types: typesInQuery.optional(),
        limit: limitInQuery(MAX_LIMIT, MAX_LIMIT),
      }),
      answer: z.strictObject({ data: z.array(eventSchema), hasMore: z.boolean() }),
      handle: ({ caller, query: { after, types = null, limit } }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const position = after === undefined ? 0 : await positionOf(tx, after);
          const rows = await listEvents(tx, position, types, limit);
          return { data: rows.slice(0, limit).map(view), hasMore: rows.length > limit };
        }),
    });
    route(app, context, {
      method: 'GET',
      url: '/v1/events/:event',
      caller: 'events:read',
      doc: { operation: 'events.get', summary: 'One event' },
      params: z.strictObject({ event: z.string().min(1).max(64) }),
      answer: eventSchema,
      handle: async ({ caller, params }) =>
        view(await inCompany(context, caller.companyId, (tx) => readEvent(tx, params.event))),
    });
  },
};
