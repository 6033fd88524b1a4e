import type { NewToken } from '../../app/token-text.ts';
import type { Tx } from '../../db/tenant.ts';

export type TokenRow = {
  readonly key_id: string;
  readonly client_id: string;
  readonly name: string;
  readonly kind: 'till' | 'user';
  readonly last4: string;
  readonly scopes: readonly string[];
  readonly till_id: string | null;
  readonly created_at_ms: number;
  readonly expires_at_ms: number | null;
  readonly revoked_at_ms: number | null;
  readonly last_used_at_ms: number | null;
};

export type InsertedToken = {
  readonly token: NewToken;
  /** Of the token that it replaces; null: a new client. */
  readonly clientId: string | null;
  readonly name: string;
  readonly kind: 'till' | 'user';
  readonly scopes: readonly string[];
  readonly tillId: string | null;
  readonly shopId: string | null;
  readonly nowMs: number;
  readonly expiresAtMs: number | null;
};

export async function insertToken(tx: Tx, row: InsertedToken): Promise<void> {
  const { token } = row;
  await tx.query(
    `INSERT INTO tokens (company_id, key_id, client_id, name, kind, secret_sha256, last4, scopes, till_id, shop_id, created_at_ms, expires_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.companyId,
      token.keyId,
      row.clientId ?? token.keyId,
      row.name,
      row.kind,
      token.secretSha256,
      token.last4,
      row.scopes,
      row.tillId,
      row.shopId,
      row.nowMs,
      row.expiresAtMs,
    ],
  );
}

const COLUMNS = `key_id, client_id, name, kind, last4, scopes, till_id, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms`;

/** Oldest first. */
export const listTokens = (
  tx: Tx,
  after: readonly [createdAtMs: number, keyId: string] | null,
  limit: number,
): Promise<TokenRow[]> =>
  tx.query<TokenRow>(
    `SELECT ${COLUMNS} FROM tokens WHERE company_id = $1 AND ($2::bigint IS NULL OR (created_at_ms, key_id) > ($2, $3::text))
     ORDER BY created_at_ms, key_id LIMIT $4`,
    [tx.companyId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );

/** Held to the commit, with the others of its client: two rotations at once go one after the other. */
export async function lockClient(tx: Tx, keyId: string): Promise<TokenRow[]> {
  const sql = `SELECT ${COLUMNS} FROM tokens WHERE company_id = $1 AND kind = 'user'
    AND client_id = (SELECT client_id FROM tokens WHERE company_id = $1 AND key_id = $2) ORDER BY key_id FOR UPDATE`;
  return tx.query<TokenRow>(sql, [tx.companyId, keyId]);
}

export const setExpiry = (tx: Tx, keyId: string, expiresAtMs: number): Promise<unknown> =>
  tx.query('UPDATE tokens SET expires_at_ms = $3 WHERE company_id = $1 AND key_id = $2', [
    tx.companyId,
    keyId,
    expiresAtMs,
  ]);

export const revokeToken = (tx: Tx, keyId: string, nowMs: number): Promise<unknown> =>
  tx.query(
    `UPDATE tokens SET revoked_at_ms = coalesce(revoked_at_ms, $3) WHERE company_id = $1 AND key_id = $2 AND kind = 'user'`,
    [tx.companyId, keyId, nowMs],
  );

/** Given, good, and nobody has asked anything with it yet. */
export async function isUnusedToken(tx: Tx, keyId: string): Promise<boolean> {
  const sql =
    'SELECT 1 FROM tokens WHERE company_id = $1 AND key_id = $2 AND last_used_at_ms IS NULL AND revoked_at_ms IS NULL';
  return (await tx.query(sql, [tx.companyId, keyId])).length === 1;
}
