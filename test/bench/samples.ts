import { type Figure, figure } from './row.ts';

const sorted = (samples: readonly number[]): number[] => [...samples].sort((left, right) => left - right);

/** Nearest-rank percentile, `share` 0..1. @throws RangeError without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const value = sorted(samples)[Math.max(0, Math.ceil(samples.length * share) - 1)];
  if (value === undefined) throw new RangeError('no samples');
  return value;
}

export const sum = (samples: readonly number[]): number => samples.reduce((total, sample) => total + sample, 0);

/** p50, p99 and the longest, milliseconds. */
export const spread = (samplesMs: readonly number[], prefix = ''): Figure[] => [
  figure(`${prefix}p50`, percentile(samplesMs, 0.5), 'ms'),
  figure(`${prefix}p99`, percentile(samplesMs, 0.99), 'ms'),
  figure(`${prefix}max`, percentile(samplesMs, 1), 'ms'),
];

export const perSecond = (samplesMs: readonly number[]): number => (samplesMs.length * 1000) / sum(samplesMs);

export function timed(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}
