import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeys } from '../../electron/browser/keys.ts';
import { FIRST_PORT, startServer } from '../../electron/browser/server.ts';
import { newSecret } from '../../electron/host/real-world.ts';
import { ask, openSocket, pathOf, startTestServer } from './support/http.ts';

const HOUR_MS = 60 * 60_000;

describe('signing in', () => {
  it('exchanges a link that works once for a cookie of this port, and goes to the page', async () => {
    const { port, signInUrl } = await startTestServer();
    const url = signInUrl();
    expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/entrar\\?llave=[A-Za-z0-9_-]{43}$`));
    const { status, headers } = await ask(port, { path: pathOf(url) });
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(new RegExp(`^mostrador-${port}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
    const page = await ask(port, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><p>caja' });
  });

  it('is refused with a link that was used, is too old, is another or is missing', async () => {
    const { port, signInUrl, pass, refused } = await startTestServer();
    const used = signInUrl();
    await ask(port, { path: pathOf(used) });
    const old = signInUrl();
    pass(HOUR_MS);
    const links = [
      used,
      old,
      `${old}x`,
      `http://h/entrar?llave=${'A'.repeat(43)}`,
      'http://h/entrar',
      'http://h/entrar?llave=',
    ];
    for (const link of links) {
      const { status, headers, body } = await ask(port, { path: pathOf(link) });
      expect(status).toBe(401);
      expect(headers['set-cookie']).toBeUndefined();
      expect(body).toContain('npm start -- --url');
    }
    expect(refused).toHaveLength(links.length);
  });

  it('is not used up by whoever only looks', async () => {
    const { port, signInUrl } = await startTestServer();
    const path = pathOf(signInUrl());
    expect((await ask(port, { path, method: 'HEAD' })).status).toBe(401);
    expect((await ask(port, { path, headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask(port, { path })).status).toBe(303);
  });

  it('gives each browser a cookie of its own, and old links do not throw anybody out', async () => {
    const server = await startTestServer();
    const first = await server.signIn();
    const second = await server.signIn();
    expect(first).not.toBe(second);
    for (let count = 0; count < 50; count += 1) server.signInUrl();
    for (const cookie of [first, second]) expect((await ask(server.port, { headers: { cookie } })).status).toBe(200);
  });
});

describe('the page', () => {
  it('is shown to nobody without a cookie; how to get in is, in both languages', async () => {
    const { port } = await startTestServer();
    const { status, body } = await ask(port);
    expect(status).toBe(401);
    expect(body).toContain('Hace falta un enlace nuevo');
    expect(body).toContain('A new link is needed');
    expect(body).not.toContain('caja');
    expect((await ask(port, { path: '/assets/index-1.js' })).status).toBe(401);
  });

  it.each(['x', 'mostrador-1=x', '=', ';;;', '__proto__=1'])('is not shown for the cookie %s', async (cookie) => {
    const { port } = await startTestServer();
    expect((await ask(port, { headers: { cookie } })).status).toBe(401);
    expect((await ask(port, { headers: { cookie: `mostrador-${port}=${cookie}` } })).status).toBe(401);
  });

  it('says once to a browser that followed a link from elsewhere how to go on', async () => {
    const { port } = await startTestServer();
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const first = await ask(port, { headers });
    expect(first).toMatchObject({ status: 200 });
    expect(first.body).toContain('url=/?dentro');
    expect((await ask(port, { path: '/?dentro', headers })).status).toBe(401);
  });

  it('has exactly this policy, and every answer has it', async () => {
    const { port, signIn } = await startTestServer();
    const cookie = await signIn();
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      `connect-src 'self' ws://127.0.0.1:${port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
    const answers = [
      await ask(port, { headers: { cookie } }),
      await ask(port),
      await ask(port, { path: '/nothing', headers: { cookie } }),
      await ask(port, { method: 'POST' }),
      await ask(port, { headers: { host: 'evil.example' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 403, 403]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('is never stored; what is named by its content is', async () => {
    const { port, signIn } = await startTestServer();
    const cookie = await signIn();
    expect((await ask(port, { headers: { cookie } })).headers['cache-control']).toBe('no-store');
    const asset = await ask(port, { path: '/assets/index-1.js', headers: { cookie } });
    expect(asset.headers['cache-control']).toContain('immutable');
    expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/../../../../etc/passwd',
    '/assets/%2e%2e/index.html',
    '/assets/index-1.js%00.html',
    '//etc/passwd',
    '/etc/passwd',
    '/__proto__',
    '/constructor',
    'http://127.0.0.1/index.html',
    '/INDEX.HTML',
    '/assets/',
    '/till',
  ])('is all that there is: %s is not', async (path) => {
    const { port, signIn } = await startTestServer();
    expect((await ask(port, { path, headers: { cookie: await signIn() } })).status).toBe(404);
  });
});

describe('a request from elsewhere', () => {
  it.each(['evil.example', 'evil.example:7410', '127.0.0.1', '127.0.0.1:1', '127.0.0.2', '[::1]', '0.0.0.0'])(
    'is refused for the host %s, with a good cookie and a good link',
    async (host) => {
      const { port, signIn, signInUrl, refused } = await startTestServer();
      const cookie = await signIn();
      expect((await ask(port, { headers: { host, cookie } })).status).toBe(403);
      expect((await ask(port, { path: pathOf(signInUrl()), headers: { host } })).status).toBe(403);
      expect(refused).toEqual(['http.host', 'http.host']);
    },
  );

  it('is served under both names of this machine', async () => {
    const { port, signIn } = await startTestServer();
    const cookie = await signIn();
    const { status, headers } = await ask(port, { headers: { host: `localhost:${port}`, cookie } });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://localhost:${port};`);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('is refused for %s, of our own page too', async (method) => {
    const { port, signIn } = await startTestServer();
    const cookie = await signIn();
    const own = `http://127.0.0.1:${port}`;
    expect((await ask(port, { method, headers: { cookie, origin: own } })).status).toBe(405);
    for (const origin of ['https://evil.example', 'null', `https://127.0.0.1:${port}`, `${own}.evil.example`]) {
      expect((await ask(port, { method, headers: { cookie, origin } })).status).toBe(403);
    }
    expect((await ask(port, { method, headers: { cookie } })).status).toBe(403);
  });
});

describe('the WebSocket', () => {
  it('opens for our own page with a cookie, and carries messages', async () => {
    const { port, signIn, windows } = await startTestServer();
    const opened = await openSocket(port, { origin: `http://127.0.0.1:${port}`, headers: { cookie: await signIn() } });
    if (!('socket' in opened)) throw new Error(`refused ${opened.status}`);
    const heard = new Promise<unknown>((resolve) => windows[0]?.onMessage(resolve));
    opened.socket.send('{"kind":"request"}');
    expect(await heard).toEqual({ kind: 'request' });
    const answered = new Promise<string>((resolve) => opened.socket.once('message', (data) => resolve(String(data))));
    windows[0]?.post({ kind: 'response' });
    expect(await answered).toBe('{"kind":"response"}');
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }],
    ['our own by its other name', { origin: 'http://localhost:PORT' }],
    ['an origin that hides', { origin: 'null' }],
    ['no origin', {}],
    ['no cookie', { origin: 'http://127.0.0.1:PORT', headers: { cookie: '' } }],
    ['a made-up cookie', { origin: 'http://127.0.0.1:PORT', headers: { cookie: 'mostrador-PORT=x' } }],
    ['another host', { origin: 'http://evil.example', headers: { host: 'evil.example' } }],
    ['another host with our origin', { origin: 'http://127.0.0.1:PORT', headers: { host: 'evil.example' } }],
  ])('does not open for %s', async (_what, options) => {
    const { port, signIn, windows } = await startTestServer();
    const cookie = await signIn();
    const { origin, headers } = JSON.parse(JSON.stringify(options).replaceAll('PORT', String(port))) as {
      origin?: string;
      headers?: Record<string, string>;
    };
    const opened = await openSocket(port, {
      ...(origin === undefined ? {} : { origin }),
      headers: { cookie, ...headers },
    });
    expect(opened).toEqual({ status: 403 });
    expect(windows).toEqual([]);
  });

  it('is at one path only', async () => {
    const { port, signIn } = await startTestServer();
    const options = { origin: `http://127.0.0.1:${port}`, headers: { cookie: await signIn() } };
    for (const path of ['/', '/till/', '/till?x', '/other']) {
      expect(await openSocket(port, options, path)).toEqual({ status: 403 });
    }
  });

  it('turns what is no JSON into what no schema accepts, and drops what is too long', async () => {
    const { port, signIn, windows } = await startTestServer();
    const opened = await openSocket(port, { origin: `http://127.0.0.1:${port}`, headers: { cookie: await signIn() } });
    if (!('socket' in opened)) throw new Error('refused');
    const heard: unknown[] = [];
    windows[0]?.onMessage((message) => heard.push(message));
    const isGone = new Promise<void>((resolve) => windows[0]?.onClose(resolve));
    opened.socket.send('no json');
    opened.socket.send(Buffer.from('{"kind":"request"}'));
    opened.socket.send('x'.repeat(8_000_001));
    await isGone;
    expect(heard).toEqual([null, null]);
  });

  it('closes for a page that answers no ping, and stays for one that does', async () => {
    const { port, signIn, windows } = await startTestServer(40);
    const options = { origin: `http://127.0.0.1:${port}`, headers: { cookie: await signIn() } };
    const alive = await openSocket(port, options);
    const gone: number[] = [];
    windows[0]?.onClose(() => gone.push(0));
    const dead = await openSocket(port, { ...options, autoPong: false });
    const isGone = new Promise<void>((resolve) => windows[1]?.onClose(resolve));
    await isGone;
    expect('socket' in alive && 'socket' in dead).toBe(true);
    expect(gone).toEqual([]);
  });
});

describe('the server', () => {
  const reaches = (host: string, port: number): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host, port, timeout: 1_000 });
      const give = (answer: boolean) => () => {
        socket.destroy();
        resolve(answer);
      };
      socket.once('connect', give(true)).once('error', give(false)).once('timeout', give(false));
    });

  it('listens on the loopback address and on no other', async () => {
    const { port } = await startTestServer();
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    expect(await reaches('127.0.0.1', port)).toBe(true);
    for (const address of ['127.0.0.2', '::1', ...others]) expect(await reaches(address, port)).toBe(false);
  });

  it('takes the next port when one is taken, and refuses one that was asked for', async () => {
    const blocker = createServer();
    const blocks = new Promise<boolean>((resolve) => {
      blocker.once('error', () => resolve(false));
      blocker.listen(FIRST_PORT, '127.0.0.1', () => resolve(true));
    });
    await blocks;
    onTestFinished(() => void blocker.close());
    const options = {
      files: new Map(),
      keys: createKeys({ monotonicMs: () => 0, newSecret }),
      onWindow: () => undefined,
      onRefused: () => undefined,
    };
    const free = await startServer({ ...options, port: null });
    expect(free.ok && free.value.port).toBeGreaterThan(FIRST_PORT);
    if (free.ok) await free.value.close();
    const taken = await startServer({ ...options, port: FIRST_PORT });
    expect(taken).toMatchObject({ ok: false, refusal: { code: 'port_taken', params: { port: FIRST_PORT } } });
  });
});
