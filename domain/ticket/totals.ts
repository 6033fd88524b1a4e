import type { Cents } from '../money.ts';
import { cents, MAX_CENTS, sumCents } from '../money.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { taxTreatment } from '../tax/rate-tables.ts';
import { compareTreatments, taxGroups, treatmentKey } from '../tax/tax-groups.ts';
import type { TaxArea, TaxGroup, TaxTreatment } from '../tax/types.ts';
import { allocate } from './allocate.ts';
import type { LineAmounts } from './line-amounts.ts';
import { discountCents, discountSignProblem, lineAmounts } from './line-amounts.ts';
import type { LineTotals, Ticket } from './types.ts';

/** Which rates apply: the shop's area and the local day of issue, YYYY-MM-DD. */
export type TaxContext = { readonly area: TaxArea; readonly isoDate: string };

/** A line's amounts with the tax it bears. */
export type ChargedLine = LineTotals & { readonly treatment: TaxTreatment };

export type TicketTotals = {
  /** In the order of the ticket. */
  readonly lines: readonly ChargedLine[];
  /** Sum of line gross amounts. */
  readonly grossCents: Cents;
  /** Sum of line discounts and the ticket discount: gross - discount = total. */
  readonly discountCents: Cents;
  /** The ticket's own discount, part of discountCents. */
  readonly ticketDiscountCents: Cents;
  readonly totalCents: Cents;
  /** Sum of tax and recargo of the groups. */
  readonly taxCents: Cents;
  /** Highest rate first. Their gross amounts sum to the total. */
  readonly taxGroups: readonly TaxGroup[];
};

type PricedLine = LineAmounts & { readonly lineId: string; readonly treatment: TaxTreatment };

function pricedLines(ticket: Ticket, context: TaxContext): Result<readonly PricedLine[]> {
  const priced: PricedLine[] = [];
  for (const line of ticket.lines) {
    const amounts = lineAmounts(line);
    if (!amounts.ok) return amounts;
    const treatment = taxTreatment(context.area, line.taxClass, context.isoDate);
    if (!treatment.ok) return treatment;
    priced.push({ lineId: line.id, treatment: treatment.value, ...amounts.value });
  }
  return ok(priced);
}

type GroupedLines = { readonly treatment: TaxTreatment; subtotal: number; readonly positions: number[] };

function groupLines(lines: readonly PricedLine[]): readonly GroupedLines[] {
  const groups = new Map<string, GroupedLines>();
  lines.forEach((line, position) => {
    const key = treatmentKey(line.treatment);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { treatment: line.treatment, subtotal: line.subtotalCents, positions: [position] });
    } else {
      group.subtotal += line.subtotalCents;
      group.positions.push(position);
    }
  });
  return [...groups.values()].sort((a, b) => compareTreatments(a.treatment, b.treatment));
}

/**
 * Each line's share of the ticket discount. Spread over tax groups first and only then over the lines of a group:
 * what a group is charged, and so its tax, cannot depend on the order in which goods were scanned.
 */
function spreadTicketDiscount(lines: readonly PricedLine[], ticketDiscount: Cents): readonly number[] {
  const shares = lines.map(() => 0);
  const groups = groupLines(lines);
  const groupShares = allocate(
    ticketDiscount,
    groups.map((group) => group.subtotal),
  );
  groups.forEach((group, groupPosition) => {
    const lineShares = allocate(
      groupShares[groupPosition] ?? 0,
      group.positions.map((position) => lines[position]?.subtotalCents ?? 0),
    );
    group.positions.forEach((position, index) => {
      shares[position] = lineShares[index] ?? 0;
    });
  });
  return shares;
}

function chargedLines(lines: readonly PricedLine[], ticketDiscount: Cents): readonly ChargedLine[] {
  const shares = spreadTicketDiscount(lines, ticketDiscount);
  return lines.map((line, position) => {
    const ticketDiscountCents = cents(shares[position] ?? 0);
    return {
      lineId: line.lineId,
      treatment: line.treatment,
      grossCents: line.grossCents,
      lineDiscountCents: line.lineDiscountCents,
      ticketDiscountCents,
      netCents: cents(line.subtotalCents - ticketDiscountCents),
    };
  });
}

/**
 * Everything that is charged for a ticket, computed from its lines alone. A total of 0.00 is fine.
 * Refuses `ticket_empty`, `discount_exceeds_ticket` {discountCents, totalCents}, `amount_too_large`, whatever
 * lineAmounts refuses, and `tax_area_not_available`, `tax_rate_not_in_force`, `too_many_tax_groups`.
 */
export function ticketTotals(ticket: Ticket, context: TaxContext): Result<TicketTotals> {
  if (ticket.lines.length === 0) return refuse('ticket_empty');
  const signProblem = discountSignProblem(ticket.discount);
  if (signProblem !== null) return signProblem;
  const priced = pricedLines(ticket, context);
  if (!priced.ok) return priced;

  // A plain sum first: sumCents throws beyond MAX_CENTS, and a person may well type such amounts.
  const gross = priced.value.reduce((sum, line) => sum + line.grossCents, 0);
  if (gross > MAX_CENTS) return refuse('amount_too_large', { maxCents: MAX_CENTS });
  const subtotalCents = sumCents(priced.value.map((line) => line.subtotalCents));
  const ticketDiscountCents = discountCents(ticket.discount, subtotalCents);
  if (ticketDiscountCents > subtotalCents) {
    return refuse('discount_exceeds_ticket', { discountCents: ticketDiscountCents, totalCents: subtotalCents });
  }

  const lines = chargedLines(priced.value, ticketDiscountCents);
  const groups = taxGroups(lines);
  if (!groups.ok) return groups;
  const totalCents = cents(subtotalCents - ticketDiscountCents);
  return ok({
    lines,
    grossCents: cents(gross),
    discountCents: cents(gross - totalCents),
    ticketDiscountCents,
    totalCents,
    taxCents: sumCents(groups.value.map((group) => cents(group.taxCents + group.recargoCents))),
    taxGroups: groups.value,
  });
}
