import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { recordAudit } from '../../app/audit.ts';
import { actorOf, type UserCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, problem, refusalProblem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { countInQuery, flagInQuery, page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantOrNull, instantSchema, uuidSchema } from '../resource.ts';
import { type IncidentRow, listIncidents, lockIncident, setEventState, settleIncident } from './queries.ts';
import { review } from './review.ts';

const KINDS = ['quarantined', 'till', 'central'] as const;
const incidentParams = z.strictObject({ incident: countInQuery });

const incidentSchema = z.strictObject({
  id: z.int(),
  at: instantSchema,
  /** quarantined: an event that is not believed. till: news of a till. central: of this server. */
  kind: z.enum(KINDS),
  code: z.string(),
  tillId: z.string().nullable(),
  installationId: z.string().nullable(),
  seq: z.int().nullable(),
  number: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  settledAt: instantSchema.nullable(),
  settledBy: z.string().nullable(),
  settledAs: z.enum(['accepted', 'dismissed']).nullable(),
  note: z.string().nullable(),
});

const view = (row: IncidentRow): z.input<typeof incidentSchema> => ({
  id: row.id,
  at: instant(row.at_ms),
  kind: row.kind,
  code: row.code,
  tillId: row.till_id,
  installationId: row.installation_id,
  seq: row.seq,
  number: row.number,
  detail: row.detail,
  settledAt: instantOrNull(row.settled_at_ms),
  settledBy: row.settled_by,
  settledAs: row.settled_as,
  note: row.note,
});

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/incidents',
    caller: 'incidents:read',
    doc: { operation: 'incidents.list', summary: 'What a person has to look at' },
    query: z.strictObject({
      ...pageQuery,
      open: flagInQuery.optional(),
      kind: z.enum(KINDS).optional(),
      till: uuidSchema.optional(),
    }),
    answer: pageOf(incidentSchema),
    handle: async ({ caller, query }) => {
      const { open: isOpen = null, kind = null, till: tillId = null, limit } = query;
      const before = readCursor(query.cursor, z.tuple([z.int()]))?.[0] ?? null;
      const rows = await inCompany(context, caller.companyId, (tx) =>
        listIncidents(tx, { isOpen, kind, tillId, before, limit }),
      );
      return page(rows, limit, ({ id }) => [id], view);
    },
  });
}

type Settling = { readonly as: 'accepted' | 'dismissed'; readonly note: string };

async function openIncident(tx: Tx, id: number): Promise<IncidentRow> {
  const incident = await lockIncident(tx, id);
  if (incident === null) throw notFound();
  if (incident.settled_at_ms !== null) throw problem('incident_settled', { status: 409 });
  return incident;
}

async function settle(
  context: CentralContext,
  tx: Tx,
  caller: UserCaller,
  incident: IncidentRow,
  { as, note }: Settling,
): Promise<z.input<typeof incidentSchema>> {
  const atMs = context.clock.nowMs();
  const by = actorOf(caller);
  await settleIncident(tx, incident.id, { as, by, atMs, note });
  const { id, code, installation_id: installationId, seq, number } = incident;
  const detail = { incident: id, as, code, installationId, seq, number, note };
  await recordAudit(tx, [{ atMs, actor: by, kind: 'incident.settled', detail }]);
  return view({ ...incident, settled_at_ms: atMs, settled_by: by, settled_as: as, note });
}

function registerSettling(app: FastifyInstance, context: CentralContext): void {
  /** A person has looked and leaves it at that. An event stays as it came, and no document follows from it. */
  route(app, context, {
    method: 'POST',
    url: '/v1/incidents/:incident/dismiss',
    caller: 'incidents:write',
    doc: {
      operation: 'incidents.dismiss',
      summary: 'Leave an event out for good, with a note',
      example: { note: 'Rotura anotada a mano' },
    },
    params: incidentParams,
    body: z.strictObject({ note: z.string().trim().min(3).max(500) }),
    answer: incidentSchema,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const incident = await openIncident(tx, params.incident);
        const { kind, installation_id: installation, seq } = incident;
        if (kind !== 'till' && installation !== null && seq !== null) {
          await setEventState(tx, installation, seq, 'dismissed');
        }
        return settle(context, tx, caller, incident, { as: 'dismissed', note: body.note });
      }),
  });
  /** Looks again: after an update, or when the cause has been put right. */
  route(app, context, {
    method: 'POST',
    url: '/v1/incidents/:incident/review',
    caller: 'incidents:write',
    doc: { operation: 'incidents.review', summary: 'Look again at an event that was not believed' },
    params: incidentParams,
    answer: incidentSchema,
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const incident = await openIncident(tx, params.incident);
        const reviewed = await review(context, tx, incident);
        // Thrown: what the review claimed or wrote on its way is undone.
        if (!reviewed.ok) throw refusalProblem(reviewed.refusal, 409);
        return settle(context, tx, caller, incident, { as: 'accepted', note: '' });
      }),
  });
}

/** What a person has to look at, until they did. */
export const incidents: CentralModule = {
  name: 'incidents',
  register(app, context) {
    registerReading(app, context);
    registerSettling(app, context);
  },
};
