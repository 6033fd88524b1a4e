import type { Tx } from '../../db/tenant.ts';

export type TillState = 'new' | 'paired' | 'revoked';

export type TillRow = {
  readonly id: string;
  readonly shop_id: string;
  readonly shop_code: string;
  readonly code: string;
  readonly name: string;
  readonly state: TillState;
  readonly paired_at_ms: number | null;
  readonly program_version: string | null;
  readonly last_contact_ms: number | null;
  readonly pending_events: number | null;
  readonly oldest_pending_at: string | null;
  readonly clock_difference_ms: number | null;
  /** central: no machine, what central itself issues for the shop. */
  readonly kind: 'till' | 'central';
};

const SELECT = `SELECT t.id, t.shop_id, s.code AS shop_code, t.code, t.name, t.state, t.paired_at_ms, t.program_version,
  t.last_contact_ms, t.pending_events, t.oldest_pending_at, t.clock_difference_ms, t.kind
  FROM tills t JOIN shops s ON s.company_id = t.company_id AND s.id = t.shop_id WHERE t.company_id = $1`;

export const listTills = (tx: Tx): Promise<TillRow[]> =>
  tx.query<TillRow>(`${SELECT} ORDER BY s.code, t.code`, [tx.companyId]);

export async function readTill(tx: Tx, id: string): Promise<TillRow | null> {
  return (await tx.query<TillRow>(`${SELECT} AND t.id = $2`, [tx.companyId, id]))[0] ?? null;
}

export async function findTillByCode(tx: Tx, shopId: string, code: string): Promise<TillRow | null> {
  return (
    (await tx.query<TillRow>(`${SELECT} AND t.shop_id = $2 AND t.code = $3`, [tx.companyId, shopId, code]))[0] ?? null
  );
}

/** Held to the end of the transaction: pairing, revoking and replacing one till go one after the other. */
export async function lockTill(tx: Tx, id: string): Promise<TillRow | null> {
  return (await tx.query<TillRow>(`${SELECT} AND t.id = $2 FOR UPDATE OF t`, [tx.companyId, id]))[0] ?? null;
}

export type NewTillRow = {
  readonly id: string;
  readonly shopId: string;
  readonly code: string;
  readonly name: string;
  readonly nowMs: number;
};

/** @returns false when the shop has one with this code. */
export async function insertTill(tx: Tx, { id, shopId, code, name, nowMs }: NewTillRow): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO tills (company_id, id, shop_id, code, name, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, shop_id, code) DO NOTHING RETURNING id`,
    [tx.companyId, id, shopId, code, name, nowMs],
  );
  return rows.length === 1;
}

export async function hasShop(tx: Tx, shopId: string): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM shops WHERE company_id = $1 AND id = $2', [tx.companyId, shopId]);
  return rows.length === 1;
}

export async function renameTill(tx: Tx, id: string, name: string): Promise<boolean> {
  const sql = 'UPDATE tills SET name = $3 WHERE company_id = $1 AND id = $2 RETURNING id';
  return (await tx.query(sql, [tx.companyId, id, name])).length === 1;
}

export async function setRevoked(tx: Tx, id: string, nowMs: number): Promise<void> {
  await tx.query("UPDATE tills SET state = 'revoked' WHERE company_id = $1 AND id = $2", [tx.companyId, id]);
  await tx.query(
    'UPDATE tokens SET revoked_at_ms = $3 WHERE company_id = $1 AND till_id = $2 AND revoked_at_ms IS NULL',
    [tx.companyId, id, nowMs],
  );
  // A code that lies on a counter would bring it back.
  await tx.query(
    'UPDATE pairing_codes SET expires_at_ms = least(expires_at_ms, $3) WHERE company_id = $1 AND till_id = $2 AND used_at_ms IS NULL',
    [tx.companyId, id, nowMs],
  );
}
