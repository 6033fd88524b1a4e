import type { Cents, Milli } from '../money.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { discountSignProblem, lineAmounts } from './line-amounts.ts';
import { checkTender } from './payments.ts';
import type { Discount, Payment, Ticket, TicketLine } from './types.ts';

/** Bound of work per sale: a ticket of 999 lines is 3 m of paper. */
export const MAX_LINES = 999;
/** A sale split over more payments than this is a mistake of input. */
export const MAX_PAYMENTS = 20;

export const emptyTicket = (id: string): Ticket => ({ id, lines: [], discount: null, payments: [] });

/** Adds at the end. Refuses `too_many_lines` {max}, `line_already_added`, and whatever lineAmounts refuses. */
export function addLine(ticket: Ticket, line: TicketLine): Result<Ticket> {
  if (ticket.lines.some(({ id }) => id === line.id)) return refuse('line_already_added');
  if (ticket.lines.length >= MAX_LINES) return refuse('too_many_lines', { max: MAX_LINES });
  const amounts = lineAmounts(line);
  return amounts.ok ? ok({ ...ticket, lines: [...ticket.lines, line] }) : amounts;
}

function changeLine(ticket: Ticket, lineId: string, change: Partial<TicketLine>): Result<Ticket> {
  const position = ticket.lines.findIndex(({ id }) => id === lineId);
  const line = ticket.lines[position];
  if (line === undefined) return refuse('line_not_found');
  const changed = { ...line, ...change };
  const amounts = lineAmounts(changed);
  return amounts.ok ? ok({ ...ticket, lines: ticket.lines.with(position, changed) }) : amounts;
}

/** Refuses `line_not_found` and whatever lineAmounts refuses, `discount_exceeds_line` among it. */
export const changeQuantity = (ticket: Ticket, lineId: string, quantityMilli: Milli): Result<Ticket> =>
  changeLine(ticket, lineId, { quantityMilli });

/** Another price for this sale only; the catalogue price stays in listUnitCents. Refuses as changeQuantity. */
export const overridePrice = (ticket: Ticket, lineId: string, unitCents: Cents): Result<Ticket> =>
  changeLine(ticket, lineId, { unitCents });

/** `null` takes the discount away. Refuses as changeQuantity. */
export const discountLine = (ticket: Ticket, lineId: string, discount: Discount | null): Result<Ticket> =>
  changeLine(ticket, lineId, { discount });

/**
 * Always possible for a line that is there. With the last line the ticket discount goes too: it would surprise the next
 * customer. Payments already taken stay, they are money in the drawer. Refuses `line_not_found`.
 */
export function removeLine(ticket: Ticket, lineId: string): Result<Ticket> {
  const lines = ticket.lines.filter(({ id }) => id !== lineId);
  if (lines.length === ticket.lines.length) return refuse('line_not_found');
  return ok({ ...ticket, lines, discount: lines.length === 0 ? null : ticket.discount });
}

/** Amount or percentage off what is left after line discounts. Refuses as `ticketTotals` does for the discount. */
export function discountTicket(ticket: Ticket, discount: Discount | null): Result<Ticket> {
  const problem = discountSignProblem(discount);
  if (problem !== null) return problem;
  if (discount === null) return ok({ ...ticket, discount });
  if (ticket.lines.length === 0) return refuse('ticket_empty');

  let subtotal = 0;
  for (const line of ticket.lines) {
    const amounts = lineAmounts(line);
    if (!amounts.ok) return amounts;
    subtotal += amounts.value.subtotalCents;
  }
  if (discount.kind === 'amount' && discount.amountCents > subtotal) {
    return refuse('discount_exceeds_ticket', { discountCents: discount.amountCents, totalCents: subtotal });
  }
  return ok({ ...ticket, discount });
}

/** Refuses `payment_already_added`, `too_many_payments` {max}, `payment_not_positive`, `tender_too_large` {maxCents}. */
export function addPayment(ticket: Ticket, payment: Payment): Result<Ticket> {
  if (ticket.payments.some(({ id }) => id === payment.id)) return refuse('payment_already_added');
  if (ticket.payments.length >= MAX_PAYMENTS) return refuse('too_many_payments', { max: MAX_PAYMENTS });
  const problem = checkTender(payment);
  return problem ?? ok({ ...ticket, payments: [...ticket.payments, payment] });
}

/** Refuses `payment_not_found`. */
export function removePayment(ticket: Ticket, paymentId: string): Result<Ticket> {
  const payments = ticket.payments.filter(({ id }) => id !== paymentId);
  return payments.length === ticket.payments.length ? refuse('payment_not_found') : ok({ ...ticket, payments });
}
