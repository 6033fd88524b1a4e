import { lastZ } from '../../../db/day/reports.ts';
import { cashMovesOf, openCashSession, openTicketFigures } from '../../../db/day/sessions.ts';
import { countDocumentsAfter } from '../../../db/day/sold.ts';
import type { DayState } from '../../ipc/contract/day.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { byItself, dayStart } from './gather.ts';

/** What the day's screen shows, without a sum that a blind count must not know. */
export function dayState(till: Till): DayState {
  const { db } = till;
  const start = dayStart(db);
  const session = openCashSession(db);
  const documents = countDocumentsAfter(db, start.afterDocument);
  const implied = byItself(db, start, localNow(till));
  const isOpen = session !== null || documents > 0;
  const z = lastZ(db);
  const { openedAt, openedHow, openedByName, floatCents } = session ?? implied;
  return {
    opened: isOpen ? openedHow : 'none',
    openedAt: isOpen ? openedAt : null,
    openedByName,
    floatCents,
    documents,
    openTickets: openTicketFigures(db).tickets,
    moves: session === null ? [] : cashMovesOf(db, session.rowId).map((move) => ({ ...move })),
    lastZ: z === null ? null : { number: z.number, madeAt: z.madeAt },
    hasPrinter: till.printing.receiptPrinterId !== null,
  };
}
