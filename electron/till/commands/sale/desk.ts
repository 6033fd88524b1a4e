import { headerByUid } from '../../../../db/documents.ts';
import { readOpenTicket } from '../../../../db/tickets.ts';
import { ok, type Result } from '../../../../domain/result.ts';
import type { DeskView } from '../../../ipc/contract/sale.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import { dropTicket, parkTicket, renameTicket, resumeTicket } from '../../sale/desk.ts';
import { requireCashier } from '../cashier.ts';
import type { TillContext } from '../context.ts';
import { deskView } from './desk-view.ts';

const trimmed = (label: string | null): string | null => {
  const text = label?.trim() ?? '';
  return text === '' ? null : text;
};

/** Which ticket is in front, and what waits beside it. */
export function deskHandlers(context: TillContext) {
  const { till } = context;

  function withCashier(work: (cashierId: string) => Result<void>): Result<DeskView> {
    const cashier = requireCashier(context);
    if (!cashier.ok) return cashier;
    const done = work(cashier.value.id);
    return done.ok ? ok(deskView(till)) : done;
  }

  return {
    'sale.desk': () => ok(deskView(till)),
    'sale.resume': ({ ticketId }) => withCashier(() => resumeTicket(till, ticketId)),
    'sale.park': (input) => withCashier(() => parkTicket(till, input, trimmed(input.label))),
    'sale.rename': (input) => withCashier(() => renameTicket(till, input, trimmed(input.label))),
    'sale.drop': ({ ticketId }) =>
      withCashier((cashierId) => {
        // Sent again after its answer was lost: what is gone is gone. A sale is not, and says so.
        const isGone = readOpenTicket(till.db, ticketId) === null && headerByUid(till.db, ticketId) === null;
        return isGone ? ok(undefined) : dropTicket(till, ticketId, cashierId);
      }),
  } satisfies Handlers;
}
