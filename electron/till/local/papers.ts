import { headerByUid } from '../../../db/documents.ts';
import { findPrintJob, jobsOfDocument } from '../../../db/print-jobs.ts';
import type { Timeouts } from '../../ipc/peer.ts';
import type { Till } from '../till.ts';
import { type Papers, type PrintAnswer, printAnswer } from './desk.ts';

/** A printer that is dead is given up after a few seconds; one that is out of paper may take as long as it likes. */
const PATIENCE_MS = 30_000;

/** Papers of a running till: its device process prints, and a command waits for what becomes of them. */
export type PaperWatch = Papers & {
  /** Some job changed. */
  look(): void;
};

/** @param handOver tells the device process of what is queued */
export function watchPapers(till: Till, handOver: () => void, timeouts: Timeouts): PaperWatch {
  const waiting = new Set<() => void>();

  const isAtWork = (jobId: number): boolean => {
    const state = findPrintJob(till.db, jobId)?.state;
    return state === 'queued' || state === 'sending';
  };

  async function job(jobId: number): Promise<PrintAnswer> {
    handOver();
    await new Promise<void>((resolve) => {
      const end = (): void => {
        waiting.delete(check);
        timeouts.clear(timer);
        resolve();
      };
      const check = (): void => {
        if (!isAtWork(jobId)) end();
      };
      const timer = timeouts.set(end, PATIENCE_MS);
      waiting.add(check);
      check();
    });
    return printAnswer(till.db, jobId);
  }

  return {
    job,
    ofDocument(documentId) {
      const header = headerByUid(till.db, documentId);
      const receipt =
        header === null ? undefined : jobsOfDocument(till.db, header.rowId).find(({ kind }) => kind === 'receipt');
      if (receipt !== undefined) return job(receipt.id);
      handOver();
      return Promise.resolve({ state: 'none' });
    },
    look() {
      for (const check of [...waiting]) check();
    },
  };
}
