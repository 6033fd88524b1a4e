import { appendAudit } from '../../../db/logs.ts';
import {
  deleteOpenTicket,
  listActiveTickets,
  type OpenTicket,
  readOpenTicket,
  writeOpenTicket,
} from '../../../db/tickets.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { localNow } from './ring-up.ts';

/** Nothing on it that anybody would miss. */
const isBlank = ({ lines, payments, customer }: OpenTicket): boolean =>
  lines.length === 0 && payments.length === 0 && customer === null;

/** Parks what is in front, or lets it go if it is blank; the caller holds the transaction. */
export function putAsideOthers(till: Till, ticketId: string): void {
  for (const ticket of listActiveTickets(till.db)) {
    if (ticket.id === ticketId) continue;
    if (isBlank(ticket)) deleteOpenTicket(till.db, ticket.id);
    else writeOpenTicket(till.db, { ...ticket, state: 'parked' });
  }
}

/** Brings a ticket to the front. Refuses `ticket_not_found`. */
export function resumeTicket(till: Till, ticketId: string): Result<void> {
  return transactTill(till, () => {
    const ticket = readOpenTicket(till.db, ticketId);
    if (ticket === null) return refuse('ticket_not_found', {});
    putAsideOthers(till, ticketId);
    if (ticket.state !== 'active') writeOpenTicket(till.db, { ...ticket, state: 'active' });
    return ok(undefined);
  });
}

export type Operation = { readonly ticketId: string; readonly operationId: string };

/**
 * Puts a ticket aside under a name, or none. A blank one goes; one that is no longer there is aside already, so that the
 * same operation may be sent again.
 */
export function parkTicket(till: Till, { ticketId, operationId }: Operation, label: string | null): Result<void> {
  return transactTill(till, () => {
    const ticket = readOpenTicket(till.db, ticketId);
    if (ticket === null || ticket.lastOperation === operationId) return ok(undefined);
    if (isBlank(ticket)) deleteOpenTicket(till.db, ticketId);
    else {
      const parked = { state: 'parked', label, lastOperation: operationId, lastLineId: null } as const;
      writeOpenTicket(till.db, { ...ticket, ...parked });
    }
    return ok(undefined);
  });
}

/** Gives a ticket another name, or takes it away. Refuses `ticket_not_found`. */
export function renameTicket(till: Till, { ticketId, operationId }: Operation, label: string | null): Result<void> {
  return transactTill(till, () => {
    const ticket = readOpenTicket(till.db, ticketId);
    if (ticket === null) return refuse('ticket_not_found', {});
    if (ticket.lastOperation === operationId) return ok(undefined);
    writeOpenTicket(till.db, { ...ticket, label, lastOperation: operationId, lastLineId: null });
    return ok(undefined);
  });
}

/** A ticket given up before it was issued: no record, but the log keeps what it held. Refuses while money is taken. */
export function dropTicket(till: Till, ticketId: string, actorId: string): Result<void> {
  return transactTill(till, () => {
    const ticket = readOpenTicket(till.db, ticketId);
    if (ticket === null) return refuse('ticket_not_found', {});
    if (ticket.payments.length > 0) return refuse('ticket_has_payments', {});
    deleteOpenTicket(till.db, ticketId);
    appendAudit(till.db, {
      at: localNow(till),
      actorId,
      kind: 'ticket.dropped',
      detail: { ticketId, lines: ticket.lines, discount: ticket.discount },
    });
    return ok(undefined);
  });
}
