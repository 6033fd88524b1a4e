import type { OutgoingData, OutgoingType } from '../../../contracts/webhooks/event-types.ts';
import { storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';

/** What happened, for other systems: contracts/webhooks. */
export type NewOutgoing = {
  [Type in OutgoingType]: {
    readonly type: Type;
    readonly atMs: number;
    readonly shopId: string | null;
    readonly data: OutgoingData<Type>;
    /** A test: for this endpoint alone. */
    readonly onlyEndpointId?: string;
  };
}[OutgoingType];

/** As in writeChanges: the order in which events are numbered is the order in which they can be seen. */
const TAKE = `UPDATE companies SET event_position = event_position + $2 WHERE id = $1
  RETURNING event_position - $2 AS before`;

/** With a delivery for every endpoint that wants it, due at once: a sender that dies finds them there. */
const INSERT = `WITH told AS (
    INSERT INTO outgoing_events (company_id, position, type, at_ms, shop_id, body, only_endpoint_id)
    SELECT $1, $2 + n, type, at_ms, shop_id, body, endpoint_id
    FROM unnest($3::text[], $4::bigint[], $5::uuid[], $6::text[], $7::uuid[]) WITH ORDINALITY
      AS e(type, at_ms, shop_id, body, endpoint_id, n)
    RETURNING position, type, shop_id, only_endpoint_id)
  INSERT INTO webhook_deliveries (company_id, endpoint_id, event_position, next_attempt_ms, created_at_ms)
  SELECT $1, w.id, told.position, $8, $8 FROM told JOIN webhook_endpoints w ON w.company_id = $1
    AND CASE WHEN told.only_endpoint_id IS NOT NULL THEN w.id = told.only_endpoint_id
      ELSE w.status = 'active' AND (w.event_types = '{}' OR told.type = ANY(w.event_types))
        AND (w.shop_id IS NULL OR told.shop_id IS NULL OR w.shop_id = told.shop_id) END`;

/** The bytes that are sent, decided once. */
const bodyOf = ({ type, atMs, data }: NewOutgoing): string =>
  JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });

/**
 * In the transaction of what happened: told if it happened, and only then. The last thing of a transaction but for
 * writeChanges: from here to the commit every other writer of the company waits.
 */
export async function enqueue(tx: Tx, events: readonly NewOutgoing[], nowMs: number): Promise<void> {
  if (events.length === 0) return;
  const [row] = await tx.prepared<{ before: number }>('events_take', TAKE, [tx.companyId, events.length]);
  if (row === undefined) throw new Error('the company is gone');
  await tx.prepared('events_enqueue', INSERT, [
    tx.companyId,
    row.before,
    events.map(({ type }) => type),
    events.map(({ atMs }) => atMs),
    events.map(({ shopId }) => shopId),
    events.map((event) => storableText(bodyOf(event))),
    events.map(({ onlyEndpointId = null }) => onlyEndpointId),
    nowMs,
  ]);
}
