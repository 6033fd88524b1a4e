import type { TextKey } from '../../../domain/texts/index.ts';
import type { WaitingJob } from '../../../electron/ipc/contract/printing.ts';

export type JobAction = 'print' | 'discard' | 'copy';
export type JobChoice = { readonly action: JobAction; readonly label: TextKey };

/** What a person can decide about a paper, the likelier first. What may have come out is never printed by itself. */
export function choicesOf({
  state,
  kind,
  number,
}: Pick<WaitingJob, 'state' | 'kind' | 'number'>): readonly JobChoice[] {
  const discard = { action: 'discard', label: kind === 'drawer' ? 'status.job-forget' : 'status.job-discard' } as const;
  switch (state) {
    case 'held':
      return [{ action: 'print', label: 'status.job-print' }, discard];
    case 'failed':
      return [{ action: 'print', label: 'status.job-retry' }, discard];
    case 'queued':
      return [discard];
    case 'unknown':
      return kind === 'receipt' && number !== null
        ? [
            { action: 'discard', label: 'status.job-came-out' },
            { action: 'copy', label: 'status.job-copy' },
          ]
        : [{ action: 'discard', label: 'status.job-forget' }];
    default:
      return [];
  }
}

/** Papers that surely did not come out, in their order: a drawer that opens minutes later helps nobody. */
export const printableAtOnce = <Job extends Pick<WaitingJob, 'state' | 'kind'>>(jobs: readonly Job[]): readonly Job[] =>
  jobs.filter(({ state, kind }) => (state === 'failed' || state === 'held') && kind !== 'drawer');
