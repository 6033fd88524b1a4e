import type { Cents } from '../money.ts';
import { cents, MAX_CENTS, mulDiv, ZERO_CENTS } from '../money.ts';
import type { Refused, Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { Discount, TicketLine } from './types.ts';

/** A line before the ticket's discount: gross, its own discount, and what is left. */
export type LineAmounts = {
  readonly grossCents: Cents;
  readonly lineDiscountCents: Cents;
  readonly subtotalCents: Cents;
};

/** What a discount takes off `appliesToCents`; a percentage rounds half away from zero. May exceed it: callers refuse. */
export function discountCents(discount: Discount | null, appliesToCents: Cents): Cents {
  if (discount === null) return ZERO_CENTS;
  if (discount.kind === 'amount') return discount.amountCents;
  return cents(mulDiv(appliesToCents, discount.percentBp, 10_000));
}

/** `negative_not_allowed` for a discount that would raise the price; null when it is fine. */
export function discountSignProblem(discount: Discount | null): Refused | null {
  if (discount === null) return null;
  const size = discount.kind === 'amount' ? discount.amountCents : discount.percentBp;
  return size < 0 ? refuse('negative_not_allowed') : null;
}

function quantityProblem(line: TicketLine): Refused | null {
  if (line.quantityMilli < 0) return refuse('negative_not_allowed');
  if (line.quantityMilli === 0) return refuse('quantity_zero', { description: line.description });
  if (line.unit === 'unit' && line.quantityMilli % 1000 !== 0) {
    return refuse('quantity_must_be_whole', { description: line.description });
  }
  return null;
}

/**
 * Amounts of one line, or why it cannot be sold: `description_missing`, `quantity_zero`, `quantity_must_be_whole`
 * {description}, `negative_not_allowed`, `amount_too_large` {maxCents}, `discount_exceeds_line` {description,
 * discountCents, lineCents}.
 */
export function lineAmounts(line: TicketLine): Result<LineAmounts> {
  if (line.description.trim() === '') return refuse('description_missing');
  const problem = quantityProblem(line) ?? discountSignProblem(line.discount);
  if (problem !== null) return problem;
  if (line.unitCents < 0) return refuse('negative_not_allowed');

  const gross = mulDiv(line.unitCents, line.quantityMilli, 1000);
  if (gross > MAX_CENTS) return refuse('amount_too_large', { maxCents: MAX_CENTS });
  const grossCents = cents(gross);
  const lineDiscountCents = discountCents(line.discount, grossCents);
  if (lineDiscountCents > grossCents) {
    return refuse('discount_exceeds_line', {
      description: line.description,
      discountCents: lineDiscountCents,
      lineCents: grossCents,
    });
  }
  return ok({ grossCents, lineDiscountCents, subtotalCents: cents(grossCents - lineDiscountCents) });
}
