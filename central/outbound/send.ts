import { lookup as systemLookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Clock } from '../../domain/ports.ts';
import { isAllowedAddress } from './address.ts';
import { checkUrl, hostOf, portOf } from './check-url.ts';
import type { OutboundPolicy } from './policy.ts';

/** Every address of a name, in the order in which they are tried. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const systemResolve: Resolve = (hostname) => systemLookup(hostname, { all: true, verbatim: true });

export type OutboundRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Why there was no answer. */
export type OutboundFailure =
  | 'url_refused'
  | 'address_refused'
  | 'name_unknown'
  | 'connect_failed'
  | 'connect_timeout'
  | 'timeout'
  | 'tls_failed'
  | 'connection_lost';

export type OutboundAnswer = {
  readonly durationMs: number;
  /** null: there was none, and `failure` says why. */
  readonly status: number | null;
  readonly failure: OutboundFailure | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The first bytes of the body as text. */
  readonly head: string;
};

export type Outbound = {
  readonly policy: OutboundPolicy;
  post(request: OutboundRequest): Promise<OutboundAnswer>;
  close(): void;
};

export type OutboundOptions = {
  readonly policy: OutboundPolicy;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly resolve?: Resolve;
  readonly connectMs?: number;
  readonly totalMs?: number;
};

const CONNECT_MS = 5_000;
export const TOTAL_MS = 15_000;
const MAX_READ_BYTES = 64 * 1024;
const MAX_KEPT_BYTES = 2 * 1024;
const MAX_HEADERS_KEPT = 30;

class AddressRefused extends Error {}

/** The lookup of a connection: what it answers is what is dialled, so that a name cannot change its mind in between. */
const guardedLookup =
  (resolve: Resolve, policy: OutboundPolicy): LookupFunction =>
  (hostname, options, done) => {
    const answer = async (): Promise<void> => {
      const found = await resolve(hostname);
      const [first] = found;
      if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
      // One that is not public among others is a trick, or a mistake that must not depend on luck.
      if (!found.every(({ address }) => isAllowedAddress(address, policy))) throw new AddressRefused(hostname);
      if (options.all === true) done(null, [...found]);
      else done(null, first.address, first.family);
    };
    answer().catch((error: NodeJS.ErrnoException) => done(error, '', 0));
  };

const CODES: Readonly<Record<string, OutboundFailure>> = {
  ENOTFOUND: 'name_unknown',
  EAI_AGAIN: 'name_unknown',
  ECONNREFUSED: 'connect_failed',
  EHOSTUNREACH: 'connect_failed',
  ENETUNREACH: 'connect_failed',
  EADDRNOTAVAIL: 'connect_failed',
};

function failureOf(error: NodeJS.ErrnoException & { cause?: unknown }): OutboundFailure {
  if (error instanceof AddressRefused) return 'address_refused';
  const { code = '' } = error;
  if (/CERT|SSL|TLS|ERR_TLS|SELF_SIGNED|UNABLE_TO/.test(code)) return 'tls_failed';
  return CODES[code] ?? 'connection_lost';
}

function keptHeaders(response: http.IncomingMessage): Record<string, string> {
  const entries = Object.entries(response.headers)
    .filter(([name]) => name !== 'set-cookie')
    .slice(0, MAX_HEADERS_KEPT)
    .map(([name, value]) => [name, String(value).slice(0, 500)] as const);
  return Object.fromEntries(entries);
}

type Settle = (answer: Omit<OutboundAnswer, 'durationMs'>) => void;
const failed = (failure: OutboundFailure) => ({ status: null, failure, headers: {}, head: '' });

/** Reads as much as somebody may want to see, and no more than a friendly receiver would say. */
function readAnswer(response: http.IncomingMessage, settle: Settle): void {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let readBytes = 0;
  const done = (): void =>
    settle({
      status: response.statusCode ?? null,
      failure: null,
      headers: keptHeaders(response),
      head: Buffer.concat(kept).toString('utf8'),
    });
  response.on('data', (chunk: Buffer) => {
    readBytes += chunk.length;
    const part = chunk.subarray(0, MAX_KEPT_BYTES - keptBytes);
    keptBytes += part.length;
    if (part.length > 0) kept.push(part);
    if (readBytes > MAX_READ_BYTES) {
      done();
      response.destroy();
    }
  });
  response.on('end', done);
  // The status has come; a body that breaks off changes nothing of it.
  response.on('error', done);
  response.on('aborted', done);
}

/**
 * POST to addresses that others chose (CONTRACTS 4.3): only where the policy lets it, redirects never followed, no proxies,
 * cookies or credentials, deadlines for the connection and for everything. It never throws: failing is an answer too.
 */
export function makeOutbound(options: OutboundOptions): Outbound {
  const { policy, clock, resolve = systemResolve, connectMs = CONNECT_MS, totalMs = TOTAL_MS } = options;
  // No limit of sockets for a host: a request that waited for one would be taken for a host that does not answer. Whoever
  // sends limits himself.
  const shared = { keepAlive: true, maxFreeSockets: 2, timeout: 30_000 };
  const agents = { 'http:': new http.Agent(shared), 'https:': new https.Agent(shared) };
  const lookup = guardedLookup(resolve, policy);

  const dial = (url: URL, { headers, body }: OutboundRequest, settle: Settle): void => {
    const host = hostOf(url);
    const isPlain = url.protocol === 'http:';
    const request = (isPlain ? http : https).request({
      method: 'POST',
      host,
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host, 'content-length': String(body.length) },
      agent: isPlain ? agents['http:'] : agents['https:'],
      lookup,
      ...(isPlain || isIP(host) !== 0 ? {} : { servername: host }),
    });
    const end: Settle = (answer) => {
      clearTimeout(total);
      clearTimeout(connecting);
      settle(answer);
    };
    const give = (failure: OutboundFailure) => () => {
      end(failed(failure));
      request.destroy();
    };
    const total = setTimeout(give('timeout'), totalMs);
    const connecting = setTimeout(give('connect_timeout'), connectMs);
    request.on('socket', (socket) => {
      const connected = (): void => clearTimeout(connecting);
      if (!socket.connecting) connected();
      else socket.once(isPlain ? 'connect' : 'secureConnect', connected);
    });
    request.on('response', (response) => readAnswer(response, end));
    request.on('error', (error: NodeJS.ErrnoException) => end(failed(failureOf(error))));
    request.end(body);
  };

  return {
    policy,
    async post(request) {
      const startedMs = clock.monotonicMs();
      const checked = checkUrl(request.url, policy);
      const answer = await new Promise<Omit<OutboundAnswer, 'durationMs'>>((resolveAnswer) => {
        if (checked.ok) dial(checked.value, request, resolveAnswer);
        else resolveAnswer(failed('url_refused'));
      });
      return { ...answer, durationMs: Math.max(0, Math.round(clock.monotonicMs() - startedMs)) };
    },
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}
