/**
 * How long to wait before the till is asked again. It is back within 2 s after a fall; one that is being set up, or waits
 * for its disk, may take for ever, and asking it twice a second for a day would be work for nothing.
 */
const FIRST_MS = 300;
const LONGEST_MS = 5_000;

/** @param attempt 0 for the first repetition. */
export const patienceMs = (attempt: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
