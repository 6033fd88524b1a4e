import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { recordAudit } from '../../app/audit.ts';
import { actorOf, SCOPES } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantOrNull, instantSchema, nameSchema } from '../resource.ts';
import { createToken } from './create-token.ts';
import { checkExpiry, checkScopes } from './given.ts';
import { listTokens, lockClient, revokeToken, type TokenRow } from './queries.ts';
import { rotateToken } from './rotate-token.ts';

const tokenSchema = z.strictObject({
  keyId: z.string(),
  /** The same for a token and the one that replaces it. */
  clientId: z.string(),
  name: z.string(),
  kind: z.enum(['till', 'user']),
  last4: z.string(),
  scopes: z.array(z.string()),
  tillId: z.string().nullable(),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
});

const shown = (row: TokenRow): z.input<typeof tokenSchema> => ({
  keyId: row.key_id,
  clientId: row.client_id,
  name: row.name,
  kind: row.kind,
  last4: row.last4,
  scopes: [...row.scopes],
  tillId: row.till_id,
  createdAt: instant(row.created_at_ms),
  expiresAt: instantOrNull(row.expires_at_ms),
  revokedAt: instantOrNull(row.revoked_at_ms),
  lastUsedAt: instantOrNull(row.last_used_at_ms),
});

const newTokenSchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(z.enum(SCOPES)).min(1),
  expiresAt: instantSchema.nullable().default(null),
});

const keyParams = z.strictObject({ key: z.string().regex(/^[0-9A-Za-z]{10}$/) });
const DAY_SECONDS = 86_400;
const MAX_OVERLAP_SECONDS = 7 * DAY_SECONDS;

function registerEnding(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'POST',
    url: '/v1/tokens/:key/rotate',
    caller: 'tokens:write',
    doc: {
      operation: 'tokens.rotate',
      summary: 'Replace a token by another one',
      description:
        'Both work for `overlapSeconds` (a day unless said), then the old one ends by itself. Keys of idempotent requests ' +
        'and the rate limit are shared by both. A client never has more than two that work.',
      example: { overlapSeconds: 3600 },
    },
    params: keyParams,
    body: z.strictObject({ overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS).default(DAY_SECONDS) }),
    answer: z.strictObject({ keyId: z.string(), token: z.string(), oldExpiresAt: instantSchema }),
    status: 201,
    refusalStatus: 409,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const rotated = await rotateToken(context, tx, caller, params.key, body.overlapSeconds);
        if (!rotated.ok) return rotated;
        const { made, oldExpiresAtMs } = rotated.value;
        return { keyId: made.keyId, token: made.token, oldExpiresAt: instant(oldExpiresAtMs) };
      }),
  });
  route(app, context, {
    method: 'DELETE',
    url: '/v1/tokens/:key',
    caller: 'tokens:write',
    doc: {
      operation: 'tokens.revoke',
      summary: 'End a token at once',
      description: 'One whose scopes you have yourself.',
    },
    params: keyParams,
    answer: z.strictObject({ keyId: z.string(), revoked: z.literal(true) }),
    handle: ({ caller, params }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const nowMs = context.clock.nowMs();
        const row = (await lockClient(tx, params.key)).find((one) => one.key_id === params.key);
        if (row === undefined) throw notFound();
        checkScopes(caller, row.scopes);
        await revokeToken(tx, params.key, nowMs);
        const detail = { keyId: params.key };
        await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'token.revoked', detail }]);
        return { keyId: params.key, revoked: true as const };
      }),
  });
}

/** Tokens of people and programs; those of tills come by pairing and go by revoking the till. */
export const tokens: CentralModule = {
  name: 'tokens',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/tokens',
      caller: 'tokens:write',
      doc: { operation: 'tokens.list', summary: 'Tokens, without their secrets' },
      query: z.strictObject(pageQuery),
      answer: pageOf(tokenSchema),
      handle: async ({ caller, query: { limit, cursor } }) => {
        const after = readCursor(cursor, z.tuple([z.int(), z.string()]));
        const rows = await inCompany(context, caller.companyId, (tx) => listTokens(tx, after, limit));
        return page(rows, limit, (row) => [row.created_at_ms, row.key_id], shown);
      },
    });
    route(app, context, {
      method: 'POST',
      url: '/v1/tokens',
      caller: 'tokens:write',
      doc: {
        operation: 'tokens.create',
        summary: 'A token for a person or a program, shown once',
        description:
          'With scopes that you have yourself. `admin` may everything. A token with an end makes none that outlives it.',
        example: { name: 'ERP', scopes: ['invoices:read', 'events:read'], expiresAt: '2030-01-01T00:00:00Z' },
      },
      body: newTokenSchema,
      answer: z.strictObject({ keyId: z.string(), token: z.string() }),
      status: 201,
      async handle({ caller, body }) {
        const expiresAtMs = body.expiresAt === null ? null : Date.parse(body.expiresAt);
        checkScopes(caller, body.scopes);
        checkExpiry(caller, expiresAtMs, context.clock.nowMs());
        const made = await inCompany(context, caller.companyId, (tx) =>
          createToken(context, tx, { name: body.name, scopes: body.scopes, expiresAtMs, actor: actorOf(caller) }),
        );
        return { keyId: made.keyId, token: made.token };
      },
    });
    registerEnding(app, context);
  },
};
