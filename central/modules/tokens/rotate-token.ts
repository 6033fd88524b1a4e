import { ok, type Result, refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import { actorOf, type UserCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound } from '../../app/problem.ts';
import type { NewToken } from '../../app/token-text.ts';
import type { Tx } from '../../db/tenant.ts';
import { createToken } from './create-token.ts';
import { checkExpiry, checkScopes } from './given.ts';
import { lockClient, setExpiry, type TokenRow } from './queries.ts';

export type Rotated = { readonly made: NewToken; readonly oldExpiresAtMs: number };

const isLive = (row: TokenRow, nowMs: number): boolean =>
  row.revoked_at_ms === null && (row.expires_at_ms === null || row.expires_at_ms > nowMs);

/**
 * Another token of the same client, with the same name, scopes and end; the old one works for `overlapSeconds` more.
 * Thrown: not_found (404), scopes_not_own (403), token_outlives (422). Refused: token_not_live, token_rotating (two work already).
 */
export async function rotateToken(
  context: CentralContext,
  tx: Tx,
  caller: UserCaller,
  keyId: string,
  overlapSeconds: number,
): Promise<Result<Rotated>> {
  const nowMs = context.clock.nowMs();
  const ofClient = await lockClient(tx, keyId);
  const old = ofClient.find((row) => row.key_id === keyId);
  if (old === undefined) throw notFound();
  checkScopes(caller, old.scopes);
  if (!isLive(old, nowMs)) return refuse('token_not_live');
  checkExpiry(caller, old.expires_at_ms, nowMs);
  if (ofClient.some((row) => row.key_id !== keyId && isLive(row, nowMs))) return refuse('token_rotating');
  const actor = actorOf(caller);
  const { name, scopes, expires_at_ms: expiresAtMs, client_id: clientId } = old;
  const made = await createToken(context, tx, { name, scopes, expiresAtMs, actor, clientId });
  const oldExpiresAtMs = Math.min(nowMs + overlapSeconds * 1_000, expiresAtMs ?? Number.POSITIVE_INFINITY);
  await setExpiry(tx, keyId, oldExpiresAtMs);
  const detail = { keyId, newKeyId: made.keyId, overlapSeconds };
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'token.rotated', detail }]);
  return ok({ made, oldExpiresAtMs });
}
