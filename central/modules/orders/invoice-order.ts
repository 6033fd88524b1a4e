import { checkOrder } from '../../../domain/orders/check-order.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Language } from '../../../domain/texts/index.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound, problem } from '../../app/problem.ts';
import type { Tx } from '../../db/tenant.ts';
import { issueInvoice } from '../invoices/issue-invoice.ts';
import { innerOrder } from './inner-order.ts';
import { lockOrder, type OrderRow, saveRow, shopPlace } from './queries.ts';
import { reasonText } from './view.ts';

/** Parked when it came, or by what has changed since: rates, limits. */
async function planOf(context: CentralContext, tx: Tx, row: OrderRow, language: Language) {
  const place = await shopPlace(tx, row.shop_id);
  if (place === null) throw new Error('the shop of an order is gone');
  const isoDate = localTimestamp(context.clock.nowMs(), place.timeZone).slice(0, 10);
  const { plan, reasons } = checkOrder(innerOrder(row.data), { area: place.area, isoDate });
  if (plan !== null) return plan;
  throw problem('order_parked', {
    params: { reasons: reasons.map(({ code }) => code).join(', ') },
    errors: reasons.map((reason) => ({ pointer: '', code: reason.code, detail: reasonText(language, reason) })),
  });
}

/**
 * Invoices an order, once: asked again, it is the same invoice. What its payments do not cover is due. Call it last in a
 * transaction, like issueInvoice. @returns the id of the invoice. Thrown: not_found, order_parked {reasons} with one part
 * for each reason. Refused: order_cancelled, and what issueInvoice refuses.
 */
export async function invoiceOrder(
  context: CentralContext,
  tx: Tx,
  { actor, language }: { readonly actor: string; readonly language: Language },
  id: string,
): Promise<Result<string>> {
  const row = await lockOrder(tx, id);
  if (row === null) throw notFound();
  if (row.invoice_id !== null) return ok(row.invoice_id);
  if (row.status === 'cancelled') return refuse('order_cancelled');
  const plan = await planOf(context, tx, row, language);
  const issued = await issueInvoice(context, tx, actor, { shopId: row.shop_id, customerId: null, ...plan });
  if (!issued.ok) return issued;
  const nowMs = context.clock.nowMs();
  const invoiceId = issued.value.id;
  const version = row.version + 1;
  // Of this row, which is locked already: nobody waits longer for it.
  await saveRow(tx, { ...row, status: 'invoiced', reasons: [], invoice_id: invoiceId, version, updated_at_ms: nowMs });
  const detail = { id, invoice: invoiceId, number: issued.value.number };
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'order.invoiced', detail }]);
  return ok(invoiceId);
}
