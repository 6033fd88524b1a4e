import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { type NewToken, newToken } from '../../app/token-text.ts';
import type { Tx } from '../../db/tenant.ts';
import { readCompany } from '../companies/queries.ts';
import type { TillRow } from '../tills/queries.ts';
import { insertToken } from './queries.ts';

export type WantedToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number | null;
  readonly actor: string;
  /** Of the token that it replaces. */
  readonly clientId?: string;
};

/** A token of a person or a program. Its text is in the answer and nowhere else. */
export async function createToken(context: CentralContext, tx: Tx, wanted: WantedToken): Promise<NewToken> {
  const nowMs = context.clock.nowMs();
  const { environment } = await readCompany(tx);
  const token = newToken(context.chance, environment);
  const { name, scopes, expiresAtMs, actor, clientId = null } = wanted;
  const bound = { tillId: null, shopId: null };
  await insertToken(tx, { token, clientId, name, kind: 'user', scopes, ...bound, nowMs, expiresAtMs });
  const detail = { keyId: token.keyId, name, scopes };
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'token.created', detail }]);
  return token;
}

/** A till's, without an end: it sells for years without anybody who would renew it. */
export const insertTillToken = (
  tx: Tx,
  { till, token, nowMs }: { readonly till: TillRow; readonly token: NewToken; readonly nowMs: number },
): Promise<void> =>
  insertToken(tx, {
    token,
    clientId: null,
    name: till.name,
    kind: 'till',
    scopes: [],
    tillId: till.id,
    shopId: till.shop_id,
    nowMs,
    expiresAtMs: null,
  });
