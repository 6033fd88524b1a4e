import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { createKeys } from '../../../electron/browser/keys.ts';
import { type PageServer, startServer } from '../../../electron/browser/server.ts';
import { newSecret } from '../../../electron/host/real-world.ts';
import type { Port } from '../../../electron/ipc/port.ts';

export type Asked = {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answered = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

/** A request as it is written, whatever its Host says; `path` goes out unchanged. */
export function ask(port: number, { path = '/', method = 'GET', headers = {} }: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      );
    });
    request.on('error', reject);
    request.end();
  });
}

export type TestServer = PageServer & {
  readonly windows: Port[];
  readonly refused: string[];
  pass(ms: number): void;
  /** Name and value of the cookie of a browser that signed in. */
  signIn(): Promise<string>;
};

export async function startTestServer(pingMs?: number): Promise<TestServer> {
  let now = 0;
  const windows: Port[] = [];
  const refused: string[] = [];
  const file = (type: string, body: string, isNamedByContent = false) => ({
    type,
    body: Buffer.from(body),
    isNamedByContent,
  });
  const index = file('text/html; charset=utf-8', '<!doctype html><p>caja');
  const started = await startServer({
    files: new Map([
      ['/', index],
      ['/index.html', index],
      ['/assets/index-1.js', file('text/javascript; charset=utf-8', 'export {};', true)],
    ]),
    keys: createKeys({ monotonicMs: () => now, newSecret }),
    port: 0,
    onWindow: (port) => windows.push(port),
    onRefused: (rule) => refused.push(rule),
    ...(pingMs === undefined ? {} : { pingMs }),
  });
  if (!started.ok) throw new Error(started.refusal.code);
  const server = started.value;
  onTestFinished(() => server.close());
  return {
    ...server,
    windows,
    refused,
    pass: (ms) => {
      now += ms;
    },
    async signIn() {
      const { headers } = await ask(server.port, { path: pathOf(server.signInUrl()) });
      return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    },
  };
}

export const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};

export type Opened = { readonly socket: WebSocket } | { readonly status: number };

/** Opens the WebSocket as a page of `origin` would; the status when it was not let in. */
export function openSocket(port: number, options: ClientOptions, path = '/till'): Promise<Opened> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { ...options, handshakeTimeout: 5_000 });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket }));
    socket.once('unexpected-response', (_request, response) => resolve({ status: response.statusCode ?? 0 }));
    socket.once('error', reject);
  });
}
