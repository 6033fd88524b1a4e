import { pause } from './pause.ts';
import { ApiProblem, notTheServer, problemOf } from './problem.ts';

export type ClientOptions = {
  /** Of the server: https://central.example.com */
  readonly url: string;
  /** mo_live_... or mo_test_... */
  readonly token: string;
  /** Of `detail` in problems; Spanish unless said. */
  readonly language?: 'es' | 'en';
  /** Tries of a request that may be repeated, the first included; 4 unless said. */
  readonly tries?: number;
  /** Milliseconds of one try; 30,000 unless said. */
  readonly timeoutMs?: number;
  /** Another one, for tests and proxies. */
  readonly fetch?: typeof fetch;
};

export type RequestOptions = {
  /** Ends waiting, retries included. */
  readonly signal?: AbortSignal;
};

export type WriteOptions = RequestOptions & {
  /** Chosen by you, to repeat the same operation after a crash of yours; made for each call unless said. */
  readonly idempotencyKey?: string;
};

export type VersionOptions = RequestOptions & {
  /** The version that you read: done only if it is still that one; else an ApiProblem `precondition_failed` (412). */
  readonly ifMatch?: number;
};

type Query = Readonly<Record<string, unknown>>;
export type Call = RequestOptions & {
  readonly query?: Query;
  readonly body?: unknown;
  /** The route takes a key: then repeating is safe. */
  readonly isKeyed?: boolean;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
};

export type Http = {
  json<Answer>(method: string, path: string, call?: Call): Promise<Answer>;
  bytes(method: string, path: string, call?: Call): Promise<Uint8Array>;
};

const TRIES = 4;
const TIMEOUT_MS = 30_000;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/** Nothing was done, or cannot be done twice: the same request is sent again. */
const AGAIN = [409, 429, 502, 503, 504];

const text = (query: Query): string => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
};

/** Full jitter, and never sooner than the server asks. */
function waitMs(tries: number, response: Response | null): number {
  const asked = Number(response?.headers.get('retry-after') ?? 0) * 1_000;
  const backoff = Math.random() * Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return Math.max(Number.isFinite(asked) ? asked : 0, backoff);
}

type Whole = { readonly response: Response; readonly body: Uint8Array };

async function again(tried: number, response: Response | null, { signal }: Call): Promise<void> {
  await pause(waitMs(tried, response), signal);
  signal?.throwIfAborted();
}

async function mayRepeat(response: Response): Promise<boolean> {
  if (!AGAIN.includes(response.status)) return false;
  // 409 is repeated only while the same request is being handled.
  return response.status !== 409 || (await problemOf(response.clone())).retryable;
}

/** Requests with deadlines and retries; what may not be repeated never is. */
export function makeHttp(options: ClientOptions): Http {
  const { token, language = 'es', tries = TRIES, timeoutMs = TIMEOUT_MS } = options;
  const send = options.fetch ?? fetch;
  const base = options.url.replace(/\/+$/, '');

  async function once(method: string, path: string, call: Call, key: string | null): Promise<Response> {
    const signals = [AbortSignal.timeout(timeoutMs), ...(call.signal === undefined ? [] : [call.signal])];
    return send(`${base}${path}${text(call.query ?? {})}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.any(signals),
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': language,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(call.ifMatch === undefined ? {} : { 'if-match': `"${call.ifMatch}"` }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  }

  /** Read to its end before it counts: one that breaks off in the middle has not come. */
  async function request(method: string, path: string, call: Call): Promise<Whole> {
    const key = call.idempotencyKey ?? (call.isKeyed === true ? crypto.randomUUID() : null);
    const isSafe = method === 'GET' || key !== null;
    for (let tried = 1; ; tried += 1) {
      const isLast = !isSafe || tried >= tries;
      try {
        const response = await once(method, path, call, key);
        if (response.ok) return { response, body: new Uint8Array(await response.arrayBuffer()) };
        if (isLast || !(await mayRepeat(response))) throw new ApiProblem(await problemOf(response));
        await again(tried, response, call);
      } catch (error) {
        if (error instanceof ApiProblem || isLast || call.signal?.aborted === true) throw error;
        await again(tried, null, call);
      }
    }
  }

  return {
    async json<Answer>(method: string, path: string, call: Call = {}) {
      const { response, body } = await request(method, path, call);
      const said = new TextDecoder().decode(body);
      try {
        return JSON.parse(said) as Answer;
      } catch {
        throw new ApiProblem(notTheServer(response, said));
      }
    },
    bytes: async (method, path, call = {}) => (await request(method, path, call)).body,
  };
}

/** Every row of a list, page after page. */
export async function* pages<Row>(
  read: (cursor: string | undefined) => Promise<{ readonly data: readonly Row[]; readonly nextCursor: string | null }>,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
