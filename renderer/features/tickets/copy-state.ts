import type { WaitingJob } from '../../../electron/ipc/contract/printing.ts';

/** How printing a copy stands. A job that is not among those that wait has gone to the printer. */
export type CopyState =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting' }
  | {
      readonly state: 'failed' | 'unknown' | 'held';
      readonly printer: string;
      readonly reason: NonNullable<WaitingJob['reason']> | null;
    };

export function copyState(jobId: number, jobs: readonly WaitingJob[]): CopyState {
  const job = jobs.find((one) => one.jobId === jobId);
  switch (job?.state) {
    case 'queued':
    case 'sending':
      return { state: 'waiting' };
    case 'failed':
    case 'unknown':
    case 'held':
      return { state: job.state, printer: job.printerName, reason: job.reason };
    default:
      return { state: 'sent' };
  }
}
