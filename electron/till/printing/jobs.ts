import type { DocumentHeader } from '../../../db/documents.ts';
import { headerByRowId } from '../../../db/documents.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/handles.ts';
import { appendAudit } from '../../../db/logs.ts';
import {
  findPrintJob,
  insertPrintJob,
  interruptSendingJobs,
  jobsInState,
  jobsOfDocument,
  moveJob,
  type PrintJob,
} from '../../../db/print-jobs.ts';
import type { PrintContent, PrinterProfile, PrintOutcome } from '../../../domain/printing/types.ts';
import type { Receipt } from '../../../domain/receipt/model.ts';
import { ticketReceipt } from '../../../domain/receipt/ticket-receipt.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { PaymentMethod } from '../../../domain/ticket/types.ts';
import { readDocument } from '../sale/outcome.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { type PrintingSettings, printerById } from './settings.ts';

/** Whether a sale prints: `setting` follows the shop's choice, where `ask` and `on-request` mean not by itself. */
export type Paper = 'setting' | 'yes' | 'no';

/** Rows owed to printer and drawer by a sale; part of its transaction, so that a paid sale always has its paper owed. */
export function queueSaleJobs(
  db: WritableDatabase,
  settings: PrintingSettings,
  sale: { readonly documentId: number; readonly methods: readonly PaymentMethod[]; readonly nowMs: number },
  paper: Paper = 'setting',
): void {
  const { documentId, methods, nowMs } = sale;
  const base = { documentId, duplicate: false, content: null, createdAtMs: nowMs };
  if (settings.drawerPrinterId !== null && methods.some((method) => settings.drawerOn.includes(method))) {
    insertPrintJob(db, { ...base, kind: 'drawer', printerId: settings.drawerPrinterId });
  }
  const isPrinted = paper === 'yes' || (paper === 'setting' && settings.receipts === 'always');
  if (settings.receiptPrinterId !== null && isPrinted) {
    insertPrintJob(db, { ...base, kind: 'receipt', printerId: settings.receiptPrinterId });
  }
}

/** What a device process needs to carry out a job; null when the printer is no longer set up. */
export type PrintTask = { readonly jobId: number; readonly profile: PrinterProfile; readonly content: PrintContent };

/**
 * The next task of every queued job but `known` ones, drawers first: nobody waits for paper to get change.
 * Jobs whose printer is gone are failed by name, known or not.
 */
export function queuedTasks(till: Till, known: ReadonlySet<number> = new Set()): PrintTask[] {
  const jobs = jobsInState(till.db, 'queued');
  const drawersFirst = [...jobs].sort(
    (a, b) => Number(b.kind === 'drawer') - Number(a.kind === 'drawer') || a.id - b.id,
  );
  return drawersFirst.flatMap((job) => {
    const profile = printerById(till.printing, job.printerId);
    if (profile !== null && known.has(job.id)) return [];
    const content = contentOf(till.db, job);
    if (profile !== null && content !== null) return [{ jobId: job.id, profile, content }];
    moveJob(till.db, job.id, ['queued'], 'failed', 'cannot-open', till.ports.clock.nowMs());
    return [];
  });
}

/** Null for a job that says nothing to print: it fails by name and holds up no other. */
function contentOf(db: ReadableDatabase, job: PrintJob): PrintContent | null {
  if (job.kind === 'drawer') return { kind: 'drawer' };
  if (job.kind === 'paper') {
    return job.content === null ? null : { kind: 'receipt', receipt: JSON.parse(job.content) as Receipt };
  }
  const header = job.documentId === null ? null : headerByRowId(db, job.documentId);
  if (header === null) return null;
  return { kind: 'receipt', receipt: ticketReceipt(readDocument(db, header), { duplicate: job.duplicate }) };
}

/** False when the job is no longer queued: then its bytes must not be sent. */
export const markSending = (till: Till, jobId: number): boolean =>
  moveJob(till.db, jobId, ['queued'], 'sending', null, till.ports.clock.nowMs());

export function recordOutcome(till: Till, jobId: number, outcome: PrintOutcome): void {
  const reason = 'reason' in outcome ? outcome.reason : null;
  const nowMs = till.ports.clock.nowMs();
  if (moveJob(till.db, jobId, ['queued', 'sending'], outcome.state, reason, nowMs)) return;
  // This till fell over while the paper came out, and took it for unknown: whoever printed it knows better.
  const job = findPrintJob(till.db, jobId);
  if (job?.state !== 'unknown' || job.reason !== 'interrupted') return;
  moveJob(till.db, jobId, ['unknown'], outcome.state, reason, nowMs);
}

/** The device process has just started: what its forerunner was sending may be out or not. */
export const interruptSending = (till: Till): number => interruptSendingJobs(till.db, till.ports.clock.nowMs());

/** A person answers for a job that waits: print it now, or drop it. Unknown jobs are never printed again by this. */
export function decideJob(till: Till, jobId: number, answer: 'print' | 'discard'): Result<void> {
  return transactTill(till, () => {
    const job = findPrintJob(till.db, jobId);
    if (job === null) return refuse('print_job_not_found', { jobId });
    const nowMs = till.ports.clock.nowMs();
    const unknownReason = job.state === 'unknown' ? (job.reason ?? 'interrupted') : null;
    const moved =
      answer === 'print'
        ? moveJob(till.db, jobId, ['held', 'failed'], 'queued', null, nowMs)
        : // The reason stays, so that the next paper knows that this one may be in somebody's hands.
          moveJob(till.db, jobId, ['held', 'failed', 'unknown', 'queued'], 'discarded', unknownReason, nowMs);
    return moved ? ok(undefined) : refuse('print_job_not_waiting', { jobId, state: job.state });
  });
}

const MAY_HAVE_PRINTED = new Set(['sending', 'sent', 'confirmed', 'unknown']);

/** Whether the original paper may be in somebody's hands; a discarded job keeps its reason when its outcome was unknown. */
const mayHavePrinted = (job: PrintJob): boolean =>
  MAY_HAVE_PRINTED.has(job.state) || (job.state === 'discarded' && job.reason !== null);

/**
 * Prints a document again. It says DUPLICADO once an original may exist; the first paper of a ticket that never came
 * out is the original, however late. No fiscal record is made (SPEC.md section 21). Returns the job.
 * Refuses `no_printer`.
 */
export function reprint(till: Till, header: DocumentHeader, actorId: string): Result<number> {
  return transactTill(till, () => queueReprint(till, header, actorId));
}

function queueReprint(till: Till, header: DocumentHeader, actorId: string): Result<number> {
  const { receiptPrinterId } = till.printing;
  if (receiptPrinterId === null) return refuse('no_printer', {});
  const jobs = jobsOfDocument(till.db, header.rowId).filter((job) => job.kind === 'receipt');
  const duplicate = jobs.some(mayHavePrinted);
  const nowMs = till.ports.clock.nowMs();
  if (!duplicate) {
    // The late original takes the place of the copies that wait: otherwise both would come out.
    for (const job of jobs) moveJob(till.db, job.id, ['held', 'failed', 'queued'], 'discarded', null, nowMs);
  }
  const jobId = insertPrintJob(till.db, {
    kind: 'receipt',
    printerId: receiptPrinterId,
    documentId: header.rowId,
    duplicate,
    content: null,
    createdAtMs: nowMs,
  });
  appendAudit(till.db, {
    at: localNow(till),
    actorId,
    kind: 'document.reprinted',
    detail: { number: header.number, duplicate },
  });
  return ok(jobId);
}

/**
 * A ticket of which nobody knows whether it came out is printed again, and its job is done with: in one transaction, so
 * that asking twice is refused instead of printed twice. Returns the new job.
 * Refuses `print_job_not_found`, `print_job_not_waiting` {state}, `no_printer`.
 */
export function copyUnknownJob(till: Till, jobId: number, actorId: string): Result<number> {
  return transactTill(till, () => {
    const job = findPrintJob(till.db, jobId);
    const header = job?.kind === 'receipt' && job.documentId !== null ? headerByRowId(till.db, job.documentId) : null;
    if (job === null || header === null) return refuse('print_job_not_found', { jobId });
    if (job.state !== 'unknown') return refuse('print_job_not_waiting', { jobId, state: job.state });
    const copied = queueReprint(till, header, actorId);
    if (!copied.ok) return copied;
    moveJob(till.db, jobId, ['unknown'], 'discarded', job.reason ?? 'interrupted', till.ports.clock.nowMs());
    return copied;
  });
}

/** Opens the drawer without a sale; logged with who and why. Returns the job. Refuses `no_drawer`. */
export function openDrawer(till: Till, actorId: string, why: string): Result<number> {
  const { drawerPrinterId } = till.printing;
  if (drawerPrinterId === null) return refuse('no_drawer', {});
  return transactTill(till, () => {
    const createdAtMs = till.ports.clock.nowMs();
    const jobId = insertPrintJob(till.db, {
      kind: 'drawer',
      printerId: drawerPrinterId,
      documentId: null,
      duplicate: false,
      content: null,
      createdAtMs,
    });
    appendAudit(till.db, { at: localNow(till), actorId, kind: 'drawer.opened', detail: { why } });
    return ok(jobId);
  });
}
