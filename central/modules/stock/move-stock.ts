import { storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import { quantityText } from '../amounts.ts';
import type { NewChange } from '../changes/write-changes.ts';
import type { NewOutgoing } from '../events/enqueue.ts';

export type StockMovement = {
  readonly productId: string;
  /** Thousandths; out of the shop is negative. */
  readonly quantityMilli: number;
  /** sale, annulment, or what a person gave. */
  readonly reason: string;
  readonly documentId: string | null;
  readonly installationId: string | null;
  readonly seq: number | null;
  readonly atMs: number;
  readonly actor: string;
};

const MOVE = `INSERT INTO stock_movements (company_id, shop_id, product_id, quantity_milli, reason, document_id, installation_id, seq, at_ms, actor)
  SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::text[])`;

// In the order of the products, always: two tills that sell the same wait for each other and never in a circle.
const LEVEL = `INSERT INTO stock_levels (company_id, shop_id, product_id, level_milli)
  SELECT $1, $2, product_id, quantity FROM unnest($3::text[], $4::bigint[]) AS moved(product_id, quantity) ORDER BY product_id
  ON CONFLICT (company_id, shop_id, product_id) DO UPDATE SET level_milli = stock_levels.level_milli + excluded.level_milli
  RETURNING product_id AS "productId", level_milli AS "levelMilli"`;

/** A new level, as the tills are told of it. */
export type LevelChange = NewChange & {
  readonly shopId: string;
  readonly data: { readonly productId: string; readonly levelMilli: number };
};

/** The same for other systems. */
export const stockNews = ({ shopId, data }: LevelChange, atMs: number): NewOutgoing => ({
  type: 'stock.changed',
  atMs,
  shopId,
  data: { productId: data.productId, shopId, level: quantityText(data.levelMilli) },
});

/** Moves the stock of a shop. @returns what the tills have to be told, with writeChanges. */
export async function moveStock(tx: Tx, shopId: string, movements: readonly StockMovement[]): Promise<LevelChange[]> {
  if (movements.length === 0) return [];
  const moved = movements.map((movement) => ({ ...movement, productId: storableText(movement.productId) }));
  await tx.prepared('stock_move', MOVE, [
    tx.companyId,
    shopId,
    moved.map(({ productId }) => productId),
    moved.map(({ quantityMilli }) => quantityMilli),
    moved.map(({ reason }) => storableText(reason)),
    moved.map(({ documentId }) => (documentId === null ? null : storableText(documentId))),
    moved.map(({ installationId }) => installationId),
    moved.map(({ seq }) => seq),
    moved.map(({ atMs }) => atMs),
    moved.map(({ actor }) => actor),
  ]);
  const sums = new Map<string, number>();
  for (const { productId, quantityMilli } of moved) sums.set(productId, (sums.get(productId) ?? 0) + quantityMilli);
  const levels = await tx.prepared<{ productId: string; levelMilli: number }>('stock_level', LEVEL, [
    tx.companyId,
    shopId,
    [...sums.keys()],
    [...sums.values()],
  ]);
  return levels.map((level) => ({ kind: 'stock', key: level.productId, data: level, shopId }));
}
