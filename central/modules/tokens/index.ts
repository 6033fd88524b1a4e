import { z } from 'zod';
import { recordAudit } from '../../app/audit.ts';
import { actorOf, isScope, SCOPES, type Scope } from '../../app/auth.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, problem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { instant, instantOrNull, instantSchema, nameSchema } from '../resource.ts';
import { createToken } from './create-token.ts';
import { listTokens, revokeToken, type TokenRow } from './queries.ts';

const tokenSchema = z.strictObject({
  keyId: z.string(),
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
  expiresAt: z.iso.datetime().nullable().default(null),
});

/** Nobody gives more than they have. */
function checkGiven(own: readonly string[], wanted: readonly Scope[]): void {
  if (own.includes('admin') || wanted.every((scope) => own.filter(isScope).includes(scope))) return;
  throw problem('forbidden', { status: 403 });
}

/** Tokens of people and programs; those of tills come by pairing and go by revoking the till. */
export const tokens: CentralModule = {
  name: 'tokens',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/tokens',
      caller: 'tokens:write',
      answer: z.strictObject({ data: z.array(tokenSchema) }),
      handle: async ({ caller }) => ({ data: (await inCompany(context, caller.companyId, listTokens)).map(shown) }),
    });
    route(app, context, {
      method: 'POST',
      url: '/v1/tokens',
      caller: 'tokens:write',
      body: newTokenSchema,
      answer: z.strictObject({ keyId: z.string(), token: z.string() }),
      status: 201,
      async handle({ caller, body }) {
        checkGiven(caller.scopes, body.scopes);
        const expiresAtMs = body.expiresAt === null ? null : Date.parse(body.expiresAt);
        const made = await inCompany(context, caller.companyId, (tx) =>
          createToken(context, tx, { name: body.name, scopes: body.scopes, expiresAtMs, actor: actorOf(caller) }),
        );
        return { keyId: made.keyId, token: made.token };
      },
    });
    route(app, context, {
      method: 'DELETE',
      url: '/v1/tokens/:key',
      caller: 'tokens:write',
      params: z.strictObject({ key: z.string().regex(/^[0-9A-Za-z]{10}$/) }),
      answer: z.strictObject({ keyId: z.string(), revoked: z.literal(true) }),
      handle: ({ caller, params }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const nowMs = context.clock.nowMs();
          if (!(await revokeToken(tx, params.key, nowMs))) throw notFound();
          const detail = { keyId: params.key };
          await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'token.revoked', detail }]);
          return { keyId: params.key, revoked: true as const };
        }),
    });
  },
};
