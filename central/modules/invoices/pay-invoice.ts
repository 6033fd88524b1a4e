import { cents } from '../../../domain/money.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { checkCashLimit, limitsOn } from '../../../domain/ticket/limits.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound } from '../../app/problem.ts';
import type { Tx } from '../../db/tenant.ts';
import { amountText } from '../amounts.ts';
import { enqueue } from '../events/enqueue.ts';
import { invoiceNews } from './invoice-news.ts';
import { type DocumentRow, insertPayments, lockDocument } from './queries.ts';
import type { InvoiceMethod } from './wanted.ts';

export type WantedPayment = {
  readonly invoiceId: string;
  readonly method: InvoiceMethod;
  readonly amountCents: number;
  readonly reference: string | null;
  readonly paidAtMs: number;
};

export type Paid = { readonly paymentId: string; readonly dueCents: number };

const PAY = `UPDATE documents SET paid_cents = paid_cents + $3, version = version + 1, updated_at_ms = $4
  WHERE company_id = $1 AND id = $2`;

/** Cash is limited by the operation, not by the part that is paid (Ley 7/2012 art. 7). */
function check(row: DocumentRow, { method, amountCents }: WantedPayment): Result<void> {
  const dueCents = row.due_cents - row.paid_cents;
  if (row.annulled_at !== null) return refuse('invoice_annulled', { number: row.number });
  if (dueCents === 0) return refuse('invoice_already_paid', { number: row.number });
  if (amountCents > dueCents) return refuse('payment_exceeds_due', { dueCents });
  return checkCashLimit(cents(row.total_cents), method === 'cash' ? ['cash'] : [], limitsOn(row.issued_on));
}

/**
 * Notes money that came after an invoice was issued; the invoice itself stays as it is. Call it last in a transaction, like
 * issueInvoice. Thrown: not_found. Refused: invoice_annulled, invoice_already_paid {number}, payment_exceeds_due {dueCents},
 * cash_limit {totalCents, limitCents}.
 */
export async function payInvoice(
  context: CentralContext,
  tx: Tx,
  actor: string,
  wanted: WantedPayment,
): Promise<Result<Paid>> {
  const { invoiceId, method, amountCents, reference, paidAtMs } = wanted;
  const row = await lockDocument(tx, invoiceId);
  if (row === null) throw notFound();
  const allowed = check(row, wanted);
  if (!allowed.ok) return allowed;
  const nowMs = context.clock.nowMs();
  const paymentId = context.ids.uuid();
  const payment = { id: paymentId, method, amountCents, reference, paidAtMs, isAtIssue: false };
  await insertPayments(tx, row.id, [payment], { nowMs, actor });
  await tx.query(PAY, [tx.companyId, row.id, amountCents, nowMs]);
  const detail = { invoice: row.id, number: row.number, method, amount: amountText(amountCents) };
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'invoice.payment_noted', detail }]);
  const dueCents = row.due_cents - row.paid_cents - amountCents;
  if (dueCents === 0) {
    const { id, number, customer_id: customerId, total_cents: totalCents, shop_id: shopId } = row;
    const told = { id, number, customerId, totalCents, version: row.version + 1 };
    await enqueue(tx, [{ type: 'invoice.paid', atMs: nowMs, shopId, data: invoiceNews(shopId, told) }], nowMs);
  }
  return ok({ paymentId, dueCents });
}
