import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import { refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantOrNull, instantSchema, uuidSchema } from '../resource.ts';
import {
  type AttemptRow,
  attemptsOf,
  DELIVERY_STATES,
  type DeliveryRow,
  listDeliveries,
  readDelivery,
  resendOne,
  resendSince,
} from './delivery-queries.ts';
import { webhookParams } from './endpoints-routes.ts';
import { lockEndpoint, releaseEndpoint } from './queries.ts';

const deliveryParams = z.strictObject({ delivery: uuidSchema });

const deliverySchema = z
  .strictObject({
    id: z.string(),
    webhookId: z.string(),
    eventId: z.string().meta({ description: 'The header webhook-id of every attempt' }),
    type: z.string(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    nextAttemptAt: instantSchema.nullable(),
    lastStatus: z.int().nullable().meta({ description: 'HTTP status of the last answer' }),
    lastError: z.string().nullable().meta({ description: 'Why there was no answer' }),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Delivery' });

const view = (row: DeliveryRow): z.input<typeof deliverySchema> => ({
  id: row.id,
  webhookId: row.endpoint_id,
  eventId: row.event_id,
  type: row.type,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.state === 'pending' ? instant(row.next_attempt_ms) : null,
  lastStatus: row.last_status,
  lastError: row.last_error,
  createdAt: instant(row.created_at_ms),
  finishedAt: instantOrNull(row.finished_at_ms),
});

const headersSchema = z.record(z.string(), z.string());
const attemptSchema = z.strictObject({
  n: z.int(),
  startedAt: instantSchema,
  durationMs: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  requestHeaders: headersSchema,
  responseHeaders: headersSchema,
  responseHead: z.string().meta({ description: 'At most two kilobytes of the answer' }),
});

const attemptView = (row: AttemptRow): z.input<typeof attemptSchema> => ({
  n: row.n,
  startedAt: instant(row.started_at_ms),
  durationMs: row.duration_ms,
  status: row.http_status,
  error: row.error,
  requestHeaders: row.request_headers,
  responseHeaders: row.response_headers ?? {},
  responseHead: row.response_head ?? '',
});

const wholeSchema = deliverySchema
  .extend({
    body: z.string().meta({ description: 'The bytes that every attempt sends' }),
    log: z.array(attemptSchema),
  })
  .meta({ id: 'WholeDelivery' });

async function wholeDelivery(tx: Tx, id: string): Promise<z.input<typeof wholeSchema>> {
  const row = await readDelivery(tx, id);
  if (row === null) throw notFound();
  return { ...view(row), body: row.body, log: (await attemptsOf(tx, id)).map(attemptView) };
}

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/deliveries',
    caller: 'webhooks:manage',
    doc: { operation: 'deliveries.list', summary: 'What was sent and what waits, newest first' },
    query: z.strictObject({
      ...pageQuery,
      webhook: uuidSchema.optional(),
      state: z.enum(DELIVERY_STATES).optional(),
      type: z.enum(outgoingTypes).optional(),
    }),
    answer: pageOf(deliverySchema),
    handle: async ({ caller, query: { webhook = null, state = null, type = null, limit, cursor } }) => {
      const before = readCursor(cursor, z.tuple([z.int(), uuidSchema]));
      const rows = await inCompany(context, caller.companyId, (tx) =>
        listDeliveries(tx, { endpointId: webhook, state, type, before, limit }),
      );
      return page(rows, limit, (row) => [row.created_at_ms, row.id], view);
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/deliveries/:delivery',
    caller: 'webhooks:manage',
    doc: { operation: 'deliveries.get', summary: 'One delivery with every attempt: request and answer' },
    params: deliveryParams,
    answer: wholeSchema,
    handle: ({ caller, params }) => inCompany(context, caller.companyId, (tx) => wholeDelivery(tx, params.delivery)),
  });
}

function registerResending(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'POST',
    url: '/v1/deliveries/:delivery/resend',
    caller: 'webhooks:manage',
    doc: {
      operation: 'deliveries.resend',
      summary: 'Send a delivery again',
      description:
        'A new attempt of the same delivery: the same webhook-id and bytes, another timestamp and signature. One that was ' +
        'tried as often as the schedule goes gets this attempt only.',
    },
    params: deliveryParams,
    answer: wholeSchema,
    refusalStatus: 409,
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const nowMs = context.clock.nowMs();
        const row = await readDelivery(tx, params.delivery);
        if (row === null) throw notFound();
        if ((await lockEndpoint(tx, row.endpoint_id)) === null) return refuse('webhook_deleted');
        await resendOne(tx, row.id, nowMs);
        await releaseEndpoint(tx, row.endpoint_id);
        const detail = { delivery: params.delivery };
        await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'delivery.resent', detail }]);
        return wholeDelivery(tx, params.delivery);
      }),
  });
  route(app, context, {
    method: 'POST',
    url: '/v1/webhooks/:webhook/resend',
    caller: 'webhooks:manage',
    doc: {
      operation: 'webhooks.resend',
      summary: 'Send again what failed since a moment',
      description:
        'With `states` also what waits for its next attempt (`pending`: a receiver is back), or what was delivered (a ' +
        'receiver lost its data).',
      example: { since: '2026-11-01T00:00:00Z' },
    },
    params: webhookParams,
    body: z.strictObject({
      since: instantSchema,
      states: z
        .array(z.enum(['failed', 'pending', 'delivered']))
        .min(1)
        .max(3)
        .default(['failed']),
    }),
    answer: z.strictObject({ resent: z.int() }),
    refusalStatus: 409,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await lockEndpoint(tx, params.webhook);
        if (row === null) throw notFound();
        if (row.status !== 'active') return refuse('webhook_not_active');
        const nowMs = context.clock.nowMs();
        const since = { sinceMs: Date.parse(body.since), states: body.states, nowMs };
        const resent = await resendSince(tx, row.id, since);
        await releaseEndpoint(tx, row.id);
        const detail = { webhook: row.id, since: body.since, resent };
        await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'webhook.resent', detail }]);
        return { resent };
      }),
  });
}

export function registerDeliveries(app: FastifyInstance, context: CentralContext): void {
  registerReading(app, context);
  registerResending(app, context);
}
