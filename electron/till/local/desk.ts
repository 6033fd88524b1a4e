import type { ReadableDatabase } from '../../../db/handles.ts';
import { findPrintJob } from '../../../db/print-jobs.ts';
import type { Result } from '../../../domain/result.ts';
import type { SignIn } from '../staff/sign-in.ts';
import type { Till } from '../till.ts';

/**
 * How a paper ended. `none` when no printer is set up or no paper was asked for; `queued` and `sending` when a running
 * till was waited for long enough and its printer is still at work.
 */
export type PrintAnswer =
  | { readonly state: 'none' | 'sent' | 'confirmed' | 'queued' | 'sending' }
  | { readonly state: 'unknown' | 'failed' | 'held' | 'discarded'; readonly reason: string };

/** Prints what the command made, and says how that went; never fails, because what it prints is stored. */
export type Papers = {
  /** Everything that is owed, the ticket of this document among it; answers for the ticket. */
  ofDocument(documentId: string): Promise<PrintAnswer>;
  job(jobId: number): Promise<PrintAnswer>;
};

/** What the commands of the command line work with, in the running till as in a folder opened for one command. */
export type LocalDesk = {
  readonly till: Till;
  readonly signIn: SignIn;
  readonly papers: Papers;
};

export function printAnswer(db: ReadableDatabase, jobId: number | undefined): PrintAnswer {
  const job = jobId === undefined ? null : findPrintJob(db, jobId);
  if (job === null) return { state: 'none' };
  switch (job.state) {
    case 'queued':
    case 'sending':
    case 'sent':
    case 'confirmed':
      return { state: job.state };
    default:
      return { state: job.state, reason: job.reason ?? '' };
  }
}

/** The JSON that a command prints. */
export type LocalAnswer = Promise<Result<Readonly<Record<string, unknown>>>>;
