import type { Random } from './ports.ts';

export const FIRST_DELAY_MS = 1000;
export const MAX_DELAY_MS = 5 * 60_000;
/** A central that asks for more is asked again after this: a wrong header must not silence a shop for days. */
const MAX_RETRY_AFTER_MS = 60 * 60_000;
/** A sale wakes a till that waits, but not more often than this while central fails. */
const MAX_WAKE_GAP_MS = 30_000;

const grown = (failures: number): number => Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 20));

/** Milliseconds to wait after `failures` in a row: full jitter between 1 s and a bound that doubles up to 5 minutes. */
export function delayAfter(failures: number, retryAfterMs: number | null, random: Random): number {
  const jittered = FIRST_DELAY_MS + random.next() * (grown(failures) - FIRST_DELAY_MS);
  return Math.max(Math.round(jittered), Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}

/** How long after the last attempt a sale may cause the next one. */
export const wakeGapMs = (failures: number): number =>
  failures === 0 ? 0 : Math.min(MAX_WAKE_GAP_MS, grown(failures - 1));
