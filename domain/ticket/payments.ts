import type { Cents } from '../money.ts';
import { cents, ZERO_CENTS } from '../money.ts';
import type { Refused, Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { Payment } from './types.ts';

/**
 * 99,999.99 EUR: far beyond any ticket a till may take in cash, far below a product code. A scanner that types a
 * barcode into the tender field is caught here instead of giving change of millions.
 */
export const MAX_TENDER_CENTS = 9_999_999;

export type AppliedPayment = { readonly paymentId: string; readonly appliedCents: Cents };

/** How the money handed over pays the total: sum of applied = total, tendered - change = total. */
export type Settlement = {
  /** In the order of the payments. */
  readonly applied: readonly AppliedPayment[];
  readonly changeCents: Cents;
};

/** `payment_not_positive` or `tender_too_large` {maxCents}; null when the amount makes sense. */
export function checkTender(payment: Payment): Refused | null {
  if (payment.tenderedCents <= 0) return refuse('payment_not_positive');
  if (payment.tenderedCents > MAX_TENDER_CENTS) return refuse('tender_too_large', { maxCents: MAX_TENDER_CENTS });
  return null;
}

const tendered = (payments: readonly Payment[]): number =>
  payments.reduce((sum, payment) => sum + payment.tenderedCents, 0);

/** Change is given back from the cash handed over last; a payment that would come back whole was not needed. */
function applyPayments(payments: readonly Payment[], changeCents: number): readonly AppliedPayment[] {
  let toGiveBack = changeCents;
  const applied = [...payments].reverse().map((payment) => {
    const back = payment.method === 'cash' ? Math.min(toGiveBack, payment.tenderedCents) : 0;
    toGiveBack -= back;
    return { paymentId: payment.id, appliedCents: cents(payment.tenderedCents - back) };
  });
  return applied.reverse();
}

/**
 * Settles a total with payments, mixed as the customer likes. Only cash gives change.
 * Refuses `payment_insufficient` {missingCents, totalCents}, `card_exceeds_due` {dueCents, tenderedCents} for card and
 * Bizum beyond the total, `payment_not_needed` {paymentCents} for a payment the total does not need (any, for 0.00),
 * `payment_not_positive`, `tender_too_large` {maxCents}.
 */
export function settle(totalCents: Cents, payments: readonly Payment[]): Result<Settlement> {
  for (const payment of payments) {
    const problem = checkTender(payment);
    if (problem !== null) return problem;
  }
  const first = payments[0];
  if (totalCents === 0) {
    if (first !== undefined) return refuse('payment_not_needed', { paymentCents: first.tenderedCents });
    return ok({ applied: [], changeCents: ZERO_CENTS });
  }

  const withoutCash = tendered(payments.filter(({ method }) => method !== 'cash'));
  if (withoutCash > totalCents) {
    return refuse('card_exceeds_due', { dueCents: totalCents, tenderedCents: withoutCash });
  }
  const changeCents = tendered(payments) - totalCents;
  if (changeCents < 0) return refuse('payment_insufficient', { missingCents: -changeCents, totalCents });

  const applied = applyPayments(payments, changeCents);
  const idle = applied.findIndex(({ appliedCents }) => appliedCents === 0);
  const notNeeded = payments[idle];
  if (notNeeded !== undefined) return refuse('payment_not_needed', { paymentCents: notNeeded.tenderedCents });
  return ok({ applied, changeCents: cents(changeCents) });
}

/** What is still to be paid; 0 when the payments cover the total. For the screen while payments come in. */
export const missingCents = (totalCents: Cents, payments: readonly Payment[]): Cents =>
  cents(Math.max(0, totalCents - tendered(payments)));
