import type { OrderData, OrderStatus } from '../../../contracts/rest/order.ts';
import type { OrderState, ParkingReason } from '../../../domain/orders/types.ts';
import type { TaxArea } from '../../../domain/tax/types.ts';
import { storableJson } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';

export type OrderRow = {
  readonly id: string;
  readonly source: string;
  readonly connection_id: string;
  readonly external_id: string;
  readonly display_number: string;
  readonly external_version: string;
  readonly state: OrderState;
  readonly status: OrderStatus;
  readonly reasons: readonly ParkingReason[];
  readonly shop_id: string;
  readonly total_cents: number;
  readonly currency: string;
  readonly data: OrderData;
  readonly invoice_id: string | null;
  readonly version: number;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
};

const SUMMARY = `id, source, connection_id, external_id, display_number, external_version, state, status, reasons, shop_id,
  total_cents, currency, invoice_id, version, created_at_ms, updated_at_ms`;
const COLUMNS = `${SUMMARY}, data`;

export type OrderKey = { readonly source: string; readonly connectionId: string; readonly externalId: string };

const LOCK_KEY = "SELECT pg_advisory_xact_lock(hashtextextended('order ' || $1::text, 0))";

/** Held to the commit: deliveries of one order go one after the other, the first too, which has no row to lock. */
export async function lockOrderOf(tx: Tx, key: OrderKey): Promise<OrderRow | null> {
  const place = [tx.companyId, key.source, key.connectionId, key.externalId];
  await tx.query(LOCK_KEY, [JSON.stringify(place)]);
  const sql = `SELECT ${COLUMNS} FROM orders
    WHERE company_id = $1 AND source = $2 AND connection_id = $3 AND external_id = $4 FOR UPDATE`;
  return (await tx.query<OrderRow>(sql, place))[0] ?? null;
}

/** Held to the commit: of two that invoice an order one is first. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | null> {
  const sql = `SELECT ${COLUMNS} FROM orders WHERE company_id = $1 AND id = $2 FOR UPDATE`;
  return (await tx.query<OrderRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export async function readOrder(tx: Tx, id: string): Promise<OrderRow | null> {
  const sql = `SELECT ${COLUMNS} FROM orders WHERE company_id = $1 AND id = $2`;
  return (await tx.query<OrderRow>(sql, [tx.companyId, id]))[0] ?? null;
}

const SAVE = `INSERT INTO orders (company_id, id, source, connection_id, external_id, display_number, external_version, state,
    status, reasons, shop_id, total_cents, currency, data, invoice_id, version, created_at_ms, updated_at_ms)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  ON CONFLICT (company_id, id) DO UPDATE SET display_number = excluded.display_number,
    external_version = excluded.external_version, state = excluded.state, status = excluded.status,
    reasons = excluded.reasons, shop_id = excluded.shop_id, total_cents = excluded.total_cents, currency = excluded.currency,
    data = excluded.data, invoice_id = excluded.invoice_id, version = excluded.version, updated_at_ms = excluded.updated_at_ms`;

/** A new one, or another state of one whose key or row is locked. */
export async function saveRow(tx: Tx, row: OrderRow): Promise<void> {
  await tx.prepared('orders_save', SAVE, [
    ...[tx.companyId, row.id, row.source, row.connection_id, row.external_id, row.display_number, row.external_version],
    ...[row.state, row.status, storableJson(row.reasons), row.shop_id, row.total_cents, row.currency],
    ...[storableJson(row.data), row.invoice_id, row.version, row.created_at_ms, row.updated_at_ms],
  ]);
}

export type OrderFilter = {
  readonly status: string | null;
  readonly state: string | null;
  readonly source: string | null;
  readonly connectionId: string | null;
  readonly externalId: string | null;
  readonly updatedAtMs: number | null;
  readonly after: readonly [updatedAtMs: number, id: string] | null;
  readonly limit: number;
};

/** In the order of their last change: a reader who keeps the last instant misses none. Without their data. */
export const listOrders = (tx: Tx, filter: OrderFilter): Promise<Omit<OrderRow, 'data'>[]> =>
  tx.query(
    `SELECT ${SUMMARY} FROM orders WHERE company_id = $1
       AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR source = $4)
       AND ($5::text IS NULL OR connection_id = $5) AND ($6::text IS NULL OR external_id = $6)
       AND ($7::bigint IS NULL OR updated_at_ms >= $7)
       AND ($8::bigint IS NULL OR (updated_at_ms, id) > ($8, $9::uuid))
     ORDER BY updated_at_ms, id LIMIT $10`,
    [
      ...[tx.companyId, filter.status, filter.state, filter.source, filter.connectionId, filter.externalId],
      ...[filter.updatedAtMs, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit + 1],
    ],
  );

export type ShopPlace = { readonly id: string; readonly timeZone: string; readonly area: TaxArea };

/** Zone and area as the tills of the shop said; a shop without any is on the peninsula. At most two. */
const PLACES = `SELECT s.id, coalesce(t.time_zone, 'Europe/Madrid') AS "timeZone", coalesce(t.tax_area, 'IVA') AS area
  FROM shops s LEFT JOIN LATERAL (SELECT time_zone, tax_area FROM tills
    WHERE company_id = s.company_id AND shop_id = s.id AND time_zone IS NOT NULL ORDER BY paired_at_ms DESC NULLS LAST LIMIT 1) t ON true
  WHERE s.company_id = $1 AND ($2::uuid IS NULL OR s.id = $2) LIMIT 2`;

/** The shop, or with null the only one of the company; null: there is none, or more than one. */
export async function shopPlace(tx: Tx, shopId: string | null): Promise<ShopPlace | null> {
  const places = await tx.prepared<ShopPlace>('orders_shop_place', PLACES, [tx.companyId, shopId]);
  return places.length === 1 ? (places[0] ?? null) : null;
}
