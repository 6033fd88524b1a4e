import { insertPrintJob } from '../../../db/print-jobs.ts';
import type { SyncReport } from '../../../domain/day/sync-types.ts';
import type { DayReport } from '../../../domain/day/types.ts';
import { dayReceipt } from '../../../domain/receipt/day-receipt.ts';
import type { Receipt } from '../../../domain/receipt/model.ts';
import { syncReceipt } from '../../../domain/receipt/sync-receipt.ts';
import { readPreferences } from '../preferences.ts';
import type { Till } from '../till.ts';

/** Null without a printer for receipts. The caller holds the transaction. */
function queuePaper(till: Till, receipt: Receipt): number | null {
  const { receiptPrinterId } = till.printing;
  if (receiptPrinterId === null) return null;
  return insertPrintJob(till.db, {
    kind: 'paper',
    printerId: receiptPrinterId,
    documentId: null,
    duplicate: false,
    content: JSON.stringify(receipt),
    createdAtMs: till.ports.clock.nowMs(),
  });
}

/** @param options isCopy: not the first paper of this Z */
export const queueZPaper = (till: Till, report: DayReport, options: { readonly isCopy: boolean }): number | null =>
  queuePaper(till, dayReceipt(report, { ...options, language: readPreferences(till.db).language }));

export const queueXPaper = (till: Till, report: DayReport): number | null =>
  queuePaper(till, dayReceipt(report, { language: readPreferences(till.db).language }));

export const queueSyncPaper = (till: Till, report: SyncReport): number | null =>
  queuePaper(till, syncReceipt(report, readPreferences(till.db).language));
