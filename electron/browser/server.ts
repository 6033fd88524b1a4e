import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { RendererFile } from '../host/renderer-files.ts';
import { MAX_MESSAGE_LENGTH } from '../ipc/messages.ts';
import type { Port } from '../ipc/port.ts';
import { cookieName, isOwnOrigin, ownHost, readCookie, securityHeaders, setCookie } from './guard.ts';
import type { Keys } from './keys.ts';
import { continuePage, lockedPage } from './locked-page.ts';
import { webSocketPort } from './web-socket-port.ts';

const LOOPBACK = '127.0.0.1';
export const FIRST_PORT = 7410;
const PORTS_TRIED = 50;
export const SIGN_IN_PATH = '/entrar';
export const SOCKET_PATH = '/till';
/** In bytes: longer messages are refused by the host with a code, up to where text of four bytes a character would end. */
const MAX_PAYLOAD = 4 * MAX_MESSAGE_LENGTH;
const MAX_CONNECTIONS = 200;
const YEAR_S = 31_536_000;

export type ServerOptions = {
  readonly files: ReadonlyMap<string, RendererFile>;
  readonly keys: Keys;
  /** Null: the first free one from 7410 on. 0: any, for tests. */
  readonly port: number | null;
  /** A page that is signed in has connected. */
  readonly onWindow: (port: Port) => void;
  /** Requests that were turned away: the rule that they broke. */
  readonly onRefused: (rule: string) => void;
  /** Between two questions whether a page is still there. */
  readonly pingMs?: number;
};

export type PageServer = {
  readonly port: number;
  /** With a fresh key that works once. */
  signInUrl(): string;
  /** Closes every connection. */
  close(): Promise<void>;
};

/** Serves the page and its WebSocket on 127.0.0.1. Refuses `port_taken` {port}. */
export async function startServer(options: ServerOptions): Promise<Result<PageServer>> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listenOn(server, options.port);
  if (port === null) return refuse('port_taken', { port: options.port ?? FIRST_PORT });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, perMessageDeflate: false });
  server.on('request', (request, response) => answer(request, response, port, options));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const broken = brokenRuleOfUpgrade(request, port, options.keys);
    if (broken !== null) {
      options.onRefused(broken);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      options.onWindow(webSocketPort(webSocket, options.pingMs)),
    );
  });
  return ok({
    port,
    signInUrl: () => `http://${LOOPBACK}:${port}${SIGN_IN_PATH}?llave=${options.keys.newLinkKey()}`,
    close: () => close(server, sockets),
  });
}

function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.terminate();
  sockets.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function listenOn(server: Server, wanted: number | null): Promise<number | null> {
  const candidates = wanted === null ? Array.from({ length: PORTS_TRIED }, (_, step) => FIRST_PORT + step) : [wanted];
  for (const port of candidates) if (await listens(server, port)) return (server.address() as AddressInfo).port;
  return null;
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      // Ports below 1024 are the administrator's.
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.removeListener('error', fail);
      resolve(true);
    });
  });
}

const isSignedIn = (request: IncomingMessage, port: number, keys: Keys): boolean => {
  const session = readCookie(request, cookieName(port));
  return session !== null && keys.isSession(session);
};

function brokenRuleOfUpgrade(request: IncomingMessage, port: number, keys: Keys): string | null {
  const host = ownHost(request, port);
  if (host === null) return 'socket.host';
  if (!isOwnOrigin(request, host)) return 'socket.origin';
  if (!isSignedIn(request, port, keys)) return 'socket.cookie';
  return request.url === SOCKET_PATH ? null : 'socket.path';
}

type Answer = {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
const plain = (status: number, body: string): Answer => ({
  status,
  body,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
});

function answer(request: IncomingMessage, response: ServerResponse, port: number, options: ServerOptions): void {
  const host = ownHost(request, port);
  const { status, body = '', headers = {} } = decide(request, host, port, options);
  response.writeHead(status, {
    ...securityHeaders(host ?? `${LOOPBACK}:${port}`),
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function decide(request: IncomingMessage, host: string | null, port: number, options: ServerOptions): Answer {
  const { keys, files, onRefused } = options;
  const url = request.url ?? '';
  const [path = '', query = ''] = url.split('?', 2);
  if (host === null) {
    onRefused('http.host');
    return plain(403, 'host');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const isOwn = isOwnOrigin(request, host);
    onRefused(isOwn ? 'http.method' : 'http.origin');
    return isOwn ? plain(405, 'method') : plain(403, 'origin');
  }
  if (path === SIGN_IN_PATH) return signIn(request, query, port, options);
  if (!isSignedIn(request, port, keys)) {
    if (path !== '/') return plain(401, 'cookie');
    return isFollowedLink(request, query)
      ? { status: 200, body: continuePage(), headers: HTML }
      : { status: 401, body: lockedPage(), headers: HTML };
  }
  const file = files.get(path);
  if (file === undefined) return plain(404, 'path');
  const caching = file.isNamedByContent ? `private, max-age=${YEAR_S}, immutable` : 'no-store';
  return { status: 200, body: file.body, headers: { 'content-type': file.type, 'cache-control': caching } };
}

const isFollowedLink = ({ headers }: IncomingMessage, query: string): boolean =>
  query !== 'dentro' && headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] === 'navigate';

/** Only GET uses a key up: whoever looks ahead with HEAD gets nothing. */
function signIn(request: IncomingMessage, query: string, port: number, { keys, onRefused }: ServerOptions): Answer {
  const key = new URLSearchParams(query).get('llave') ?? '';
  const session = request.method === 'GET' ? keys.exchange(key) : null;
  const headers = { location: '/', 'cache-control': 'no-store' };
  if (session !== null) return { status: 303, headers: { ...headers, 'set-cookie': setCookie(port, session) } };
  // The link of a window that has already been opened with it: no reason to send somebody away who is in.
  if (isSignedIn(request, port, keys)) return { status: 303, headers };
  onRefused('http.key');
  return { status: 401, body: lockedPage(), headers: HTML };
}
