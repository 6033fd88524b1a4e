import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { TILL_REVOKED } from '../../contracts/sync/ingest.ts';
import type { Environment } from '../../domain/documents/types.ts';
import type { CentralContext } from './context.ts';
import { problem } from './problem.ts';
import { readToken, secretHash } from './token-text.ts';

/** What a token of a person or a program may do. `admin` may everything, and alone what has no scope of its own. */
export const SCOPES = [
  'admin',
  'companies:read',
  'companies:write',
  'tills:read',
  'tills:write',
  'invoices:read',
  'invoices:write',
  'orders:read',
  'orders:write',
  'catalog:read',
  'catalog:write',
  'customers:read',
  'customers:write',
  'stock:read',
  'stock:write',
  'incidents:read',
  'incidents:write',
  'audit:read',
  'events:read',
  'webhooks:manage',
  'tokens:write',
] as const;
export type Scope = (typeof SCOPES)[number];
export const isScope = (word: string): word is Scope => (SCOPES as readonly string[]).includes(word);

export type TillCaller = {
  readonly kind: 'till';
  readonly keyId: string;
  readonly companyId: string;
  readonly tillId: string;
  readonly shopId: string;
};
export type UserCaller = {
  readonly kind: 'user';
  readonly keyId: string;
  /** Whoever holds this token and the one that it replaced: keys of requests and budgets are theirs. */
  readonly clientId: string;
  readonly companyId: string;
  readonly scopes: readonly string[];
  /** null: it has no end. */
  readonly expiresAtMs: number | null;
};
export type Caller = TillCaller | UserCaller;

/** Who may ask a route: nobody in particular, the till that the path names, or a token with this scope. */
export type CallerRule = 'anyone' | 'till' | Scope;

/** Who did it, for the audit. */
export const actorOf = (caller: Caller): string =>
  caller.kind === 'till' ? `till:${caller.tillId}` : `user:${caller.keyId}`;

type TokenRow = {
  company_id: string;
  environment: Environment;
  kind: 'till' | 'user';
  client_id: string;
  secret_sha256: string;
  scopes: string[];
  till_id: string | null;
  shop_id: string | null;
  expires_at_ms: number | null;
  revoked_at_ms: number | null;
  last_used_at_ms: number | null;
  till_state: string | null;
};

/** Often enough to see that a token is in use, without a write per request. */
const LAST_USED_EVERY_MS = 60_000;

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

const invalid = () => problem('token_invalid', { status: 401 });

function callerOf(row: TokenRow, keyId: string): Caller {
  if (row.till_id !== null && row.shop_id !== null) {
    return { kind: 'till', keyId, companyId: row.company_id, tillId: row.till_id, shopId: row.shop_id };
  }
  const { client_id: clientId, company_id: companyId, scopes, expires_at_ms: expiresAtMs } = row;
  return { kind: 'user', keyId, clientId, companyId, scopes, expiresAtMs };
}

const FIND = 'SELECT * FROM find_token($1)';
const TOUCH = 'SELECT touch_token($1, $2)';

/**
 * The caller behind a token. Thrown: token_missing and token_invalid (401), till_revoked (403: the till stops asking).
 */
export async function callerOfToken(context: CentralContext, token: string | null): Promise<Caller> {
  if (token === null) throw problem('token_missing', { status: 401 });
  const parts = readToken(token);
  if (parts === null) throw invalid();
  const found = await context.pool.query<TokenRow>({ name: 'find_token', text: FIND, values: [parts.keyId] });
  const [row] = found.rows;
  if (row === undefined || row.kind !== parts.kind || !isSame(row.secret_sha256, secretHash(parts.secret))) {
    throw invalid();
  }
  // What is said of it in the token is what it opens: test tokens see test companies.
  if (parts.environment !== null && parts.environment !== row.environment) throw invalid();
  const nowMs = context.clock.nowMs();
  if (row.kind === 'till' && (row.revoked_at_ms !== null || row.till_state !== 'paired')) {
    throw problem(TILL_REVOKED, { status: 403 });
  }
  if (row.revoked_at_ms !== null || (row.expires_at_ms !== null && row.expires_at_ms <= nowMs)) throw invalid();
  if (Math.abs(nowMs - (row.last_used_at_ms ?? 0)) > LAST_USED_EVERY_MS) {
    await context.pool.query(TOUCH, [parts.keyId, nowMs]);
  }
  return callerOf(row, parts.keyId);
}

export function bearerOf(request: FastifyRequest): string | null {
  // The name of the scheme in any case (RFC 9110 11.1).
  const [, token = null] = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  return token;
}

/** Thrown (403) when this caller may not ask a route with this rule about this till: scope_missing; forbidden about a till. */
export function allow(caller: Caller, rule: Exclude<CallerRule, 'anyone'>, pathTill: string | undefined): void {
  if (rule === 'till') {
    if (caller.kind === 'till' && (pathTill === undefined || caller.tillId === pathTill)) return;
  } else if (caller.kind === 'user') {
    if (caller.scopes.includes('admin') || caller.scopes.includes(rule)) return;
    throw problem('scope_missing', { status: 403, params: { scope: rule } });
  }
  throw problem('forbidden', { status: 403 });
}
