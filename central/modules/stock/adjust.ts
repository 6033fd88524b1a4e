import { ok, type Result, refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound, problem } from '../../app/problem.ts';
import type { Tx } from '../../db/tenant.ts';
import { unknownProducts } from '../catalog/queries.ts';
import { writeChanges } from '../changes/write-changes.ts';
import { enqueue } from '../events/enqueue.ts';
import { hasShop } from '../tills/queries.ts';
import { moveStock, stockNews } from './move-stock.ts';
import { insertAdjustment, lockAdjustment, lockLevel } from './queries.ts';

export type Adjustment = {
  /** Chosen by whoever asks: the same once more does nothing more. */
  readonly id: string;
  readonly shopId: string;
  readonly productId: string;
  /** A delivery or a breakage by how much, or a count by what is there; thousandths. */
  readonly by: { readonly quantityMilli: number } | { readonly levelMilli: number };
  readonly reason: string;
};

/**
 * Moves the stock of a shop by hand. @returns the level after it. Thrown: not_found for a shop that is not there.
 * Refused: adjustment_id_taken when the id was used for something else.
 */
export async function adjustStock(
  context: CentralContext,
  tx: Tx,
  actor: string,
  asked: Adjustment,
): Promise<Result<{ readonly levelMilli: number }>> {
  const { id, shopId, productId, by, reason } = asked;
  const requestSha256 = context.sha256(JSON.stringify([shopId, productId, by, reason]));
  const before = await lockAdjustment(tx, id);
  if (before !== null) {
    return before.request_sha256 === requestSha256
      ? ok({ levelMilli: before.level_milli })
      : refuse('adjustment_id_taken');
  }
  if (!(await hasShop(tx, shopId))) throw notFound();
  const [unknown] = await unknownProducts(tx, [productId]);
  if (unknown !== undefined) throw problem('product_unknown', { params: { product: unknown } });
  const level = await lockLevel(tx, shopId, productId);
  const quantityMilli = 'quantityMilli' in by ? by.quantityMilli : by.levelMilli - level;
  const atMs = context.clock.nowMs();
  const origin = { documentId: null, installationId: null, seq: null, atMs, actor };
  const changes = await moveStock(tx, shopId, [{ productId, quantityMilli, reason, ...origin }]);
  const levelMilli = level + quantityMilli;
  await insertAdjustment(tx, id, { request_sha256: requestSha256, level_milli: levelMilli });
  const detail = { id, shopId, productId, quantityMilli, levelMilli, reason };
  await recordAudit(tx, [{ atMs, actor, kind: 'stock.adjusted', detail }]);
  await enqueue(
    tx,
    changes.map((change) => stockNews(change, atMs)),
    atMs,
  );
  await writeChanges(tx, changes);
  return ok({ levelMilli });
}
