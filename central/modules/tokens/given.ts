import type { UserCaller } from '../../app/auth.ts';
import { problem } from '../../app/problem.ts';

/** Nobody gives, or takes away, more than they have. Thrown: scopes_not_own (403). */
export function checkScopes(caller: UserCaller, scopes: readonly string[]): void {
  if (caller.scopes.includes('admin')) return;
  const others = scopes.filter((scope) => !caller.scopes.includes(scope));
  if (others.length > 0) throw problem('scopes_not_own', { status: 403, params: { scopes: others.join(', ') } });
}

/** What has an end makes nothing that outlives it. Thrown: token_expiry_past, token_outlives (422). */
export function checkExpiry(caller: UserCaller, expiresAtMs: number | null, nowMs: number): void {
  if (expiresAtMs !== null && expiresAtMs <= nowMs) throw problem('token_expiry_past');
  if (caller.expiresAtMs === null) return;
  if (expiresAtMs === null || expiresAtMs > caller.expiresAtMs) {
    throw problem('token_outlives', { params: { expiresAt: new Date(caller.expiresAtMs).toISOString() } });
  }
}
