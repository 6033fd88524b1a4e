import { describe, expect, it } from 'vitest';
import { choicesOf, printableAtOnce } from '../../renderer/features/status/job-choices.ts';

describe('papers that wait', () => {
  it('are printed together only if they surely did not come out, and no drawer opens with them', () => {
    const jobs = [
      { jobId: 1, state: 'failed', kind: 'receipt' },
      { jobId: 2, state: 'failed', kind: 'drawer' },
      { jobId: 3, state: 'unknown', kind: 'receipt' },
      { jobId: 4, state: 'held', kind: 'paper' },
      { jobId: 5, state: 'sending', kind: 'receipt' },
    ] as const;
    expect(printableAtOnce(jobs).map(({ jobId }) => jobId)).toEqual([1, 4]);
  });

  it('speak of paper only where there is some', () => {
    const labels = (kind: 'receipt' | 'drawer') =>
      choicesOf({ state: 'failed', kind, number: null }).map(({ label }) => label);
    expect(labels('receipt')).toEqual(['status.job-retry', 'status.job-discard']);
    expect(labels('drawer')).toEqual(['status.job-retry', 'status.job-forget']);
  });
});
