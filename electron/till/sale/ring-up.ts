import { findProductByCode } from '../../../db/catalog/products.ts';
import { headerByUid } from '../../../db/documents.ts';
import { appendAudit } from '../../../db/logs.ts';
import { deleteOpenTicket, type OpenTicket, readOpenTicket, writeOpenTicket } from '../../../db/tickets.ts';
import type { Product } from '../../../domain/catalog/types.ts';
import type { Cents, Milli } from '../../../domain/money.ts';
import { ONE_UNIT } from '../../../domain/money.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { TaxClass } from '../../../domain/tax/types.ts';
import {
  addLine,
  addPayment,
  changeQuantity,
  discountLine,
  discountTicket,
  emptyTicket,
  overridePrice,
  removeLine,
  removePayment,
} from '../../../domain/ticket/edit.ts';
import type { Discount, PaymentMethod, Ticket, TicketLine } from '../../../domain/ticket/types.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';

/**
 * Ringing up: every command reads the open ticket, applies a pure edit and writes it back in one transaction, so that
 * the ticket is on disk with every line. A refusal changes nothing; a full or failing disk is one (`disk_full` ...).
 */
type Entry = { readonly kind: string; readonly detail: Record<string, unknown> };

/** A ticket before its first line; not on disk yet. */
export const newTicket = (till: Till, ticketId: string, cashierId: string): OpenTicket => ({
  ...emptyTicket(ticketId),
  state: 'active',
  label: null,
  openedAt: localNow(till),
  cashierId,
  customer: null,
  lastOperation: null,
  lastLineId: null,
  removed: null,
});

export const localNow = (till: Till): string => localTimestamp(till.ports.clock.nowMs(), till.identity.shop.timeZone);

/** Opens a ticket, or returns the one that is open under this id. Refuses `ticket_already_closed` {number}. */
export function openTicket(till: Till, ticketId: string, cashierId: string): Result<OpenTicket> {
  return transactTill(till, () => {
    const existing = readOpenTicket(till.db, ticketId);
    if (existing !== null) return ok(existing);
    const closed = headerByUid(till.db, ticketId);
    if (closed !== null) return refuse('ticket_already_closed', { number: closed.number });
    const ticket = newTicket(till, ticketId, cashierId);
    writeOpenTicket(till.db, ticket);
    return ok(ticket);
  });
}

function edit(
  till: Till,
  ticketId: string,
  change: (ticket: OpenTicket) => Result<Ticket>,
  entry?: (before: OpenTicket) => Entry | null,
): Result<OpenTicket> {
  return transactTill(till, () => {
    const before = readOpenTicket(till.db, ticketId);
    if (before === null) return refuse('ticket_not_found', {});
    const changed = change(before);
    if (!changed.ok) return changed;
    const after: OpenTicket = { ...before, ...changed.value };
    writeOpenTicket(till.db, after);
    const logged = entry?.(before) ?? null;
    if (logged !== null) {
      appendAudit(till.db, {
        at: localNow(till),
        actorId: before.cashierId,
        kind: logged.kind,
        detail: { ticketId, ...logged.detail },
      });
    }
    return ok(after);
  });
}

/** The line of a scanned or typed code. Refuses `code_unknown` {code}: never a neighbour. */
export function productLine(till: Till, code: string, quantityMilli: Milli): Result<TicketLine> {
  const product = findProductByCode(till.db, code);
  if (product === null) return refuse('code_unknown', { code });
  return ok(lineOfProduct(till, product, code, quantityMilli));
}

/** @param code what was scanned or typed; null for a tile or a search result. */
export const lineOfProduct = (till: Till, product: Product, code: string | null, quantityMilli: Milli): TicketLine => ({
  id: till.ports.ids.uuid(),
  kind: 'product',
  productId: product.uid,
  code,
  description: product.name,
  format: product.format,
  unit: product.unit,
  quantityMilli,
  unitCents: product.unitCents,
  listUnitCents: product.unitCents,
  taxClass: product.taxClass,
  discount: null,
});

/** A free amount under a department key, e.g. "Varios". */
export const departmentLine = (
  till: Till,
  description: string,
  taxClass: TaxClass,
  unitCents: Cents,
  quantityMilli: Milli = ONE_UNIT,
): TicketLine => ({
  id: till.ports.ids.uuid(),
  kind: 'department',
  productId: null,
  code: null,
  description,
  format: null,
  unit: 'unit',
  quantityMilli,
  unitCents,
  listUnitCents: null,
  taxClass,
  discount: null,
});

export const addTicketLine = (till: Till, ticketId: string, line: TicketLine): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => addLine(ticket, line));

/** Scan: the product of `code`, added as a line of its own. Refuses `code_unknown` and what a line may refuse. */
export function addProduct(till: Till, ticketId: string, code: string, quantityMilli: Milli): Result<OpenTicket> {
  const line = productLine(till, code, quantityMilli);
  return line.ok ? addTicketLine(till, ticketId, line.value) : line;
}

export const setQuantity = (till: Till, ticketId: string, lineId: string, quantityMilli: Milli): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => changeQuantity(ticket, lineId, quantityMilli));

export const setPrice = (till: Till, ticketId: string, lineId: string, unitCents: Cents): Result<OpenTicket> =>
  edit(
    till,
    ticketId,
    (ticket) => overridePrice(ticket, lineId, unitCents),
    () => ({ kind: 'price.overridden', detail: { lineId, unitCents } }),
  );

export const setLineDiscount = (
  till: Till,
  ticketId: string,
  lineId: string,
  discount: Discount | null,
): Result<OpenTicket> =>
  edit(
    till,
    ticketId,
    (ticket) => discountLine(ticket, lineId, discount),
    () => ({ kind: 'line.discounted', detail: { lineId, discount } }),
  );

export const setTicketDiscount = (till: Till, ticketId: string, discount: Discount | null): Result<OpenTicket> =>
  edit(
    till,
    ticketId,
    (ticket) => discountTicket(ticket, discount),
    () => ({ kind: 'ticket.discounted', detail: { discount } }),
  );

/** Removed lines are logged: they are what a dishonest hand leaves behind. */
export const removeTicketLine = (till: Till, ticketId: string, lineId: string): Result<OpenTicket> =>
  edit(
    till,
    ticketId,
    (ticket) => removeLine(ticket, lineId),
    (before) => {
      const line = before.lines.find((candidate) => candidate.id === lineId);
      return { kind: 'line.removed', detail: { line } };
    },
  );

export const takePayment = (
  till: Till,
  ticketId: string,
  method: PaymentMethod,
  tenderedCents: Cents,
): Result<OpenTicket> =>
  edit(till, ticketId, (ticket) => addPayment(ticket, { id: till.ports.ids.uuid(), method, tenderedCents }));

/** A wrong tender taken back before closing; logged. */
export const takeBackPayment = (till: Till, ticketId: string, paymentId: string): Result<OpenTicket> =>
  edit(
    till,
    ticketId,
    (ticket) => removePayment(ticket, paymentId),
    (before) => ({
      kind: 'payment.taken-back',
      detail: { payment: before.payments.find((candidate) => candidate.id === paymentId) },
    }),
  );

export function setTicketState(
  till: Till,
  ticketId: string,
  state: OpenTicket['state'],
  label: string | null,
): Result<OpenTicket> {
  return transactTill(till, () => {
    const before = readOpenTicket(till.db, ticketId);
    if (before === null) return refuse('ticket_not_found', {});
    const after = { ...before, state, label };
    writeOpenTicket(till.db, after);
    return ok(after);
  });
}

/** A ticket given up before it was issued: no record, but the log keeps what it held. Refuses while money is taken. */
export function dropTicket(till: Till, ticketId: string, actorId: string | null = null): Result<void> {
  return transactTill(till, () => {
    const ticket = readOpenTicket(till.db, ticketId);
    if (ticket === null) return refuse('ticket_not_found', {});
    if (ticket.payments.length > 0) return refuse('ticket_has_payments', {});
    deleteOpenTicket(till.db, ticketId);
    appendAudit(till.db, {
      at: localNow(till),
      actorId: actorId ?? ticket.cashierId,
      kind: 'ticket.dropped',
      detail: { ticketId, lines: ticket.lines, discount: ticket.discount },
    });
    return ok(undefined);
  });
}
