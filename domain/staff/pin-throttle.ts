/**
 * How often a wrong PIN may be tried. Per person, so that one who forgot theirs does not lock the others out. Times are
 * monotonic milliseconds: a clock set forward must not let tries through.
 */
export type PinTries = { readonly wrong: number; readonly lastWrongMs: number };

export const NO_TRIES: PinTries = { wrong: 0, lastWrongMs: 0 };

export const FREE_TRIES = 5;
export const WAIT_MS = 30_000;

/** Milliseconds until the next try may be made; 0: now. */
export function waitBeforeTryMs(tries: PinTries, nowMs: number): number {
  if (tries.wrong < FREE_TRIES) return 0;
  return Math.max(0, tries.lastWrongMs + WAIT_MS - nowMs);
}

/** After a wait one more try is given, not five: four digits would be found in a day otherwise. A right PIN forgets all. */
export const afterTry = (tries: PinTries, wasRight: boolean, nowMs: number): PinTries =>
  wasRight ? NO_TRIES : { wrong: tries.wrong + 1, lastWrongMs: nowMs };
