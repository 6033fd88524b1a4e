import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refused } from '../../domain/result.ts';
import type { Language } from '../../domain/texts/index.ts';
import { storableValue } from '../db/storable.ts';
import {
  allow,
  bearerOf,
  type Caller,
  type CallerRule,
  callerOfToken,
  type TillCaller,
  type UserCaller,
} from './auth.ts';
import type { CentralContext } from './context.ts';
import { etagOf } from './if-match.ts';
import { languageOf, type ProblemPart, problem, refusalProblem } from './problem.ts';
import { type Budget, type RateLimiter, rateHeaders } from './rate-limit.ts';
import type { RouteDoc } from './route-doc.ts';

/** Sent as it is: record bytes, pages, files. */
export class RawAnswer {
  readonly body: Buffer | string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;

  constructor(body: Buffer | string, headers: Readonly<Record<string, string>>, status = 200) {
    this.body = body;
    this.headers = headers;
    this.status = status;
  }
}

type Schema = z.ZodType;
type CallerOf<Rule extends CallerRule> = Rule extends 'anyone' ? null : Rule extends 'till' ? TillCaller : UserCaller;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;
type ParsedBody<S extends Schema | 'raw' | undefined> = S extends 'raw'
  ? Buffer
  : S extends Schema
    ? z.output<S>
    : undefined;

export type RouteInput<Params, Query, Body, Who> = {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Who;
  readonly language: Language;
  readonly request: FastifyRequest;
};

export type RouteOptions<
  Rule extends CallerRule,
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | 'raw' | undefined,
  A extends Schema | 'raw',
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify's form; a parameter `:till` has to be the calling till's own id. */
  readonly url: string;
  readonly doc: RouteDoc | 'internal';
  readonly caller: Rule;
  readonly params?: P;
  /** Everything in it is text; a schema that wants a number says how (z.coerce). Unknown names are refused. */
  readonly query?: Q;
  /** 'raw': the bytes, of a content type that the module reads itself (application/x-ndjson). */
  readonly body?: B;
  /** 'raw': the handler answers with a RawAnswer. */
  readonly answer: A;
  /** 200 unless said. */
  readonly status?: number;
  /** 422 unless said: of a Refused that the handler returns. */
  readonly refusalStatus?: number;
  /** 1 MB unless said. */
  readonly maxBodyBytes?: number;
  readonly budget?: Budget;
  /** Of what is answered: sent as ETag. A write of such a route asks `requireMatch`. */
  readonly versionOf?: A extends Schema ? (answer: z.output<A>) => number : never;
  /** Of the header Idempotency-Key; who wants one declares the route with `writeRoute`. */
  readonly idempotency?: Idempotency;
  readonly handle: (
    input: RouteInput<Parsed<P>, Parsed<Q>, ParsedBody<B>, CallerOf<Rule>>,
  ) => Promise<A extends 'raw' ? RawAnswer | Refused : A extends Schema ? z.input<A> | Refused : never>;
};

/** Whether a write that makes money or documents goes without a key, or only may. */
export type Idempotency = 'required' | 'accepted';

/** A route as declared, for tests and for the OpenAPI document. */
export type DeclaredRoute = {
  readonly method: string;
  readonly url: string;
  readonly caller: CallerRule;
  readonly doc: RouteDoc | 'internal';
  readonly status: number;
  readonly idempotency: Idempotency | null;
  readonly hasVersions: boolean;
  readonly schemas: Readonly<Partial<Record<'params' | 'query' | 'body' | 'answer', Schema | 'raw'>>>;
};

declare module 'fastify' {
  interface FastifyInstance {
    readonly declaredRoutes: DeclaredRoute[];
    readonly rateLimiter: RateLimiter;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;
/** Of one problem: the first say enough. */
const MAX_ERRORS = 50;

const partsOf = (issues: readonly z.core.$ZodIssue[], place: string): readonly ProblemPart[] =>
  issues.slice(0, MAX_ERRORS).map((issue) => ({
    pointer: [place, ...issue.path.map(String)]
      .filter((step) => step !== '')
      .map((step) => `/${step}`)
      .join(''),
    code: issue.code ?? 'invalid',
    detail: issue.message,
  }));

/** What zod says of a value, for people. */
const MESSAGES = { es: z.locales.es().localeError, en: z.locales.en().localeError } as const;

type Reading = { readonly place: 'params' | 'query' | 'body'; readonly language: Language };

function parse<S extends Schema>(schema: S, value: unknown, { place, language }: Reading): z.output<S> {
  // A text that the database does not take is nobody's id and nobody's name.
  const parsed = schema.safeParse(storableValue(value), { error: MESSAGES[language] });
  if (parsed.success) return parsed.data;
  // A path that names nothing possible names nothing.
  if (place === 'params') throw problem('not_found', { status: 404 });
  throw problem('request_invalid', {
    status: 400,
    errors: partsOf(parsed.error.issues, place === 'body' ? '' : place),
  });
}

const nothing = z.strictObject({});

function readBody(schema: Schema | 'raw' | undefined, request: FastifyRequest, language: Language): unknown {
  if (schema === undefined) return undefined;
  // Bytes are what came under another type than JSON.
  if (Buffer.isBuffer(request.body) !== (schema === 'raw')) throw problem('content_type_unknown', { status: 415 });
  if (schema === 'raw') return request.body;
  // Nothing is what a body without any field is.
  return parse(schema, request.body === undefined ? {} : request.body, { place: 'body', language });
}

/** What a handler returns in place of its answer. */
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false && 'refusal' in answer;

async function identify(
  app: FastifyInstance,
  context: CentralContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { caller: rule, budget = 'default' }: { readonly caller: CallerRule; readonly budget?: Budget },
): Promise<void> {
  if (rule === 'anyone') {
    reply.headers(rateHeaders('stranger', app.rateLimiter.take('stranger', request.ip)));
    return;
  }
  const caller = await callerOfToken(context, bearerOf(request));
  // Of the client: rotating a token gives nobody twice as much.
  const taken = app.rateLimiter.take(budget, caller.kind === 'till' ? caller.keyId : caller.clientId);
  reply.headers(rateHeaders(budget, taken));
  const { till } = (request.params ?? {}) as { till?: string };
  allow(caller, rule, caller.kind === 'till' ? till : undefined);
  request.caller = caller;
}

type SendOptions = {
  readonly answer: Schema | 'raw';
  readonly status: number;
  readonly versionOf: ((answer: unknown) => number) | undefined;
};

function send(reply: FastifyReply, answer: unknown, { answer: schema, status, versionOf }: SendOptions): FastifyReply {
  if (answer instanceof RawAnswer) {
    return reply.status(answer.status).headers(answer.headers).send(answer.body);
  }
  if (schema === 'raw') throw new TypeError('this route answers with a RawAnswer');
  // An answer that is not as promised is a bug of ours, found here and not by the till.
  const parsed = schema.parse(answer);
  if (versionOf !== undefined) reply.header('etag', etagOf(versionOf(parsed)));
  return reply.status(status).send(parsed);
}

/**
 * The one way to declare a route. Who may ask is settled before the body is read; nothing is coerced and unknown fields are
 * refused by the schemas, which are strict.
 */
export function route<
  Rule extends CallerRule,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | 'raw' | undefined = undefined,
  A extends Schema | 'raw' = Schema,
>(app: FastifyInstance, context: CentralContext, options: RouteOptions<Rule, P, Q, B, A>): void {
  const { method, url, params, query, body, answer, status = 200, refusalStatus, versionOf } = options;
  app.declaredRoutes.push({
    method,
    url,
    caller: options.caller,
    doc: options.doc,
    status,
    idempotency: options.idempotency ?? null,
    hasVersions: versionOf !== undefined,
    schemas: Object.fromEntries(
      Object.entries({ params, query, body, answer }).filter(([, schema]) => schema !== undefined),
    ),
  });
  app.route({
    method,
    url,
    bodyLimit: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
    onRequest: (request, reply) => identify(app, context, request, reply, options),
    handler: async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const input = {
        params: params === undefined ? undefined : parse(params, request.params, { place: 'params', language }),
        query: parse(query ?? nothing, request.query, { place: 'query', language }),
        body: readBody(body, request, language),
        caller: request.caller,
        language,
        request,
      };
      const result: unknown = await options.handle(input as unknown as Parameters<typeof options.handle>[0]);
      if (isRefused(result)) throw refusalProblem(result.refusal, refusalStatus);
      return send(reply, result, { answer, status, versionOf: versionOf as SendOptions['versionOf'] });
    },
  });
}
