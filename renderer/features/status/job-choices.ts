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
  switch (state) {
    case 'held':
      return [
        { action: 'print', label: 'status.job-print' },
        { action: 'discard', label: 'status.job-discard' },
      ];
    case 'failed':
      return [
        { action: 'print', label: 'status.job-retry' },
        { action: 'discard', label: 'status.job-discard' },
      ];
    case 'queued':
      return [{ action: 'discard', label: 'status.job-discard' }];
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
