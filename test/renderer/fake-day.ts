import { cents } from '../../domain/money.ts';
import { dayReceipt } from '../../domain/receipt/day-receipt.ts';
import type { Receipt } from '../../domain/receipt/model.ts';
import { syncReceipt, taskText } from '../../domain/receipt/sync-receipt.ts';
import { ok } from '../../domain/result.ts';
import type { DayState } from '../../electron/ipc/contract/day.ts';
import type { Handlers } from '../../electron/ipc/peer.ts';
import { anX, aSyncReport, aZ } from '../unit/day/a-day-report.ts';

const plain = ({ blocks }: Receipt) => ({ blocks: [...blocks] }) as never;

const Z = {
  number: '01T01Z-000012',
  madeAt: aZ.madeAt,
  totalCents: cents(234_222),
  documents: 117,
  differenceCents: cents(-190),
  sync: 'pending',
} as const;

export const DAY_STATE: DayState = {
  opened: 'person',
  openedAt: aZ.session.openedAt,
  openedByName: 'Begoña',
  floatCents: cents(15_000),
  documents: 117,
  openTickets: 1,
  moves: [{ kind: 'out', cents: cents(3000), reason: 'Panadería', at: '2026-11-23T10:15:00+01:00', byName: 'Marta' }],
  lastZ: { number: '01T01Z-000011', madeAt: '2026-11-22T21:01:00+01:00' },
  hasPrinter: true,
};

const editions = [
  { edition: 1, madeAt: '2026-11-23T21:04:00+01:00', state: 'not-paired' as const },
  { edition: 2, madeAt: aSyncReport.madeAt, state: 'pending' as const },
];

/** A day that is open, eleven that are closed. */
export function dayHandlers(): Handlers {
  let state = DAY_STATE;
  return {
    'day.state': () => ok(state),
    'day.open': ({ floatCents }) => {
      state = { ...state, opened: 'person', floatCents };
      return ok(state);
    },
    'day.move': ({ kind, cents: moved, reason }) => {
      const move = { kind, cents: moved, reason, at: '2026-11-23T12:00:00+01:00', byName: 'Marta' };
      state = { ...state, moves: [...state.moves, move] };
      return ok(state);
    },
    'day.correct-payment': () => ok({}),
    'day.payments': () => ok({ payments: [{ position: 1, method: 'cash', appliedCents: cents(1756) }] }),
    'day.x': () =>
      ok({ madeAt: anX.madeAt, totalCents: cents(234_222), documents: 117, receipt: plain(dayReceipt(anX)) }),
    'day.close': ({ pieces, totalCents, leftCents }) => {
      const sum = totalCents ?? cents(pieces.reduce((all, one) => all + one.valueCents * one.pieces, 0));
      const left = leftCents ?? cents(0);
      state = { ...state, opened: 'none', documents: 0, floatCents: left, moves: [] };
      return ok({
        ...{ number: Z.number, madeAt: Z.madeAt, totalCents: Z.totalCents, documents: Z.documents },
        ...{ expectedCents: cents(111_210), countedCents: sum, differenceCents: cents(sum - 111_210) },
        ...{ leftCents: left, takenAwayCents: cents(sum - left), receipt: plain(dayReceipt(aZ)) },
      });
    },
    'day.reports': () =>
      ok({
        reports: Array.from({ length: 12 }, (_, index) => ({
          ...Z,
          number: `01T01Z-${String(12 - index).padStart(6, '0')}`,
          differenceCents: index % 3 === 0 ? cents(-190) : cents(0),
          sync: index === 0 ? 'pending' : 'equal',
        })),
        nextCursor: null,
      }),
    'day.report': () => ok({ z: Z, editions, receipt: plain(dayReceipt(aZ)) }),
    'day.sync-report': ({ edition }) =>
      ok({
        ...{ edition: edition ?? 2, madeAt: aSyncReport.madeAt, state: aSyncReport.state, editions },
        tasks: aSyncReport.tasks.map((task) => taskText(task, 'es')),
        receipt: plain(syncReceipt(aSyncReport)),
      }),
    'day.print': () => ok({ jobId: 99, state: 'queued' }),
    'day.pdf': () => ok({ name: '01T01Z-000012.pdf', path: '/home/tienda/exportaciones/01T01Z-000012.pdf' }),
  };
}
