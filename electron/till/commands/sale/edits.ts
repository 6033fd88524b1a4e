import { findCustomer, touchCustomer } from '../../../../db/customers.ts';
import type { OpenTicket } from '../../../../db/tickets.ts';
import { ok, type Result, refuse } from '../../../../domain/result.ts';
import {
  changeQuantity,
  discountLine,
  discountTicket,
  MAX_LINES,
  overridePrice,
  removeLine,
} from '../../../../domain/ticket/edit.ts';
import type { Ticket } from '../../../../domain/ticket/types.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import type { Change, LogEntry } from '../../sale/change-ticket.ts';
import type { TillContext } from '../context.ts';
import { changer } from './changer.ts';

const changed = (result: Result<Ticket>, lineId: string | null, entry?: LogEntry): Result<Change> =>
  result.ok ? ok({ ticket: result.value, lineId, ...(entry === undefined ? {} : { entry }) }) : result;

function withoutLine(ticket: OpenTicket, lineId: string): Result<Change> {
  const position = ticket.lines.findIndex(({ id }) => id === lineId);
  const line = ticket.lines[position];
  const left = removeLine(ticket, lineId);
  if (!left.ok || line === undefined) return left.ok ? refuse('line_not_found', {}) : left;
  return ok({
    ticket: { ...left.value, removed: { line, position, discount: ticket.discount } },
    lineId: null,
    entry: { kind: 'line.removed', detail: { line } },
  });
}

function withLineBack(ticket: OpenTicket): Result<Change> {
  const { removed, lines, discount } = ticket;
  if (removed === null) return refuse('nothing_to_put_back', {});
  if (lines.length >= MAX_LINES) return refuse('too_many_lines', { max: MAX_LINES });
  const { line, position } = removed;
  return ok({
    // The ticket's discount went with its last line and comes back with it.
    ticket: {
      lines: lines.toSpliced(position, 0, line),
      discount: lines.length === 0 ? (discount ?? removed.discount) : discount,
      removed: null,
    },
    lineId: line.id,
    entry: { kind: 'line.put-back', detail: { line } },
  });
}

/** What a person changes about goods that are on the ticket, and for whom it is. */
export function editHandlers(context: TillContext) {
  const { till } = context;
  const change = changer(context);
  return {
    'sale.set-quantity': (input) =>
      change(input, (ticket) => changed(changeQuantity(ticket, input.lineId, input.quantityMilli), input.lineId)),
    'sale.set-price': (input) =>
      change(input, (ticket) => {
        const { lineId, unitCents } = input;
        const entry = { kind: 'price.overridden', detail: { lineId, unitCents } };
        return changed(overridePrice(ticket, lineId, unitCents), lineId, entry);
      }),
    'sale.discount-line': (input) =>
      change(input, (ticket) => {
        const { lineId, discount } = input;
        const entry = { kind: 'line.discounted', detail: { lineId, discount } };
        return changed(discountLine(ticket, lineId, discount), lineId, entry);
      }),
    'sale.discount-ticket': (input) =>
      change(input, (ticket) => {
        const { discount } = input;
        return changed(discountTicket(ticket, discount), null, { kind: 'ticket.discounted', detail: { discount } });
      }),
    'sale.remove-line': (input) => change(input, (ticket) => withoutLine(ticket, input.lineId)),
    'sale.put-back-line': (input) => change(input, withLineBack),
    'sale.attach-customer': (input) =>
      change(input, () => {
        if (input.customerId === null) return ok({ ticket: { customer: null }, lineId: null });
        const customer = findCustomer(till.db, input.customerId);
        if (customer === null) return refuse('customer_not_found', {});
        touchCustomer(till.db, customer.id, till.ports.clock.nowMs());
        const { id, name, taxId } = customer;
        return ok({ ticket: { customer: { id, name, taxId } }, lineId: null });
      }),
  } satisfies Handlers;
}
