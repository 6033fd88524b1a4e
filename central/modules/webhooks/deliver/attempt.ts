import type { CentralContext } from '../../../app/context.ts';
import { secretsAt, signedHeaders } from '../signature.ts';
import type { Claimed, Outcome } from './queue.ts';
import { nextAttemptMs, retryAfterMs } from './schedule.ts';

export const GONE = 410;
/** The receiver, or what stands before it, is overloaded: everything for it slows down, not only this delivery. */
const OVERLOADED = [429, 502, 503, 504];
const HOLD_MS = 30_000;

const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** Sends one delivery and says what follows from the answer. */
export async function attempt(context: CentralContext, claimed: Claimed): Promise<Outcome> {
  const startedAtMs = context.clock.nowMs();
  const headers = signedHeaders(claimed.eventId, claimed.body, secretsAt(claimed, startedAtMs), startedAtMs);
  const answer = await context.outbound.post({
    url: claimed.url,
    headers,
    body: Buffer.from(claimed.body, 'utf8'),
  });
  const nowMs = context.clock.nowMs();
  const { status } = answer;
  const askedMs = retryAfterMs(answer.headers['retry-after'], nowMs);
  // A receiver that never wants this one again says so (a convention of other senders).
  const isEnded = status === GONE || answer.headers['webhook-delivery'] === 'abort-message';
  const again = isSuccess(status) || isEnded ? null : nextAttemptMs(claimed.attempts, nowMs, askedMs, context.chance);
  const state = isSuccess(status) ? 'delivered' : again === null ? 'failed' : 'pending';
  const isOverloaded = status !== null && OVERLOADED.includes(status);
  return {
    claimed,
    startedAtMs,
    durationMs: answer.durationMs,
    status,
    failure: answer.failure,
    requestHeaders: headers,
    responseHeaders: answer.headers,
    responseHead: answer.head,
    state,
    nextAttemptMs: again ?? nowMs,
    holdUntilMs: isOverloaded ? nowMs + (askedMs ?? HOLD_MS) : null,
  };
}
