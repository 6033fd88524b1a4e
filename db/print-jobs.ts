import type { Cents } from '../domain/money.ts';
import type { PrintFailure, PrintJobState } from '../domain/printing/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type PrintJobKind = 'receipt' | 'drawer' | 'paper';

export type PrintJob = {
  readonly id: number;
  readonly kind: PrintJobKind;
  readonly printerId: string;
  readonly documentId: number | null;
  readonly duplicate: boolean;
  /** Receipt blocks as JSON, for kind 'paper'. */
  readonly content: string | null;
  readonly state: PrintJobState;
  readonly reason: PrintFailure | null;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
};

const COLUMNS = `id, kind, printer_id AS printerId, document_id AS documentId, duplicate, content, state, reason,
  created_at_ms AS createdAtMs, changed_at_ms AS changedAtMs`;

const toJob = (row: unknown): PrintJob => {
  const job = row as Omit<PrintJob, 'duplicate'> & { duplicate: number };
  return { ...job, duplicate: job.duplicate === 1 };
};

export type NewPrintJob = Pick<PrintJob, 'kind' | 'printerId' | 'documentId' | 'duplicate' | 'content' | 'createdAtMs'>;

export function insertPrintJob(db: WritableDatabase, job: NewPrintJob): number {
  return Number(
    statement(
      db,
      `INSERT INTO print_jobs (kind, printer_id, document_id, duplicate, content, state, created_at_ms, changed_at_ms)
       VALUES (?, ?, ?, ?, ?, 'queued', ?, ?)`,
    ).run(job.kind, job.printerId, job.documentId, job.duplicate ? 1 : 0, job.content, job.createdAtMs, job.createdAtMs)
      .lastInsertRowid,
  );
}

export function findPrintJob(db: ReadableDatabase, id: number): PrintJob | null {
  const row = statement(db, `SELECT ${COLUMNS} FROM print_jobs WHERE id = ?`).get(id);
  return row === undefined ? null : toJob(row);
}

/** Jobs that are not done; those that are would be all the papers of years. */
export type OpenJobState = Extract<PrintJobState, 'queued' | 'held' | 'sending' | 'unknown' | 'failed'>;

/** The state is part of the text: with a parameter SQLite cannot use the index over the open jobs. */
export const jobsInState = (db: ReadableDatabase, state: OpenJobState): PrintJob[] =>
  statement(db, `SELECT ${COLUMNS} FROM print_jobs WHERE state = '${state}' ORDER BY id`).all().map(toJob);

/** An open job with what its ticket says. */
export type OpenJob = Pick<PrintJob, 'id' | 'kind' | 'printerId' | 'state' | 'reason' | 'createdAtMs'> & {
  readonly number: string | null;
  readonly totalCents: Cents | null;
};

/** As the index over the open jobs has it, word for word: with other words SQLite looks at every paper of years. */
const IS_OPEN = "(state = 'queued' OR state = 'held' OR state = 'sending' OR state = 'unknown' OR state = 'failed')";

/** Everything that is not done, newest first. */
export const openJobs = (db: ReadableDatabase, limit: number): OpenJob[] =>
  statement(
    db,
    `SELECT j.id, j.kind, j.printer_id AS printerId, j.state, j.reason, j.created_at_ms AS createdAtMs, d.number,
       d.total_cents AS totalCents
     FROM print_jobs j LEFT JOIN documents d ON d.id = j.document_id WHERE ${IS_OPEN} ORDER BY j.id DESC LIMIT ?`,
  ).all(limit) as OpenJob[];

/** How many open jobs are in each state. */
export const countOpenJobs = (db: ReadableDatabase): ReadonlyMap<PrintJobState, number> =>
  new Map(
    statement(db, `SELECT state, count(*) FROM print_jobs WHERE ${IS_OPEN} GROUP BY state`).raw().all() as [
      PrintJobState,
      number,
    ][],
  );

/** How far back the last outcome of a printer is looked for: a printer that was never used has none. */
const LOOKED_BACK = 200;

/** The newest of the last jobs of a printer that came to an end or is under way; null when there is none. */
export function lastJobOfPrinter(db: ReadableDatabase, printerId: string): Pick<PrintJob, 'state' | 'reason'> | null {
  const row = statement(
    db,
    `SELECT state, reason FROM (SELECT id, printer_id, state, reason FROM print_jobs ORDER BY id DESC LIMIT ${LOOKED_BACK})
     WHERE printer_id = ? AND state IN ('queued', 'sending', 'sent', 'confirmed', 'unknown', 'failed')
     ORDER BY id DESC LIMIT 1`,
  ).get(printerId);
  return (row as Pick<PrintJob, 'state' | 'reason'> | undefined) ?? null;
}

export const jobsOfDocument = (db: ReadableDatabase, documentId: number): PrintJob[] =>
  statement(db, `SELECT ${COLUMNS} FROM print_jobs WHERE document_id = +? ORDER BY id`).all(documentId).map(toJob);

/**
 * Moves a job on, only from one of `from`: two processes that race for the same job cannot both win.
 * Returns whether it moved.
 */
export function moveJob(
  db: WritableDatabase,
  id: number,
  from: readonly PrintJobState[],
  to: PrintJobState,
  reason: PrintFailure | null,
  nowMs: number,
): boolean {
  const { changes } = statement(
    db,
    `UPDATE print_jobs SET state = ?, reason = ?, changed_at_ms = ?
     WHERE id = ? AND state IN (SELECT value FROM json_each(?))`,
  ).run(to, reason, nowMs, id, JSON.stringify(from));
  return changes === 1;
}

/** Jobs whose sending was cut by a death of the process: whether paper came out is not known. */
export const interruptSendingJobs = (db: WritableDatabase, nowMs: number): number =>
  statement(
    db,
    `UPDATE print_jobs SET state = 'unknown', reason = 'interrupted', changed_at_ms = ? WHERE state = 'sending'`,
  ).run(nowMs).changes;

/** Jobs queued before `beforeMs` wait for a person: nobody wants yesterday's tickets out of the printer. */
export const holdOldJobs = (db: WritableDatabase, beforeMs: number, nowMs: number): number =>
  statement(
    db,
    `UPDATE print_jobs SET state = 'held', changed_at_ms = ? WHERE state = 'queued' AND created_at_ms < ?`,
  ).run(nowMs, beforeMs).changes;

/**
 * Pulses queued before `beforeMs` that no drawer got: a drawer that springs open at the next start serves nobody. Of a
 * sale that was closed a moment ago it is still wanted: a till process that fell over is back in two seconds.
 */
export const discardQueuedPulses = (db: WritableDatabase, beforeMs: number, nowMs: number): number =>
  statement(
    db,
    `UPDATE print_jobs SET state = 'discarded', reason = 'interrupted', changed_at_ms = ?
     WHERE state = 'queued' AND kind = 'drawer' AND created_at_ms < ?`,
  ).run(nowMs, beforeMs).changes;

/** Everything that waits in a restored or copied file: its papers may have come out of the original's printer. */
export function holdAllJobs(db: WritableDatabase, nowMs: number): void {
  interruptSendingJobs(db, nowMs);
  discardQueuedPulses(db, Number.MAX_SAFE_INTEGER, nowMs);
  holdOldJobs(db, Number.MAX_SAFE_INTEGER, nowMs);
}
