import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastHeader } from '../../db/documents.ts';
import { findPrintJob, jobsInState, jobsOfDocument } from '../../db/print-jobs.ts';
import { listStaff } from '../../db/staff.ts';
import type { PrintJobState, PrintOutcome } from '../../domain/printing/types.ts';
import {
  decideJob,
  markSending,
  openDrawer,
  queuedTasks,
  recordOutcome,
  reprint,
} from '../../electron/till/printing/jobs.ts';
import type { Till } from '../../electron/till/till.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  sellOne,
  type TestPorts,
  testPorts,
  unwrap,
} from '../support/till.ts';

let ports: TestPorts;
let folder: string;
let till: Till;

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports, 'virtual:');
  till = openFolder(folder, ports);
});
afterEach(() => {
  till.close();
  removeFolders();
});

const sold = () => {
  unwrap(sellOne(till));
  const header = lastHeader(till.db);
  if (header === null) throw new Error('nothing sold');
  return header;
};
const receiptOf = (rowId: number): number =>
  jobsOfDocument(till.db, rowId).find((job) => job.kind === 'receipt')?.id ?? 0;
const state = (jobId: number): PrintJobState | undefined => findPrintJob(till.db, jobId)?.state;
const cashier = (): string => listStaff(till.db)[0]?.id ?? '';
const restart = (): void => {
  till.close();
  till = openFolder(folder, ports);
};

describe('print jobs of a sale', () => {
  it('are told drawer first, and the receipt is rebuilt from the document', () => {
    const header = sold();
    sold();
    const tasks = queuedTasks(till);
    expect(tasks.map((task) => task.content.kind)).toEqual(['drawer', 'drawer', 'receipt', 'receipt']);
    expect(JSON.stringify(tasks[2]?.content)).toContain(header.number);
  });

  it('can be taken for sending once', () => {
    const job = receiptOf(sold().rowId);
    expect(markSending(till, job)).toBe(true);
    expect(markSending(till, job)).toBe(false);
    expect(queuedTasks(till).some((task) => task.jobId === job)).toBe(false);
  });

  it.each<[PrintOutcome, PrintJobState]>([
    [{ state: 'sent' }, 'sent'],
    [{ state: 'confirmed' }, 'confirmed'],
    [{ state: 'unknown', reason: 'no-answer' }, 'unknown'],
    [{ state: 'failed', reason: 'paper-out' }, 'failed'],
  ])('end as %j', (outcome, expected) => {
    const job = receiptOf(sold().rowId);
    markSending(till, job);
    recordOutcome(till, job, outcome);
    expect(state(job)).toBe(expected);
  });

  it('keep their first outcome: a late answer changes nothing', () => {
    const job = receiptOf(sold().rowId);
    markSending(till, job);
    recordOutcome(till, job, { state: 'confirmed' });
    recordOutcome(till, job, { state: 'failed', reason: 'paper-out' });
    expect(state(job)).toBe('confirmed');
  });

  it('fail by name when their printer is gone', () => {
    const job = receiptOf(sold().rowId);
    till.printing = { ...till.printing, printers: [] };
    expect(queuedTasks(till)).toEqual([]);
    expect(findPrintJob(till.db, job)).toMatchObject({ state: 'failed', reason: 'cannot-open' });
  });
});

describe('print jobs after a restart', () => {
  it('whose sending was cut are unknown, and are never printed again by themselves', () => {
    const job = receiptOf(sold().rowId);
    markSending(till, job);
    // The pulse of this sale is wanted for a moment only.
    ports.clock.advance(11_000);
    restart();
    expect(findPrintJob(till.db, job)).toMatchObject({ state: 'unknown', reason: 'interrupted' });
    expect(queuedTasks(till)).toEqual([]);
    expect(refusalCode(decideJob(till, job, 'print'))).toBe('print_job_not_waiting');
    unwrap(decideJob(till, job, 'discard'));
    expect(state(job)).toBe('discarded');
  });

  it('that are young are printed, drawer pulses are not', () => {
    const job = receiptOf(sold().rowId);
    ports.clock.advance(9 * 60_000);
    restart();
    expect(queuedTasks(till).map((task) => task.jobId)).toEqual([job]);
    expect(jobsInState(till.db, 'queued').some((queued) => queued.kind === 'drawer')).toBe(false);
  });

  it('that are older than ten minutes ask first', () => {
    const job = receiptOf(sold().rowId);
    ports.clock.advance(11 * 60_000);
    restart();
    expect(state(job)).toBe('held');
    expect(queuedTasks(till)).toEqual([]);
    unwrap(decideJob(till, job, 'print'));
    expect(queuedTasks(till).map((task) => task.jobId)).toEqual([job]);
  });
});

describe('reprint', () => {
  it.each<[string, (job: number) => void, boolean]>([
    ['that never came out is the original', () => undefined, false],
    ['that failed is the original', (job) => recordOutcome(till, job, { state: 'failed', reason: 'paper-out' }), false],
    ['that was sent is a duplicate', (job) => recordOutcome(till, job, { state: 'sent' }), true],
    [
      'of unknown fate is a duplicate',
      (job) => recordOutcome(till, job, { state: 'unknown', reason: 'no-answer' }),
      true,
    ],
    ['that is being sent is a duplicate', (job) => void markSending(till, job), true],
  ])('of a paper %s', (_name, happen, duplicate) => {
    const header = sold();
    const original = receiptOf(header.rowId);
    happen(original);
    const again = unwrap(reprint(till, header, cashier()));
    expect(findPrintJob(till.db, again)?.duplicate).toBe(duplicate);
    const queued = jobsInState(till.db, 'queued').filter((job) => job.kind === 'receipt');
    expect(queued.map((job) => job.id)).toEqual([again]);
    const logged = till.db.prepare("SELECT detail FROM audit_log WHERE kind = 'document.reprinted'").pluck().get();
    expect(JSON.parse(String(logged))).toEqual({ number: header.number, duplicate });
  });

  it('makes no fiscal record', () => {
    const header = sold();
    unwrap(reprint(till, header, cashier()));
    expect(till.db.prepare('SELECT count(*) FROM fiscal_records').pluck().get()).toBe(1);
  });

  it('without a printer is refused', () => {
    const header = sold();
    till.printing = { ...till.printing, receiptPrinterId: null };
    expect(refusalCode(reprint(till, header, cashier()))).toBe('no_printer');
  });
});

describe('the drawer without a sale', () => {
  it('opens, and the log knows who and why', () => {
    const job = unwrap(openDrawer(till, cashier(), 'cambio'));
    expect(findPrintJob(till.db, job)).toMatchObject({ kind: 'drawer', state: 'queued', documentId: null });
    const logged = till.db.prepare("SELECT actor_id, detail FROM audit_log WHERE kind = 'drawer.opened'").get();
    expect(logged).toEqual({ actor_id: cashier(), detail: '{"why":"cambio"}' });
  });

  it('without a drawer is refused', () => {
    till.printing = { ...till.printing, drawerPrinterId: null };
    expect(refusalCode(openDrawer(till, cashier(), ''))).toBe('no_drawer');
  });
});

describe('deciding on a job', () => {
  it('that does not exist is refused', () => {
    expect(refusalCode(decideJob(till, 999, 'print'))).toBe('print_job_not_found');
  });

  it('that is done is refused', () => {
    const job = receiptOf(sold().rowId);
    recordOutcome(till, job, { state: 'confirmed' });
    expect(refusalCode(decideJob(till, job, 'discard'))).toBe('print_job_not_waiting');
  });
});
