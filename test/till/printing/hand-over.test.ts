import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobsInState } from '../../../db/print-jobs.ts';
import { createHandOver, type HandOver } from '../../../electron/till/printing/hand-over.ts';
import { decideJob, markSending, recordOutcome } from '../../../electron/till/printing/jobs.ts';
import type { Till } from '../../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, sellOne, testPorts, unwrap } from '../../support/till.ts';

let till: Till;
let handOver: HandOver;
beforeEach(() => {
  const ports = testPorts();
  till = openFolder(makeFolder(ports, 'virtual:'), ports);
  handOver = createHandOver(till);
});
afterEach(() => {
  till.close();
  removeFolders();
});

/** By card, so that there is no drawer: the job of its receipt. */
function sell(): number {
  unwrap(sellOne(till, { method: 'card', cents: 2494 }));
  return jobsInState(till.db, 'queued').at(-1)?.id ?? 0;
}
const next = (): number[] => unwrap(handOver.next()).map(({ jobId }) => jobId);

describe('handing over', () => {
  it('gives each job once, whatever else changes', () => {
    const [first, second] = [sell(), sell()];
    expect(next()).toEqual([first, second]);
    expect(next()).toEqual([]);
    const third = sell();
    expect(next()).toEqual([third]);
  });

  it('gives again what was lost on the way, with the next ones', () => {
    const first = sell();
    const tasks = unwrap(handOver.next());
    handOver.lost(tasks);
    expect(next()).toEqual([first]);
  });

  it('gives everything to a device process that has just started, and what it was sending asks a person', () => {
    const [first, second] = [sell(), sell()];
    next();
    markSending(till, first);
    const { tasks, interrupted } = unwrap(handOver.startOver());
    expect(tasks.map(({ jobId }) => jobId)).toEqual([second]);
    expect(interrupted).toBe(1);
    expect(jobsInState(till.db, 'unknown').map(({ id }) => id)).toEqual([first]);
    expect(next()).toEqual([]);
  });

  it('gives again what failed and a person queued anew', () => {
    const jobId = sell();
    next();
    markSending(till, jobId);
    recordOutcome(till, jobId, { state: 'failed', reason: 'paper-out' });
    expect(next()).toEqual([]);
    unwrap(decideJob(till, jobId, 'print'));
    expect(next()).toEqual([jobId]);
  });

  it('fails by name what waits for a printer that is gone, also when it was handed over', () => {
    const jobId = sell();
    next();
    till.printing = { ...till.printing, printers: [], receiptPrinterId: null, drawerPrinterId: null };
    expect(next()).toEqual([]);
    expect(jobsInState(till.db, 'failed')).toMatchObject([{ id: jobId, reason: 'cannot-open' }]);
  });
});
