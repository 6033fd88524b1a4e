import type { OpenTicket } from '../../../../db/tickets.ts';
import { type Cents, cents, MAX_CENTS, ZERO_CENTS } from '../../../../domain/money.ts';
import type { Refusal, Result } from '../../../../domain/result.ts';
import { taxTreatment } from '../../../../domain/tax/rate-tables.ts';
import { checkCashLimit, checkSimplifiedLimit, type DatedLimits, limitsOn } from '../../../../domain/ticket/limits.ts';
import { discountCents, lineAmounts } from '../../../../domain/ticket/line-amounts.ts';
import { missingCents } from '../../../../domain/ticket/payments.ts';
import { type TaxContext, type TicketTotals, ticketTotals } from '../../../../domain/ticket/totals.ts';
import type { TicketLine } from '../../../../domain/ticket/types.ts';
import type { OpenTicketSummary, TicketLineView, TicketView } from '../../../ipc/contract/sale.ts';
import { readLimits } from '../../limits.ts';
import { localNow } from '../../sale/ring-up.ts';
import type { Till } from '../../till.ts';

/** What tickets are seen by: rates and limits of the day. Read once for all tickets of a desk. */
export type Day = { readonly tax: TaxContext; readonly limits: DatedLimits; readonly activity: 'retail' | 'other' };

export function today(till: Till): Day {
  const isoDate = localNow(till).slice(0, 10);
  return {
    tax: { area: till.identity.shop.taxArea, isoDate },
    limits: limitsOn(isoDate, readLimits(till.db)),
    activity: till.identity.activity,
  };
}

type Amounts = Pick<TicketTotals, 'grossCents' | 'ticketDiscountCents' | 'totalCents' | 'taxCents'>;
const NOTHING: Amounts = {
  grossCents: ZERO_CENTS,
  ticketDiscountCents: ZERO_CENTS,
  totalCents: ZERO_CENTS,
  taxCents: ZERO_CENTS,
};

/** Whole pieces, and one for each weighed line. */
const itemCountOf = (lines: readonly TicketLine[]): number =>
  lines.reduce((sum, { unit, quantityMilli }) => sum + (unit === 'kg' ? 1 : Math.trunc(quantityMilli / 1000)), 0);

/**
 * A ticket that cannot be charged as it is (a discount larger than what is left of it, no rate for the day) still shows
 * what its lines come to; its problem says why nobody can pay it.
 */
function withoutTotals(ticket: OpenTicket, lines: readonly TicketLineView[]): Amounts {
  // Bounded, because a sum beyond what the program can charge is one of the reasons.
  const sum = (amounts: readonly Cents[]): Cents =>
    cents(
      Math.min(
        MAX_CENTS,
        amounts.reduce((a, b) => a + b, 0),
      ),
    );
  const subtotalCents = sum(lines.map((line) => line.subtotalCents));
  const discount = Math.min(discountCents(ticket.discount, subtotalCents), subtotalCents);
  return {
    grossCents: sum(lines.map((line) => line.grossCents)),
    ticketDiscountCents: cents(discount),
    totalCents: cents(subtotalCents - discount),
    taxCents: ZERO_CENTS,
  };
}

function lineView({ taxClass, ...line }: TicketLine, { tax }: Day): TicketLineView {
  const own = lineAmounts({ taxClass, ...line });
  const treatment = taxTreatment(tax.area, taxClass, tax.isoDate);
  return {
    ...line,
    rateBp: (treatment.ok ? treatment.value.rateBp : 0) as TicketLineView['rateBp'],
    grossCents: own.ok ? own.value.grossCents : ZERO_CENTS,
    discountCents: own.ok ? own.value.lineDiscountCents : ZERO_CENTS,
    subtotalCents: own.ok ? own.value.subtotalCents : ZERO_CENTS,
  };
}

/** What stands in the way of closing: of any closing first, then of cash. */
function problemOf(ticket: OpenTicket, totals: Result<TicketTotals>, { limits, activity }: Day): Refusal | null {
  if (ticket.lines.length === 0) return null;
  if (!totals.ok) return totals.refusal;
  const { totalCents } = totals.value;
  const simplified = checkSimplifiedLimit(totalCents, activity, limits);
  if (!simplified.ok) return simplified.refusal;
  const cash = checkCashLimit(totalCents, ['cash'], limits);
  return cash.ok ? null : cash.refusal;
}

export function ticketView(ticket: OpenTicket, day: Day): TicketView {
  const totals = ticketTotals(ticket, day.tax);
  const lines = ticket.lines.map((line) => lineView(line, day));
  const amounts = totals.ok ? totals.value : lines.length === 0 ? NOTHING : withoutTotals(ticket, lines);
  const missing = missingCents(amounts.totalCents, ticket.payments);
  return {
    id: ticket.id,
    state: ticket.state,
    label: ticket.label,
    openedAt: ticket.openedAt,
    customer: ticket.customer,
    lines,
    discount: ticket.discount,
    payments: [...ticket.payments],
    itemCount: itemCountOf(ticket.lines),
    grossCents: amounts.grossCents,
    ticketDiscountCents: amounts.ticketDiscountCents,
    totalCents: amounts.totalCents,
    taxCents: amounts.taxCents,
    paidCents: cents(amounts.totalCents - missing),
    missingCents: missing,
    problem: problemOf(ticket, totals, day),
  };
}

export function summaryOf(ticket: OpenTicket, day: Day): OpenTicketSummary {
  const { id, state, label, openedAt, customer, itemCount, totalCents } = ticketView(ticket, day);
  return { id, state, label, openedAt, customerName: customer?.name ?? null, itemCount, totalCents };
}
