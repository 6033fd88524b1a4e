import { isDeepStrictEqual } from 'node:util';
import type { OrderBody, OrderData, OrderStatus } from '../../../contracts/rest/order.ts';
import { checkOrder } from '../../../domain/orders/check-order.ts';
import { isSettled, settlingMethod } from '../../../domain/orders/payments.ts';
import { differsFromInvoice } from '../../../domain/orders/since-invoiced.ts';
import type { ParkingReason } from '../../../domain/orders/types.ts';
import { instantMs, isOlderVersion } from '../../../domain/orders/version.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { storableJson } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import { enqueue, type NewOutgoing } from '../events/enqueue.ts';
import { payInvoice } from '../invoices/pay-invoice.ts';
import { type DocumentRow, lockDocument } from '../invoices/queries.ts';
import { instant } from '../resource.ts';
import { innerOrder } from './inner-order.ts';
import { lockOrderOf, type OrderRow, type ShopPlace, saveRow, shopPlace } from './queries.ts';

type Verdict = { readonly status: OrderStatus; readonly reasons: readonly ParkingReason[] };

/** What becomes of it here. Of an invoiced order only what the invoice does not say is a matter for a person. */
function judge(data: OrderData, { area, timeZone }: ShopPlace, nowMs: number, invoice: DocumentRow | null): Verdict {
  const order = innerOrder(data);
  const checked = checkOrder(order, { area, isoDate: localTimestamp(nowMs, timeZone).slice(0, 10) });
  if (invoice !== null) {
    const { number, total_cents: totalCents, tax_cents: taxCents } = invoice;
    if (!differsFromInvoice(order, checked, { totalCents, taxCents })) return { status: 'invoiced', reasons: [] };
    return { status: 'parked', reasons: [{ code: 'already_invoiced', params: { number } }] };
  }
  if (order.state === 'cancelled') return { status: 'cancelled', reasons: [] };
  return { status: checked.reasons.length === 0 ? 'received' : 'parked', reasons: checked.reasons };
}

function newsOf(row: OrderRow, before: OrderRow | null, nowMs: number): NewOutgoing[] {
  const data = {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    displayNumber: row.display_number,
    version: row.version,
  };
  const about = { atMs: nowMs, shopId: row.shop_id };
  const reasons = row.reasons.map(({ code }) => code);
  const news: NewOutgoing[] =
    row.status === 'parked'
      ? [{ type: 'order.parked', ...about, data: { ...data, reasons } }]
      : [{ type: 'order.received', ...about, data }];
  const isShippedNow = row.data.shippedAt !== null && (before === null || before.data.shippedAt === null);
  return isShippedNow ? [...news, { type: 'order.shipped', ...about, data }] : news;
}

/** What was due of its invoice is paid when the shop says so. Never a reason to turn the order away: it stays due. */
async function settle(
  context: CentralContext,
  tx: Tx,
  actor: string,
  row: OrderRow,
  invoice: DocumentRow,
): Promise<void> {
  const amountCents = invoice.due_cents - invoice.paid_cents;
  const order = innerOrder(row.data);
  if (row.status !== 'invoiced' || !isSettled(order) || amountCents === 0 || invoice.annulled_at !== null) return;
  const last = order.payments.at(-1);
  const nowMs = context.clock.nowMs();
  const paidAtMs = last?.paidAt == null ? nowMs : (instantMs(last.paidAt) ?? nowMs);
  const payment = { method: settlingMethod(order), amountCents, reference: last?.reference ?? null, paidAtMs };
  const paid = await payInvoice(context, tx, actor, { invoiceId: invoice.id, ...payment });
  if (paid.ok) return;
  const detail = { order: row.id, invoice: invoice.id, code: paid.refusal.code };
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'order.payment_refused', detail }]);
}

function rowOf(body: OrderBody, before: OrderRow | null, id: string, shopId: string, nowMs: number): OrderRow {
  const { source, connectionId, externalId, version, shopId: _, ...content } = body;
  const shippedAt = before?.data.shippedAt ?? (body.state === 'shipped' ? instant(nowMs) : null);
  return {
    ...{ id: before?.id ?? id, source, connection_id: connectionId, external_id: externalId },
    ...{
      display_number: body.displayNumber,
      external_version: version,
      state: body.state,
      status: 'received',
      reasons: [],
    },
    ...{ shop_id: shopId, currency: body.currency, data: { ...content, shippedAt } },
    total_cents: innerOrder({ ...content, shippedAt }).totals.grossCents,
    invoice_id: before?.invoice_id ?? null,
    version: (before?.version ?? 0) + 1,
    created_at_ms: before?.created_at_ms ?? nowMs,
    updated_at_ms: nowMs,
  };
}

/**
 * Whether nothing is new. Two changes may carry one version: a shop that counts in seconds makes two of them in one. Which came
 * later then is only said by their order here.
 */
const isSame = (next: OrderRow, known: OrderRow): boolean =>
  !isOlderVersion(known.external_version, next.external_version) &&
  next.state === known.state &&
  next.display_number === known.display_number &&
  next.currency === known.currency &&
  next.shop_id === known.shop_id &&
  isDeepStrictEqual(JSON.parse(storableJson(next.data)), known.data);

/**
 * Takes an order, or another version of it; an older one, or what is there already, changes nothing. @returns what is there now. Call it
 * last in a transaction, like issueInvoice. Refused: shop_unknown; order_shop_missing when the company has not exactly one and
 * none is named.
 */
export async function saveOrder(
  context: CentralContext,
  tx: Tx,
  actor: string,
  body: OrderBody,
): Promise<Result<OrderRow>> {
  const before = await lockOrderOf(tx, body);
  if (before !== null && isOlderVersion(body.version, before.external_version)) return ok(before);
  const shopId = body.shopId?.toLowerCase() ?? before?.shop_id ?? null;
  const place = await shopPlace(tx, shopId);
  if (place === null) return refuse(shopId === null ? 'order_shop_missing' : 'shop_unknown');
  const nowMs = context.clock.nowMs();
  const next = rowOf(body, before, context.ids.uuid(), place.id, nowMs);
  if (before !== null && isSame(next, before)) return ok(before);
  const invoice = next.invoice_id === null ? null : await lockDocument(tx, next.invoice_id);
  const row = { ...next, ...judge(next.data, place, nowMs, invoice) };
  await saveRow(tx, row);
  const { id, source, external_id: externalId, external_version: version, state } = row;
  const detail = { id, source, externalId, version, state, reasons: row.reasons.map(({ code }) => code) };
  const kind = row.status === 'invoiced' ? 'order.received' : `order.${row.status}`;
  await recordAudit(tx, [{ atMs: nowMs, actor, kind, detail }]);
  if (invoice !== null) await settle(context, tx, actor, row, invoice);
  await enqueue(tx, newsOf(row, before, nowMs), nowMs);
  return ok(row);
}
