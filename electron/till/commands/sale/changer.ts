import type { OpenTicket } from '../../../../db/tickets.ts';
import { ok, type Result } from '../../../../domain/result.ts';
import type { ChangedTicket } from '../../../ipc/contract/sale.ts';
import { type Change, changeTicket } from '../../sale/change-ticket.ts';
import { requireCashier } from '../cashier.ts';
import type { TillContext } from '../context.ts';
import { ticketView, today } from './ticket-view.ts';

export type Changer = (
  target: { readonly ticketId: string; readonly operationId: string },
  change: (ticket: OpenTicket) => Result<Change>,
) => Result<ChangedTicket>;

/** How every command changes a ticket: somebody has signed in, one transaction, and the ticket as it is then. */
export const changer =
  (context: TillContext): Changer =>
  ({ ticketId, operationId }, change) => {
    const cashier = requireCashier(context);
    if (!cashier.ok) return cashier;
    const changed = changeTicket(context.till, { ticketId, operationId, cashierId: cashier.value.id }, change);
    if (!changed.ok) return changed;
    return ok({ ticket: ticketView(changed.value.ticket, today(context.till)), lineId: changed.value.lineId });
  };
