import type { WholeTx } from '../../db/tenant.ts';

/** How long it can be seen what was sent and what came back, and sent again. Events themselves stay in the feed. */
export const DELIVERIES_KEPT_MS = 30 * 24 * 60 * 60_000;

const FORGET = `WITH old AS (
    SELECT company_id, id FROM webhook_deliveries
    WHERE finished_at_ms IS NOT NULL AND created_at_ms < $1 AND finished_at_ms < $1 AND state <> 'pending'
    ORDER BY company_id, created_at_ms LIMIT $2 FOR UPDATE SKIP LOCKED),
  attempts AS (DELETE FROM webhook_attempts a USING old WHERE a.company_id = old.company_id AND a.delivery_id = old.id)
  DELETE FROM webhook_deliveries d USING old WHERE d.company_id = old.company_id AND d.id = old.id RETURNING 1`;

/** Forgets deliveries that ended before DELIVERIES_KEPT_MS, at most `limit`, of every company. @returns how many */
export async function forgetOldDeliveries(tx: WholeTx, nowMs: number, limit: number): Promise<number> {
  return (await tx.query(FORGET, [nowMs - DELIVERIES_KEPT_MS, limit])).length;
}
