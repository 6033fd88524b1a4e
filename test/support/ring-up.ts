import { type OpenTicket, readOpenTicket } from '../../db/tickets.ts';
import type { Cents, Milli } from '../../domain/money.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import {
  addLine,
  addPayment,
  discountLine,
  discountTicket,
  overridePrice,
  removeLine,
  removePayment,
} from '../../domain/ticket/edit.ts';
import type { Discount, PaymentMethod, Ticket, TicketLine } from '../../domain/ticket/types.ts';
import { changeTicket } from '../../electron/till/sale/change-ticket.ts';
import { productLine } from '../../electron/till/sale/ring-up.ts';
import type { Till } from '../../electron/till/till.ts';

/**
 * Hands at a till without a screen: every edit goes the way of the screens' commands, one transaction with an operation of
 * its own, but is refused nothing that only they refuse. Synchronous, for tests that kill and measure.
 */
function edit(
  till: Till,
  ticketId: string,
  change: (ticket: OpenTicket) => Result<Partial<Ticket>>,
  cashierId = readOpenTicket(till.db, ticketId)?.cashierId,
): Result<OpenTicket> {
  if (cashierId === undefined) return refuse('ticket_not_found', {});
  const changed = changeTicket(till, { ticketId, operationId: till.ports.ids.uuid(), cashierId }, (ticket) => {
    const after = change(ticket);
    return after.ok ? ok({ ticket: after.value, lineId: null }) : after;
  });
  return changed.ok ? ok(changed.value.ticket) : changed;
}

/** Opens a ticket, or answers the one that is open under this id. Refuses `ticket_already_closed` {number}. */
export const openTicket = (till: Till, ticketId: string, cashierId: string): Result<OpenTicket> =>
  edit(till, ticketId, () => ok({}), cashierId);

export const addTicketLine = (till: Till, ticketId: string, line: TicketLine): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => addLine(ticket, line));

/** The product of `code`, as a line of its own. Refuses `code_unknown` {code} and what a line may refuse. */
export function addProduct(till: Till, ticketId: string, code: string, quantityMilli: Milli): Result<OpenTicket> {
  const line = productLine(till, code, quantityMilli);
  return line.ok ? addTicketLine(till, ticketId, line.value) : line;
}

export const setPrice = (till: Till, ticketId: string, lineId: string, unitCents: Cents): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => overridePrice(ticket, lineId, unitCents));

export const setLineDiscount = (
  till: Till,
  ticketId: string,
  lineId: string,
  discount: Discount | null,
): Result<OpenTicket> => edit(till, ticketId, (ticket) => discountLine(ticket, lineId, discount));

export const setTicketDiscount = (till: Till, ticketId: string, discount: Discount | null): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => discountTicket(ticket, discount));

export const removeTicketLine = (till: Till, ticketId: string, lineId: string): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => removeLine(ticket, lineId));

export const takePayment = (
  till: Till,
  ticketId: string,
  method: PaymentMethod,
  tenderedCents: Cents,
): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => addPayment(ticket, { id: till.ports.ids.uuid(), method, tenderedCents }));

export const takeBackPayment = (till: Till, ticketId: string, paymentId: string): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => removePayment(ticket, paymentId));
