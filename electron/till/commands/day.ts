import { syncEditions, syncReportOf } from '../../../db/day/reports.ts';
import { findPrintJob } from '../../../db/print-jobs.ts';
import { dayReceipt } from '../../../domain/receipt/day-receipt.ts';
import { syncReceipt, taskText } from '../../../domain/receipt/sync-receipt.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { ClosedDayView } from '../../ipc/contract/day.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { type Closed, closeDay } from '../day/close.ts';
import { printPaper } from '../day/print.ts';
import { findZ } from '../day/report-of.ts';
import { type By, correctPayment, moveCash, openSession } from '../day/session.ts';
import { dayState } from '../day/state.ts';
import { storeSyncReport } from '../day/sync.ts';
import { readPreferences } from '../preferences.ts';
import { requireCashier } from './cashier.ts';
import type { TillContext } from './context.ts';
import { receiptMessage } from './receipt-message.ts';

function closedView({ z, report }: Closed, language: 'es' | 'en'): ClosedDayView {
  const { counted, expectedCents } = report.cash;
  if (counted === null) throw new Error(`Z ${z.number} was not counted`);
  return {
    number: z.number,
    madeAt: z.madeAt,
    totalCents: z.totalCents,
    documents: z.documents,
    expectedCents,
    countedCents: counted.totalCents,
    differenceCents: counted.differenceCents,
    leftCents: counted.leftCents,
    takenAwayCents: counted.takenAwayCents,
    receipt: receiptMessage(dayReceipt(report, { language })),
  };
}

/** The session and its papers; what only reads is the read worker's (read/day.ts). */
export function dayHandlers(context: TillContext) {
  const { till } = context;

  function asCashier<T>(operationId: string, work: (by: By) => Result<T>): Result<T> {
    const cashier = requireCashier(context);
    return cashier.ok ? work({ operationId, cashierId: cashier.value.id }) : cashier;
  }

  /** After a change: the others see it, and what was queued is printed. */
  function changed<T, View>(done: Result<T>, view: (value: T) => View): Result<View> {
    if (!done.ok) return done;
    context.tell('day.changed', {});
    context.jobsChanged();
    return ok(view(done.value));
  }

  return {
    'day.state': () => ok(dayState(till)),
    'day.open': ({ operationId, floatCents }) =>
      asCashier(operationId, (by) => changed(openSession(till, by, floatCents), () => dayState(till))),
    'day.move': ({ operationId, ...move }) =>
      asCashier(operationId, (by) => changed(moveCash(till, by, move), () => dayState(till))),
    'day.correct-payment': ({ operationId, ...correction }) =>
      asCashier(operationId, (by) => changed(correctPayment(till, by, correction), () => ({}))),
    'day.close': ({ operationId, isPrinted, ...count }) =>
      asCashier(operationId, (by) => {
        const closed = closeDay(till, by, { count, isPrinted });
        // The first version says what had arrived by then; a disk that is full now refuses it, and the Z stands.
        if (closed.ok) storeSyncReport(till, closed.value.z);
        return changed(closed, (value) => closedView(value, readPreferences(till.db).language));
      }),
    'day.sync-report': ({ number, edition }) => {
      const z = findZ(till.db, number);
      if (!z.ok) return z;
      const stored = edition === null ? storeSyncReport(till, z.value) : null;
      if (stored !== null && !stored.ok) return stored;
      const report = stored?.value ?? syncReportOf(till.db, z.value.rowId, edition);
      if (report === null) return refuse('sync_edition_not_found', { edition: edition ?? 0 });
      const { language } = readPreferences(till.db);
      return ok({
        edition: report.edition,
        madeAt: report.madeAt,
        state: report.state,
        tasks: report.tasks.map((task) => taskText(task, language)),
        editions: syncEditions(till.db, z.value.rowId),
        receipt: receiptMessage(syncReceipt(report, language)),
      });
    },
    'day.print': ({ what, number }) => {
      const cashier = requireCashier(context);
      if (!cashier.ok) return cashier;
      const job = printPaper(till, { what, number }, cashier.value.id);
      if (!job.ok) return job;
      context.jobsChanged();
      return ok({ jobId: job.value, state: findPrintJob(till.db, job.value)?.state ?? 'queued' });
    },
  } satisfies Handlers;
}
