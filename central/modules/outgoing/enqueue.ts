import { storableJson } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';

/** What happened, for other systems. Thin: ids and versions, the reader fetches the rest. */
export type OutgoingType =
  | 'invoice.issued'
  | 'invoice.annulled'
  | 'sale.completed'
  | 'stock.changed'
  | 'customer.created'
  | 'customer.updated'
  | 'product.updated'
  | 'cash_session.closed';

export type NewOutgoing = {
  readonly type: OutgoingType;
  readonly atMs: number;
  readonly shopId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

const INSERT = `INSERT INTO outgoing_events (company_id, type, at_ms, shop_id, data)
  SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::uuid[], $5::jsonb[])`;

/** In the transaction of what happened: told if it happened, and only then. */
export async function enqueue(tx: Tx, events: readonly NewOutgoing[]): Promise<void> {
  if (events.length === 0) return;
  await tx.prepared('outgoing_enqueue', INSERT, [
    tx.companyId,
    events.map(({ type }) => type),
    events.map(({ atMs }) => atMs),
    events.map(({ shopId }) => shopId),
    events.map(({ data }) => storableJson(data)),
  ]);
}
