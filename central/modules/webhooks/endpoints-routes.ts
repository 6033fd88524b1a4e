import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import { refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import { actorOf, type UserCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound, refusalProblem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { writeRoute } from '../../app/write-route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { checkUrl, MAX_URL_LENGTH } from '../../outbound/check-url.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantOrNull, instantSchema, uuidSchema } from '../resource.ts';
import { hasShop } from '../tills/queries.ts';
import {
  countEndpoints,
  deleteEndpoint,
  type EndpointRow,
  insertEndpoint,
  listEndpoints,
  lockEndpoint,
  readEndpoint,
  rotateSecret,
  updateEndpoint,
} from './queries.ts';
import { newSecret } from './signature.ts';

/** Of a company: each event is written once for every endpoint. */
const MAX_ENDPOINTS = 100;
const DAY_SECONDS = 86_400;
const MAX_OVERLAP_SECONDS = 7 * DAY_SECONDS;

export const webhookParams = z.strictObject({ webhook: uuidSchema });

const endpointSchema = z
  .strictObject({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(z.string()).meta({ description: 'Empty: every type' }),
    shopId: z.string().nullable().meta({ description: 'Only of this shop, and what is of no shop' }),
    status: z.enum(['active', 'paused', 'disabled']),
    disabledReason: z
      .string()
      .nullable()
      .meta({ description: 'gone: it answered 410; failing: nothing but failures for days' }),
    failingSince: instantSchema.nullable(),
    heldUntil: instantSchema.nullable().meta({
      description: 'It is overloaded or asked to be left alone; a change, a resend or a test ends it',
    }),
    previousSecretUntil: instantSchema.nullable().meta({ description: 'Until then two secrets sign' }),
    version: z.int(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Webhook' });

const view = (row: EndpointRow, nowMs: number): z.input<typeof endpointSchema> => ({
  id: row.id,
  url: row.url,
  description: row.description,
  eventTypes: [...row.event_types],
  shopId: row.shop_id,
  status: row.status,
  disabledReason: row.disabled_reason,
  failingSince: instantOrNull(row.first_failure_ms),
  heldUntil: row.held_until_ms > nowMs ? instant(row.held_until_ms) : null,
  previousSecretUntil: instantOrNull(row.previous_until_ms),
  version: row.version,
  createdAt: instant(row.created_at_ms),
  updatedAt: instant(row.updated_at_ms),
});

const urlSchema = z.string().min(1).max(MAX_URL_LENGTH);
const descriptionSchema = z.string().trim().max(200);
const typesSchema = z.array(z.enum(outgoingTypes)).max(outgoingTypes.length);
const secretSchema = z.strictObject({
  secret: z.string().meta({ description: 'whsec_ and base64: of this endpoint alone' }),
});

const audit = (context: CentralContext, tx: Tx, caller: UserCaller, kind: string, detail: Record<string, unknown>) =>
  recordAudit(tx, [{ atMs: context.clock.nowMs(), actor: actorOf(caller), kind, detail }]);

async function endpointOrNotFound(tx: Tx, id: string): Promise<EndpointRow> {
  const row = await readEndpoint(tx, id);
  if (row === null) throw notFound();
  return row;
}

async function shown(context: CentralContext, tx: Tx, id: string): Promise<z.input<typeof endpointSchema>> {
  return view(await endpointOrNotFound(tx, id), context.clock.nowMs());
}

/** Thrown: what checkUrl refuses, shop_unknown. */
async function checkFields(context: CentralContext, tx: Tx, url: string, shopId: string | null): Promise<void> {
  const checked = checkUrl(url, context.outbound.policy);
  if (!checked.ok) throw refusalProblem(checked.refusal);
  if (shopId !== null && !(await hasShop(tx, shopId))) throw refusalProblem(refuse('shop_unknown').refusal);
}

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/webhooks',
    caller: 'webhooks:manage',
    doc: { operation: 'webhooks.list', summary: 'Endpoints that are told what happens' },
    query: z.strictObject(pageQuery),
    answer: pageOf(endpointSchema),
    handle: async ({ caller, query: { limit, cursor } }) => {
      const after = readCursor(cursor, z.tuple([z.int(), uuidSchema]));
      const rows = await inCompany(context, caller.companyId, (tx) => listEndpoints(tx, after, limit));
      const nowMs = context.clock.nowMs();
      return page(
        rows,
        limit,
        (row) => [row.created_at_ms, row.id],
        (row) => view(row, nowMs),
      );
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/webhooks/:webhook',
    caller: 'webhooks:manage',
    doc: { operation: 'webhooks.get', summary: 'One endpoint' },
    params: webhookParams,
    answer: endpointSchema,
    handle: ({ caller, params }) => inCompany(context, caller.companyId, (tx) => shown(context, tx, params.webhook)),
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/webhooks/:webhook/secret',
    caller: 'webhooks:manage',
    doc: { operation: 'webhooks.secret', summary: 'The secret that signs now' },
    params: webhookParams,
    answer: secretSchema,
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await endpointOrNotFound(tx, params.webhook);
        await audit(context, tx, caller, 'webhook.secret_shown', { webhook: row.id });
        return { secret: row.secret_current };
      }),
  });
}

function registerCreating(app: FastifyInstance, context: CentralContext): void {
  writeRoute(app, context, {
    method: 'POST',
    url: '/v1/webhooks',
    caller: 'webhooks:manage',
    idempotency: 'accepted',
    doc: {
      operation: 'webhooks.create',
      summary: 'Be told what happens',
      description:
        'Deliveries are signed as Standard Webhooks 1.0.0 says, with the secret in the answer. HTTPS to a public address only, ' +
        'unless the operator of this server allows more. Events from now on; older ones are in `GET /v1/events`.',
      example: { url: 'https://erp.example/mostrador', eventTypes: ['sale.completed', 'invoice.issued'] },
    },
    body: z.strictObject({
      url: urlSchema,
      description: descriptionSchema.default(''),
      eventTypes: typesSchema.default([]).meta({ description: 'Empty: every type' }),
      shopId: uuidSchema.nullable().default(null),
      status: z.enum(['active', 'paused']).default('active'),
    }),
    answer: endpointSchema.extend(secretSchema.shape).meta({ id: 'NewWebhook' }),
    status: 201,
    location: ({ id }) => `/v1/webhooks/${id}`,
    handle: async ({ caller, body }, tx) => {
      const { url, description, eventTypes, shopId, status } = body;
      await checkFields(context, tx, url, shopId);
      if ((await countEndpoints(tx)) >= MAX_ENDPOINTS) return refuse('webhooks_too_many', { max: MAX_ENDPOINTS });
      const id = context.ids.uuid();
      const secret = newSecret(context.chance);
      const nowMs = context.clock.nowMs();
      const fields = { url, description, event_types: eventTypes, shop_id: shopId, status };
      await insertEndpoint(tx, { id, ...fields, secret, nowMs });
      await audit(context, tx, caller, 'webhook.created', { webhook: id, url });
      return { ...(await shown(context, tx, id)), secret };
    },
  });
}

function registerChanging(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'PATCH',
    url: '/v1/webhooks/:webhook',
    caller: 'webhooks:manage',
    doc: {
      operation: 'webhooks.update',
      summary: 'Change an endpoint, pause it, or begin again',
      description: 'While it is not active nothing is queued for it; what waits goes out when it is active again.',
      example: { status: 'active' },
    },
    params: webhookParams,
    body: z.strictObject({
      url: urlSchema.optional(),
      description: descriptionSchema.optional(),
      eventTypes: typesSchema.optional(),
      shopId: uuidSchema.nullable().optional(),
      status: z.enum(['active', 'paused']).optional(),
      version: z.int().optional().meta({ description: 'Only if it is still this one' }),
    }),
    answer: endpointSchema,
    refusalStatus: 409,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await lockEndpoint(tx, params.webhook);
        if (row === null) throw notFound();
        if (body.version !== undefined && body.version !== row.version) {
          return refuse('webhook_version_differs', { version: row.version });
        }
        const url = body.url ?? row.url;
        const shopId = body.shopId === undefined ? row.shop_id : body.shopId;
        await checkFields(context, tx, url, shopId);
        const fields = {
          url,
          description: body.description ?? row.description,
          event_types: body.eventTypes ?? row.event_types,
          shop_id: shopId,
          status: body.status ?? row.status,
        };
        await updateEndpoint(tx, row.id, fields, context.clock.nowMs());
        await audit(context, tx, caller, 'webhook.changed', { webhook: row.id, url, status: fields.status });
        return shown(context, tx, row.id);
      }),
  });
}

function registerEnding(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'DELETE',
    url: '/v1/webhooks/:webhook',
    caller: 'webhooks:manage',
    doc: { operation: 'webhooks.delete', summary: 'End an endpoint; its deliveries can still be read' },
    params: webhookParams,
    answer: z.strictObject({ id: z.string(), deleted: z.literal(true) }),
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await lockEndpoint(tx, params.webhook);
        if (row === null) throw notFound();
        await deleteEndpoint(tx, row.id, context.clock.nowMs());
        await audit(context, tx, caller, 'webhook.deleted', { webhook: row.id, url: row.url });
        return { id: row.id, deleted: true as const };
      }),
  });
  route(app, context, {
    method: 'POST',
    url: '/v1/webhooks/:webhook/rotate-secret',
    caller: 'webhooks:manage',
    doc: {
      operation: 'webhooks.rotateSecret',
      summary: 'Another secret',
      description: 'For `overlapSeconds` (a day unless said) both sign: deliveries carry two signatures.',
      example: { overlapSeconds: 3600 },
    },
    params: webhookParams,
    body: z.strictObject({ overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS).default(DAY_SECONDS) }),
    answer: secretSchema.extend({ previousSecretUntil: instantSchema }),
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const row = await lockEndpoint(tx, params.webhook);
        if (row === null) throw notFound();
        const secret = newSecret(context.chance);
        const nowMs = context.clock.nowMs();
        const previousUntilMs = nowMs + body.overlapSeconds * 1_000;
        await rotateSecret(tx, row.id, { secret, previousUntilMs, nowMs });
        await audit(context, tx, caller, 'webhook.secret_rotated', { webhook: row.id });
        return { secret, previousSecretUntil: instant(previousUntilMs) };
      }),
  });
}

export function registerEndpoints(app: FastifyInstance, context: CentralContext): void {
  registerReading(app, context);
  registerCreating(app, context);
  registerChanging(app, context);
  registerEnding(app, context);
}
