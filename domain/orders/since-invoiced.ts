import { mulDiv } from '../money.ts';
import type { CheckedOrder } from './check-order.ts';
import type { InvoiceLine } from './invoice-lines.ts';
import type { ExternalOrder } from './types.ts';

const chargedCents = ({ unitCents, quantityMilli, discountCents }: InvoiceLine): number =>
  mulDiv(unitCents, quantityMilli, 1000) - discountCents;

/** The tax of an invoice with these lines, once per rate as invoices compute it. */
export function taxCentsOf(lines: readonly InvoiceLine[]): number {
  const gross = new Map<number, number>();
  for (const line of lines) gross.set(line.rateBp, (gross.get(line.rateBp) ?? 0) + chargedCents(line));
  return [...gross].reduce((sum, [rateBp, cents]) => sum + cents - mulDiv(cents, 10_000, 10_000 + rateBp), 0);
}

/**
 * Whether an order says something else than the invoice that was made of it: other amounts, a cancellation, a refund. Its
 * state of payment, its buyer and its goods at the same amounts are no business of an issued invoice.
 */
export function differsFromInvoice(
  order: ExternalOrder,
  { plan }: CheckedOrder,
  invoice: { readonly totalCents: number; readonly taxCents: number },
): boolean {
  const isTakenBack = ['cancelled', 'refunded', 'partially_refunded'].includes(order.state) || order.refunds.length > 0;
  if (isTakenBack || order.totals.grossCents !== invoice.totalCents) return true;
  // What cannot be planned now has the total of the invoice at least.
  return plan !== null && taxCentsOf(plan.lines) !== invoice.taxCents;
}
