import { headerByUid } from '../../../db/documents.ts';
import { appendAudit } from '../../../db/logs.ts';
import { type OpenTicket, readOpenTicket, writeOpenTicket } from '../../../db/tickets.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { putAsideOthers } from './desk.ts';
import { localNow, newTicket } from './ring-up.ts';

/** Which ticket, under which operation, and who does it. */
export type Target = { readonly ticketId: string; readonly operationId: string; readonly cashierId: string };

export type LogEntry = { readonly kind: string; readonly detail: Readonly<Record<string, unknown>> };

/** What a change makes of a ticket. */
export type Change = {
  readonly ticket: Partial<OpenTicket>;
  /** The line that was added or changed; null when no single line was. */
  readonly lineId: string | null;
  /** What a dishonest hand would leave behind. */
  readonly entry?: LogEntry;
};

export type Changed = { readonly ticket: OpenTicket; readonly lineId: string | null };

/**
 * One change that a screen asked for, in one transaction with its operation's id: the same operation sent again after a
 * crash writes nothing and answers with the ticket as it is. Only the last one is remembered, because a window asks one
 * after the other. The first change opens the ticket and brings it to the front; a refusal opens nothing.
 * Refuses `ticket_already_closed` {number} and what `change` refuses.
 */
export function changeTicket(
  till: Till,
  { ticketId, operationId, cashierId }: Target,
  change: (ticket: OpenTicket) => Result<Change>,
): Result<Changed> {
  return transactTill(till, () => {
    const existing = readOpenTicket(till.db, ticketId);
    if (existing !== null && existing.lastOperation === operationId) {
      return ok({ ticket: existing, lineId: existing.lastLineId });
    }
    if (existing === null) {
      const closed = headerByUid(till.db, ticketId);
      if (closed !== null) return refuse('ticket_already_closed', { number: closed.number });
    }
    const changed = change(existing ?? newTicket(till, ticketId, cashierId));
    if (!changed.ok) return changed;
    const { ticket, lineId, entry } = changed.value;
    if (existing === null) putAsideOthers(till, ticketId);
    const before = existing ?? newTicket(till, ticketId, cashierId);
    const after: OpenTicket = { ...before, ...ticket, lastOperation: operationId, lastLineId: lineId };
    writeOpenTicket(till.db, after);
    if (entry !== undefined) {
      const detail = { ticketId, ...entry.detail };
      appendAudit(till.db, { at: localNow(till), actorId: cashierId, kind: entry.kind, detail });
    }
    return ok({ ticket: after, lineId });
  });
}
