import type { Clock } from '../../domain/ports.ts';
import { problem } from './problem.ts';

/**
 * Requests of one caller per window. Counted by each instance for itself: it protects this process, and behind two instances
 * a caller has twice as much.
 */
export const BUDGETS = {
  /** People and programs. */
  default: { requests: 600, windowMs: 60_000 },
  /** Tills have their own: a shop that replays weeks never waits for a report that somebody pulls. */
  events: { requests: 6_000, windowMs: 60_000 },
  /** Without a token, by address: pairing and typing a token. */
  stranger: { requests: 60, windowMs: 60_000 },
} as const;
export type Budget = keyof typeof BUDGETS;

/** Callers that are remembered; beyond it everybody starts anew, which errs on the side of the caller. */
const MAX_CALLERS = 10_000;

type Window = { startedMs: number; used: number };

/** What is left of the window, in requests and seconds; null where nothing is counted. */
export type Taken = { readonly left: number; readonly seconds: number } | null;

export type RateLimiter = {
  /** Thrown: rate_limited (429, with Retry-After and the same headers). */
  take(budget: Budget, caller: string): Taken;
};

/** `RateLimit-Policy` and `RateLimit` as draft-ietf-httpapi-ratelimit-headers-11 has them. */
export function rateHeaders(budget: Budget, taken: Taken): Record<string, string> {
  if (taken === null) return {};
  const { requests, windowMs } = BUDGETS[budget];
  return {
    'ratelimit-policy': `"${budget}";q=${requests};w=${windowMs / 1_000}`,
    ratelimit: `"${budget}";r=${taken.left};t=${taken.seconds}`,
  };
}

export function makeRateLimiter(clock: Clock): RateLimiter {
  const windows = new Map<string, Window>();
  return {
    take(budget, caller) {
      const { requests, windowMs } = BUDGETS[budget];
      const nowMs = clock.monotonicMs();
      const key = `${budget} ${caller}`;
      const known = windows.get(key);
      const window = known !== undefined && nowMs - known.startedMs < windowMs ? known : { startedMs: nowMs, used: 0 };
      const seconds = Math.max(1, Math.ceil((window.startedMs + windowMs - nowMs) / 1_000));
      if (window.used >= requests) {
        throw problem('rate_limited', {
          status: 429,
          params: { seconds },
          retryable: true,
          retryAfterSeconds: seconds,
          headers: rateHeaders(budget, { left: 0, seconds }),
        });
      }
      window.used += 1;
      if (windows.size >= MAX_CALLERS) windows.clear();
      windows.set(key, window);
      return { left: requests - window.used, seconds };
    },
  };
}
