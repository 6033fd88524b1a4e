import { X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createRawServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpLimits, httpTo } from '../../electron/sync/http-client.ts';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate.ts';

const ASK = { method: 'POST', path: '/v1/x', contentType: 'application/json', body: '{}' } as const;
const limits: HttpLimits = { deadlineMs: 600, silenceMs: 300, maxAnswerBytes: 1000 };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** `behave` gets every connection as it is. */
async function raw(behave: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    behave(socket);
  }).listen(0, '127.0.0.1');
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

const asked = (url: string) => httpTo({ url, fingerprint: null, token: 'secret' }, limits)(ASK);
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n';

describe('the way to central', () => {
  it('carries the token and gives back status, body and how long to wait', async () => {
    const port = await listen(
      createServer((request, response) => {
        response.writeHead(503, { 'retry-after': '7' }).end(request.headers.authorization);
      }),
    );
    expect(await asked(`http://127.0.0.1:${port}`)).toEqual({
      ...{ ok: true, status: 503, retryAfterMs: 7000, body: 'Bearer secret' },
    });
  });

  it('gives up a server that takes the question and says nothing', async () => {
    expect(await asked(await raw(() => undefined))).toEqual({ ok: false, code: 'central_silent' });
  });

  it('gives up one that answers a byte at a time', async () => {
    const url = await raw((socket) => {
      const timer = setInterval(() => socket.write('H'), 50);
      socket.write('HTTP/1.1 200 OK\r\nx: ');
      socket.once('close', () => clearInterval(timer));
    });
    expect(await asked(url)).toEqual({ ok: false, code: 'central_silent' });
  });

  it('leaves no socket behind at a server that never answers the handshake', async () => {
    const open = new Set<Socket>();
    const url = await raw((socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket)).resume();
    });
    const http = httpTo({ url: url.replace('http:', 'https:'), fingerprint: 'a'.repeat(64), token: 't' }, limits);
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect(await http(ASK)).toEqual({ ok: false, code: 'central_silent' });
    await expect.poll(() => open.size).toBe(0);
  });

  it('takes an answer that is cut off for none', async () => {
    const url = await raw((socket) => socket.once('data', () => socket.end(`${HEAD}{"half":`)));
    expect(await asked(url)).toEqual({ ok: false, code: 'central_unreachable' });
  });

  it('reads no answer beyond its limit', async () => {
    const port = await listen(createServer((_, response) => response.end('x'.repeat(5000))));
    expect(await asked(`http://127.0.0.1:${port}`)).toEqual({ ok: false, code: 'central_answer_wrong' });
  });

  it('says when nobody is there', async () => {
    expect(await asked('http://127.0.0.1:1')).toEqual({ ok: false, code: 'central_unreachable' });
  });

  it('sends nothing to a server with another certificate than the pinned one', async () => {
    let requests = 0;
    const port = await listen(
      createTlsServer({ key: PRIVATE_KEY, cert: CERTIFICATE }, (_, response) => {
        requests += 1;
        response.end('{}');
      }),
    );
    const url = `https://127.0.0.1:${port}`;
    const right = new X509Certificate(CERTIFICATE).fingerprint256.replaceAll(':', '').toLowerCase();
    const wrong = right.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    expect(await httpTo({ url, fingerprint: wrong, token: 't' }, limits)(ASK)).toEqual({
      ...{ ok: false, code: 'central_insecure' },
    });
    expect(requests).toBe(0);
    const http = httpTo({ url, fingerprint: right, token: 't' }, limits);
    expect(await http(ASK)).toMatchObject({ ok: true, status: 200 });
    expect(await http(ASK)).toMatchObject({ ok: true, status: 200 });
  });
});
