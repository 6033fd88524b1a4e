import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { countPending } from '../../../db/central/pending.ts';
import { type HttpLimits, httpTo } from '../../../electron/sync/http-client.ts';
import { refusalCode, removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import {
  exchangeOf,
  linesAtCentral,
  makeShop,
  pairedTill,
  type ShopOfTest,
  type TillOfTest,
} from '../support/till-of-test.ts';
import { type FaultyProxy, httpAnswer, type Mode, startProxy } from './proxy.ts';

const LIMITS: HttpLimits = { deadlineMs: 2_000, silenceMs: 400, maxAnswerBytes: 1024 * 1024 };
/** Short, so that a test can wait for them; the server keeps its own. */
const TIMEOUTS = { connection: 2_000, request: 1_500, keepAlive: 2_000, headers: 700, checkEvery: 100 };

let central: FreshCentral;
let url: string;
let made = 0;
let proxy: FaultyProxy;
let till: TillOfTest;
let shop: ShopOfTest;

beforeAll(async () => {
  const clock = virtualClock(Date.parse('2026-11-23T09:00:00Z'));
  central = await freshCentral({ clock, timeouts: TIMEOUTS, rateLimiter: { take: () => null } });
  url = await central.listen();
});
afterAll(() => central.close());

/** A paired till whose every byte goes through the proxy. */
async function start(): Promise<void> {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  till = await pairedTill(central, shop);
  proxy = await startProxy(url, (line) => line.includes('/events'));
  till.connect = (place) => httpTo({ ...place, url: proxy.url }, LIMITS);
  till.sync = exchangeOf(till);
}
afterEach(async () => {
  till?.till.close();
  await proxy?.close();
  removeFolders();
});

/** A connection that comes back brings everything, once. */
async function expectHealed(): Promise<void> {
  proxy.mode = 'pass';
  expect(unwrap(await till.sync.once())).toMatchObject({ pending: 0, rejected: 0 });
  expect(await linesAtCentral(central, shop.companyId)).toEqual(till.lines());
  expect(central.errors).toEqual([]);
}

describe('over real sockets', () => {
  const LOST = process.env['MOSTRADOR_LONG'] === '1' ? 1_000 : 250;
  test(`an answer lost ${LOST} times after the commit loses nothing and doubles nothing`, {
    timeout: 600_000,
  }, async () => {
    await start();
    for (let lost = 0; lost < LOST; lost += 1) {
      unwrap(sellOne(till.till));
      proxy.mode = 'cut-answer';
      expect(refusalCode(await till.sync.once())).toBe('central_unreachable');
    }
    expect(proxy.hindered).toBeGreaterThanOrEqual(LOST);
    // Negative control: without healing the till does not believe that all of it is there.
    expect(countPending(till.till.db)).toBeGreaterThan(0);
    await expectHealed();
  });

  const answers: readonly [string, Mode, string][] = [
    ['429', httpAnswer('429 Too Many Requests', 'slow down', 'Retry-After: 3\r\n'), 'central_busy'],
    ['500', httpAnswer('500 Internal Server Error', 'oops'), 'central_failing'],
    [
      '502 in HTML',
      httpAnswer('502 Bad Gateway', '<html>nginx</html>', 'Content-Type: text/html\r\n'),
      'central_failing',
    ],
    ['503', httpAnswer('503 Service Unavailable', '', 'Retry-After: 5\r\n'), 'central_failing'],
    ['a portal', httpAnswer('200 OK', '<html>Acepte las condiciones</html>'), 'central_answer_wrong'],
    ['a redirect', httpAnswer('302 Found', '', 'Location: http://127.0.0.2/entrar\r\n'), 'central_answer_wrong'],
    ['JSON cut in the middle', httpAnswer('200 OK', '{"installationId":"01-T01","acked'), 'central_answer_wrong'],
    ['an answer without its end', 'half-answer', 'central_unreachable'],
    ['a connection that is cut', 'refuse', 'central_unreachable'],
    ['a cable that is out', 'silent', 'central_silent'],
    ['noise', { answer: '\0\0\0\0' }, 'central_unreachable'],
  ];
  test.each(answers)('%s is no acknowledgement, is named, and heals', async (_, mode, code) => {
    await start();
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till.till));
    const waiting = countPending(till.till.db);
    proxy.mode = mode;
    expect(refusalCode(await till.sync.once())).toBe(code);
    expect(proxy.hindered).toBeGreaterThan(0);
    expect(countPending(till.till.db)).toBe(waiting);
    await expectHealed();
  });

  test('a hundred connections that never finish a request keep no till waiting, and are closed', async () => {
    await start();
    const { hostname, port } = new URL(url);
    const sockets: Socket[] = [];
    for (let one = 0; one < 100; one += 1) {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.on('error', () => undefined);
      sockets.push(socket);
      await once(socket, 'connect');
      // Half of them never end their headers, the others never end a body.
      socket.write(
        one % 2 === 0
          ? 'POST /v1/pair HT'
          : 'POST /v1/pair HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{',
      );
    }
    const dripping = setInterval(() => {
      for (const socket of sockets) if (!socket.destroyed) socket.write('T');
    }, 50);
    try {
      unwrap(sellOne(till.till));
      const since = performance.now();
      expect(unwrap(await till.sync.once())).toMatchObject({ pending: 0 });
      expect(performance.now() - since).toBeLessThan(1_500);
      await expect
        .poll(() => sockets.every(({ closed, readableEnded, destroyed }) => closed || readableEnded || destroyed), {
          timeout: 10_000,
        })
        .toBe(true);
    } finally {
      clearInterval(dripping);
      for (const socket of sockets) socket.destroy();
    }
    await expectHealed();
  });

  test('a central that answers one byte at a time is given up after the deadline', async () => {
    await start();
    unwrap(sellOne(till.till));
    const { createServer } = await import('node:net');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      const drip = setInterval(() => socket.write('H'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address() as { port: number };
    till.connect = (place) =>
      httpTo({ ...place, url: `http://127.0.0.1:${address.port}` }, { ...LIMITS, deadlineMs: 500, silenceMs: 450 });
    till.sync = exchangeOf(till);
    const since = performance.now();
    expect((await till.sync.once()).ok).toBe(false);
    expect(performance.now() - since).toBeLessThan(3_000);
    server.close();
    await wait(0);
    till.connect = (place) => httpTo({ ...place, url: proxy.url }, LIMITS);
    till.sync = exchangeOf(till);
    await expectHealed();
  });
});
