import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { PROBLEM_TYPE } from '../../contracts/problem.ts';
import { modules as everyModule } from '../modules/index.ts';
import type { CentralContext } from './context.ts';
import { registerHealth } from './health.ts';
import type { CentralModule } from './module.ts';
import { languageOf, ProblemError, problem, problemBody } from './problem.ts';
import { makeRateLimiter, type RateLimiter } from './rate-limit.ts';
import { DEFAULT_MAX_BODY_BYTES, type DeclaredRoute } from './route.ts';

/** Milliseconds; explicit, because Node's own are partly none. */
export type Timeouts = {
  readonly connection: number;
  readonly request: number;
  readonly keepAlive: number;
  readonly headers: number;
  /** How often connections are looked at for the others; Node's own half a minute would be the real limit. */
  readonly checkEvery: number;
};
const TIMEOUTS: Timeouts = {
  connection: 120_000,
  request: 60_000,
  keepAlive: 10_000,
  headers: 15_000,
  checkEvery: 2_000,
};

export type TlsFiles = { readonly key: string; readonly cert: string };
export type AppOptions = {
  /** null: plain HTTP, which only loopback may have. */
  readonly tls?: TlsFiles | null;
  readonly modules?: readonly CentralModule[];
  /** Another one than this process's own, e.g. none for a test that pairs hundreds of tills from one address. */
  readonly rateLimiter?: RateLimiter;
  /** Shorter ones, for tests that wait for them. */
  readonly timeouts?: Timeouts;
};

/** Ours if it is one word of a sane length, so that a till's request is found in both logs. */
const REQUEST_ID = /^[\w.-]{1,64}$/;

const requestIds =
  ({ ids }: CentralContext) =>
  (raw: { headers: Record<string, string | string[] | undefined> }): string => {
    const given = raw.headers['x-request-id'];
    return typeof given === 'string' && REQUEST_ID.test(given) ? given : ids.uuid();
  };

const FASTIFY_CODES: Readonly<Record<string, { code: string; status: number }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body_too_large', status: 413 },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'content_type_unknown', status: 415 },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'body_malformed', status: 400 },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'request_invalid', status: 400 },
  FST_ERR_BAD_URL: { code: 'not_found', status: 404 },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not_found', status: 404 },
};

/** PostgreSQL is away, full or closing: the same request may succeed later. */
const DATABASE_AWAY = /^(08|3D|53|57|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;
const AWAY_MESSAGES =
  /Connection terminated|is not queryable|timeout exceeded when trying to connect|Query read timeout/;

const isDatabaseAway = (error: Error & { code?: unknown }): boolean =>
  (typeof error.code === 'string' && DATABASE_AWAY.test(error.code)) || AWAY_MESSAGES.test(error.message);

const RETRY_AFTER_SECONDS = 5;

/** What a thrown thing means to the caller; everything that is not expected is a bug of ours and says nothing of itself. */
function asProblem(error: FastifyError, context: CentralContext, id: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const known = FASTIFY_CODES[error.code];
  if (known !== undefined) return problem(known.code, { status: known.status });
  if (error instanceof SyntaxError) return problem('body_malformed', { status: 400 });
  // Whoever asked went away in the middle of the body: nobody reads the answer, and nothing is wrong here.
  if (error.code === 'ECONNRESET' && error.message === 'aborted') return problem('request_invalid', { status: 400 });
  if (isDatabaseAway(error)) {
    context.log.error('database_away', { requestId: id, code: error.code, message: error.message });
    return problem('database_away', { status: 503, retryable: true, retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return problem('request_invalid', { status: error.statusCode });
  }
  context.log.error('unexpected', { requestId: id, message: error.message, stack: error.stack });
  return problem('central_unexpected', { status: 500, params: { requestId: id }, retryable: true });
}

function answerProblem(error: ProblemError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  reply.headers(error.headers);
  if (error.retryAfterSeconds !== null) reply.header('retry-after', String(error.retryAfterSeconds));
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  const body = JSON.stringify(problemBody(error, language, request.id));
  return reply.status(error.status).header('content-language', language).type(PROBLEM_TYPE).send(body);
}

/** What every answer carries. */
function identified(reply: FastifyReply): FastifyReply {
  reply.header('x-request-id', reply.request.id);
  reply.header('x-content-type-options', 'nosniff');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  return reply;
}

function makeServer(context: CentralContext, tls: TlsFiles | null, timeouts: Timeouts): FastifyInstance {
  const frameworkErrors = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    answerProblem(asProblem(error, context, request.id), request, identified(reply));
  };
  const server = { headersTimeout: timeouts.headers, connectionsCheckingInterval: timeouts.checkEvery };
  const shared = {
    logger: false,
    connectionTimeout: timeouts.connection,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    bodyLimit: DEFAULT_MAX_BODY_BYTES,
    genReqId: requestIds(context),
    // Closes idle connections at once; busy ones finish their answer.
    forceCloseConnections: 'idle' as const,
    return503OnClosing: true,
    // Of paths that no route can have: they come before all hooks.
    frameworkErrors,
    http: server,
  };
  if (tls === null) return Fastify(shared);
  const https = { key: tls.key, cert: tls.cert, minVersion: 'TLSv1.2' as const, ...server };
  return Fastify({ ...shared, https }) as unknown as FastifyInstance;
}

/** JSON and lines of it; a text is neither, and an empty body is none, whatever its header calls it. */
function readBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parseJson(request, String(body), done);
  });
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** Central as one Fastify instance. It opens nothing: `listen` and `inject` are the caller's, and so is the pool's end. */
export function buildApp(
  context: CentralContext,
  { tls = null, modules = everyModule, rateLimiter, timeouts = TIMEOUTS }: AppOptions = {},
): FastifyInstance {
  const app = makeServer(context, tls, timeouts);
  const declared: DeclaredRoute[] = [];
  app.decorate('declaredRoutes', declared);
  app.decorate('rateLimiter', rateLimiter ?? makeRateLimiter(context.clock));
  app.decorateRequest('caller', null);
  readBodies(app);
  app.addHook('onSend', async (_request, reply) => {
    identified(reply);
  });
  app.setErrorHandler((error: FastifyError, request, reply) =>
    answerProblem(asProblem(error, context, request.id), request, reply),
  );
  app.setNotFoundHandler((request, reply) => {
    // Also for paths that do not exist: guessing them is limited like everything else.
    app.rateLimiter.take('stranger', request.ip);
    return answerProblem(problem('not_found', { status: 404 }), request, reply);
  });
  registerHealth(app, context);
  for (const module of modules) module.register(app, context);
  return app;
}
