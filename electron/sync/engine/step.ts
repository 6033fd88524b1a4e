import type { z } from 'zod';
import { type Problem, problemSchema } from '../../../contracts/problem.ts';
import { TILL_REVOKED } from '../../../contracts/sync/ingest.ts';
import type { Result } from '../../../domain/result.ts';
import type { ProblemParams } from '../../ipc/contract/central.ts';
import type { HttpAnswer } from './ports.ts';

/** Why the exchange stops for now. `code` has a sentence `error.<code>`. */
export type Failure = {
  readonly kind: 'failed';
  readonly code: string;
  readonly params: ProblemParams;
  readonly retryAfterMs: number | null;
};
/** `done`: there is nothing more of this kind. */
export type Step = { readonly kind: 'done' } | { readonly kind: 'progress'; readonly acked?: number } | Failure;

export const failed = (code: string, retryAfterMs: number | null = null, params: ProblemParams = {}): Failure => ({
  kind: 'failed',
  code,
  params,
  retryAfterMs,
});
export const DONE: Step = { kind: 'done' };
export const PROGRESS: Step = { kind: 'progress' };

/** The till could not write (a full disk, a folder being exchanged): nothing is lost, it is asked again. */
export const settled = (result: Result<unknown>, then: Step): Step => (result.ok ? then : failed(result.refusal.code));

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // HTML of a portal, half an answer: no answer of central.
    return undefined;
  }
}

/** What central said, when it is what its contract says. */
export function readBody<Schema extends z.ZodType>(body: string, schema: Schema): z.infer<Schema> | null {
  return schema.safeParse(parseJson(body)).data ?? null;
}

export type Refused = { readonly problem: Problem | null; readonly failure: Failure };

/** An answer that is no success, and why. */
export function refusedBy(answer: Extract<HttpAnswer, { ok: true }>): Refused {
  const problem = readBody(answer.body, problemSchema);
  const { status, retryAfterMs } = answer;
  return { problem, failure: failed(codeOf(status, problem), retryAfterMs) };
}

function codeOf(status: number, problem: Problem | null): string {
  if (problem?.code === TILL_REVOKED) return TILL_REVOKED;
  if (status === 401 || status === 403) return problem === null ? 'central_answer_wrong' : 'central_token_refused';
  if (status === 429) return 'central_busy';
  if (status === 408) return 'central_silent';
  if (status >= 500) return 'central_failing';
  return problem === null ? 'central_answer_wrong' : 'central_refuses';
}
