import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type OutgoingType, outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import { refuse } from '../../../domain/result.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { readCompany } from '../companies/queries.ts';
import { enqueue, type NewOutgoing } from '../events/enqueue.ts';
import { deliveryOfEvent } from './delivery-queries.ts';
import { webhookParams } from './endpoints-routes.ts';
import { lastEvent, lockEndpoint, releaseEndpoint } from './queries.ts';
import { sampleOf } from './samples.ts';

const typeSchema = z.enum(outgoingTypes);

const sampleEvent = (type: OutgoingType, atMs: number, endpointId: string): NewOutgoing =>
  ({ type, atMs, shopId: null, data: sampleOf(type, endpointId) }) as NewOutgoing;

/** For one endpoint alone; sent while that is active. */
export async function queueSample(
  tx: Tx,
  { endpointId, type, nowMs }: { readonly endpointId: string; readonly type: OutgoingType; readonly nowMs: number },
): Promise<{ readonly eventId: string; readonly deliveryId: string }> {
  await enqueue(tx, [{ ...sampleEvent(type, nowMs, endpointId), onlyEndpointId: endpointId }], nowMs);
  const { id: eventId, position } = await lastEvent(tx);
  const deliveryId = await deliveryOfEvent(tx, endpointId, position);
  if (deliveryId === null) throw new Error('a test was queued for nobody');
  return { eventId, deliveryId };
}

/** Events that did not happen, to try a receiver with. */
export function registerTests(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'POST',
    url: '/v1/webhooks/:webhook/test',
    caller: 'webhooks:manage',
    doc: {
      operation: 'webhooks.test',
      summary: 'Send a sample of any type to one endpoint',
      description: 'Signed and retried like the real ones; in no feed, and told to no other endpoint.',
      example: { type: 'webhook.ping' },
    },
    params: webhookParams,
    body: z.strictObject({ type: typeSchema.default('webhook.ping') }),
    answer: z.strictObject({ eventId: z.string(), deliveryId: z.string() }),
    status: 201,
    refusalStatus: 409,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await lockEndpoint(tx, params.webhook);
        if (row === null) throw notFound();
        if (row.status !== 'active') return refuse('webhook_not_active');
        await releaseEndpoint(tx, row.id);
        return queueSample(tx, { endpointId: row.id, type: body.type, nowMs: context.clock.nowMs() });
      }),
  });
  route(app, context, {
    method: 'POST',
    url: '/v1/test/events',
    caller: 'webhooks:manage',
    doc: {
      operation: 'test.createEvent',
      summary: 'Make a sample event happen, in a test company',
      description: 'In the feed, and told to every endpoint that wants its type, like a real one.',
      example: { type: 'order.received' },
    },
    body: z.strictObject({ type: typeSchema }),
    answer: z.strictObject({ eventId: z.string() }),
    status: 201,
    refusalStatus: 409,
    handle: ({ caller, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        if ((await readCompany(tx)).environment !== 'test') return refuse('not_a_test_company');
        const nowMs = context.clock.nowMs();
        await enqueue(tx, [sampleEvent(body.type, nowMs, 'sample')], nowMs);
        return { eventId: (await lastEvent(tx)).id };
      }),
  });
}
