import { jobsInState } from '../../../db/print-jobs.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { interruptSending, type PrintTask, queuedTasks } from './jobs.ts';

/**
 * Which jobs the device process of now has been told of. A till whose printer is dead owes hundreds of receipts, and each
 * is built from its document: it is built once for each life of that process and not once more for every change of a job.
 */
export type HandOver = {
  /** What is queued and was not handed over yet; from now on it is. */
  next(): Result<PrintTask[]>;
  /** These did not arrive: they come with the next ones. */
  lost(tasks: readonly PrintTask[]): void;
  /**
   * The device process has just started and knows nothing: everything that is queued. What its forerunner was sending may
   * be out or not; `interrupted` says how many those are.
   */
  startOver(): Result<{ readonly tasks: PrintTask[]; readonly interrupted: number }>;
};

export function createHandOver(till: Till): HandOver {
  const handed = new Set<number>();

  /** The caller holds the transaction: jobs of a printer that is gone are failed by name on the way. */
  function take(): PrintTask[] {
    const queued = new Set(jobsInState(till.db, 'queued').map(({ id }) => id));
    // One that a person queues again is new.
    for (const id of handed) if (!queued.has(id)) handed.delete(id);
    const tasks = queuedTasks(till, handed);
    for (const { jobId } of tasks) handed.add(jobId);
    return tasks;
  }

  return {
    next: () => transactTill(till, () => ok(take())),
    lost(tasks) {
      for (const { jobId } of tasks) handed.delete(jobId);
    },
    startOver: () =>
      transactTill(till, () => {
        const interrupted = interruptSending(till);
        handed.clear();
        return ok({ tasks: take(), interrupted });
      }),
  };
}
