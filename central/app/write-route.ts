import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Refused } from '../../domain/result.ts';
import { inCompany, type Tx } from '../db/tenant.ts';
import type { CallerRule, UserCaller } from './auth.ts';
import type { CentralContext } from './context.ts';
import { once, readKey } from './idempotency.ts';
import { problem, refusalProblem } from './problem.ts';
import { type Idempotency, isRefused, RawAnswer, type RouteInput, type RouteOptions, route } from './route.ts';

type Schema = z.ZodType;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;
type WriteRule = Exclude<CallerRule, 'anyone' | 'till'>;

export type WriteRouteOptions<P extends Schema | undefined, B extends Schema | undefined, A extends Schema> = Omit<
  RouteOptions<WriteRule, P, undefined, B, A>,
  'handle' | 'idempotency'
> & {
  readonly idempotency: Idempotency;
  /** Path of what was made, for the header Location. */
  readonly location?: (answer: z.output<A>) => string;
  /** In the transaction of the key; a Refused rolls it back. It may run again after a deadlock. */
  readonly handle: (
    input: RouteInput<Parsed<P>, Record<string, never>, Parsed<B>, UserCaller>,
    tx: Tx,
  ) => Promise<z.input<A> | Refused>;
};

/**
 * A route that makes money, documents or stock move: what it does happens once for one Idempotency-Key, and its answer is
 * kept with it. Thrown beside what `route` and `once` throw: idempotency_key_missing (400).
 */
export function writeRoute<
  P extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema = Schema,
>(app: FastifyInstance, context: CentralContext, options: WriteRouteOptions<P, B, A>): void {
  const { method, url, answer, status = 200, refusalStatus, location, idempotency } = options;

  const work = async (input: Parameters<typeof options.handle>[0], tx: Tx): Promise<RawAnswer> => {
    const result = await options.handle(input, tx);
    // Thrown: nothing of it stays, and the key is free.
    if (isRefused(result)) throw refusalProblem(result.refusal, refusalStatus);
    const parsed = answer.parse(result) as z.output<A>;
    const headers = location === undefined ? {} : { location: location(parsed) };
    return new RawAnswer(
      JSON.stringify(parsed),
      { 'content-type': 'application/json; charset=utf-8', ...headers },
      status,
    );
  };

  route(app, context, {
    ...options,
    idempotency,
    handle: (async (input: Parameters<typeof options.handle>[0]) => {
      const key = readKey(input.request.headers);
      if (key === null && idempotency === 'required') throw problem('idempotency_key_missing', { status: 400 });
      const { clientId, companyId } = input.caller;
      return inCompany(context, companyId, (tx) => {
        if (key === null) return work(input, tx);
        const request = { params: input.params ?? null, body: input.request.body ?? null };
        const keyed = { clientId, route: `${method} ${url}`, key, request };
        return once(tx, context.clock.nowMs(), keyed, () => work(input, tx));
      });
    }) as never,
  });
}
