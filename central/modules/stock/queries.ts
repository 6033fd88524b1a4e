import type { Tx } from '../../db/tenant.ts';

export type LevelRow = { readonly shop_id: string; readonly product_id: string; readonly level_milli: number };

export const listLevels = (
  tx: Tx,
  filter: {
    readonly shopId: string | null;
    readonly productId: string | null;
    readonly after: readonly [shop: string, product: string] | null;
    readonly limit: number;
  },
): Promise<LevelRow[]> =>
  tx.query<LevelRow>(
    `SELECT shop_id, product_id, level_milli FROM stock_levels WHERE company_id = $1
       AND ($2::uuid IS NULL OR shop_id = $2) AND ($3::text IS NULL OR product_id = $3)
       AND ($4::uuid IS NULL OR (shop_id, product_id) > ($4, $5::text)) ORDER BY shop_id, product_id LIMIT $6`,
    [
      tx.companyId,
      filter.shopId,
      filter.productId,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit + 1,
    ],
  );

export type MovementRow = {
  readonly id: number;
  readonly shop_id: string;
  readonly product_id: string;
  readonly quantity_milli: number;
  readonly reason: string;
  readonly document_id: string | null;
  readonly at_ms: number;
  readonly actor: string;
};

/** In the order in which central wrote them. */
export const listMovements = (
  tx: Tx,
  filter: {
    readonly shopId: string | null;
    readonly productId: string | null;
    readonly after: number;
    readonly limit: number;
  },
): Promise<MovementRow[]> =>
  tx.query<MovementRow>(
    `SELECT id, shop_id, product_id, quantity_milli, reason, document_id, at_ms, actor FROM stock_movements
     WHERE company_id = $1 AND id > $2 AND ($3::uuid IS NULL OR shop_id = $3) AND ($4::text IS NULL OR product_id = $4)
     ORDER BY id LIMIT $5`,
    [tx.companyId, filter.after, filter.shopId, filter.productId, filter.limit + 1],
  );

/** Held to the commit: a count and a sale of the same goods go one after the other, also when they never moved before. */
export async function lockLevel(tx: Tx, shopId: string, productId: string): Promise<number> {
  const rows = await tx.query<{ level_milli: number }>(
    `INSERT INTO stock_levels (company_id, shop_id, product_id, level_milli) VALUES ($1, $2, $3, 0)
     ON CONFLICT (company_id, shop_id, product_id) DO UPDATE SET level_milli = stock_levels.level_milli
     RETURNING level_milli`,
    [tx.companyId, shopId, productId],
  );
  return rows[0]?.level_milli ?? 0;
}

export type AdjustmentRow = { readonly request_sha256: string; readonly level_milli: number };

/**
 * An adjustment that was asked for before under this id. Held to the commit: who asks the same at the same moment waits and
 * finds it.
 */
export async function lockAdjustment(tx: Tx, id: string): Promise<AdjustmentRow | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('stock ' || $1::text || $2, 0))", [tx.companyId, id]);
  const sql = 'SELECT request_sha256, level_milli FROM stock_adjustments WHERE company_id = $1 AND id = $2';
  return (await tx.query<AdjustmentRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export const insertAdjustment = (tx: Tx, id: string, row: AdjustmentRow): Promise<unknown> =>
  tx.query('INSERT INTO stock_adjustments (company_id, id, request_sha256, level_milli) VALUES ($1, $2, $3, $4)', [
    tx.companyId,
    id,
    row.request_sha256,
    row.level_milli,
  ]);
