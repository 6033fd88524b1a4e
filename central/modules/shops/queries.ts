import type { Tx } from '../../db/tenant.ts';

export type ShopRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly created_at_ms: number;
};

export const listShops = (tx: Tx): Promise<ShopRow[]> =>
  tx.query<ShopRow>('SELECT id, code, name, created_at_ms FROM shops WHERE company_id = $1 ORDER BY code', [
    tx.companyId,
  ]);

export async function findShopByCode(tx: Tx, code: string): Promise<ShopRow | null> {
  const sql = 'SELECT id, code, name, created_at_ms FROM shops WHERE company_id = $1 AND code = $2';
  return (await tx.query<ShopRow>(sql, [tx.companyId, code]))[0] ?? null;
}

/** @returns false when one with this code is there. */
export async function insertShop(tx: Tx, row: ShopRow): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO shops (company_id, id, code, name, created_at_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, code) DO NOTHING RETURNING id`,
    [tx.companyId, row.id, row.code, row.name, row.created_at_ms],
  );
  return rows.length === 1;
}

export async function renameShop(tx: Tx, id: string, name: string): Promise<ShopRow | null> {
  const rows = await tx.query<ShopRow>(
    'UPDATE shops SET name = $3 WHERE company_id = $1 AND id = $2 RETURNING id, code, name, created_at_ms',
    [tx.companyId, id, name],
  );
  return rows[0] ?? null;
}
