import type { Chance } from '../../../app/context.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What passes before each attempt; the spec's own example, 75 h 35 min in all. */
const DELAYS_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** An endpoint that answered nothing but failures for so long is not sent to any more. */
export const GIVE_UP_MS = 5 * 24 * HOUR;
/** Nobody may hold a delivery back for longer than its schedule's own last step. */
const MAX_RETRY_AFTER_MS = 24 * HOUR;
const JITTER = 0.1;

/** -10 % to +10 %: endpoints that failed together do not come back together. */
function jittered(delayMs: number, chance: Chance): number {
  const [high = 0, low = 0] = chance.bytes(2);
  const share = (high * 256 + low) / 65_535;
  return Math.round(delayMs * (1 - JITTER + 2 * JITTER * share));
}

/** `Wed, 21 Oct 2026 07:28:00 GMT`, also in its two obsolete forms; Date.parse alone takes `-5` for a month. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? .*\d\d:\d\d:\d\d/;

/** Seconds or a date. @returns null for anything else */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const said = header.trim();
  const isDate = HTTP_DATE.test(said);
  const waitMs = /^\d{1,9}$/.test(said) ? Number(said) * SECOND : isDate ? Date.parse(said) - nowMs : Number.NaN;
  return Number.isFinite(waitMs) ? Math.min(MAX_RETRY_AFTER_MS, Math.max(0, waitMs)) : null;
}

/**
 * When to try again after `attempts` that failed; null: never.
 * @param askedMs what the receiver asked for with Retry-After
 */
export function nextAttemptMs(attempts: number, nowMs: number, askedMs: number | null, chance: Chance): number | null {
  const delayMs = DELAYS_MS[attempts];
  if (delayMs === undefined) return null;
  return nowMs + Math.max(jittered(delayMs, chance), askedMs ?? 0);
}
