import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type OutboundPolicy, PUBLIC_ONLY, readPolicy } from '../../../central/outbound/policy.ts';
import { makeOutbound, type Outbound, type Resolve } from '../../../central/outbound/send.ts';
import { systemClock } from '../../../central/real-world.ts';
import { unwrap } from '../../support/till.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';

const LOOPBACK = unwrap(
  readPolicy({ MOSTRADOR_WEBHOOKS_NETS: '127.0.0.2/32', MOSTRADOR_WEBHOOKS_PORTS: '*', MOSTRADOR_WEBHOOKS_HTTP: '1' }),
);
/** Any port and plain HTTP, but no network of its own: what protects then is the address alone. */
const NO_NETS: OutboundPolicy = { ...PUBLIC_ONLY, allowHttp: true, ports: 'any' };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function receiver(...args: Parameters<typeof openReceiver>): Promise<Receiver> {
  const made = await openReceiver(...args);
  open.push(made);
  return made;
}

function outbound(policy: OutboundPolicy, resolve?: Resolve, deadlines = { connectMs: 300, totalMs: 600 }): Outbound {
  const made = makeOutbound({
    policy,
    clock: systemClock,
    ...deadlines,
    ...(resolve === undefined ? {} : { resolve }),
  });
  open.push(made);
  return made;
}

const request = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') });
const resolving =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('a request to an address that somebody chose', () => {
  test('goes out with its bytes and nothing else, and the answer comes back with its head', async () => {
    const there = await receiver('127.0.0.2', () => ({
      status: 200,
      headers: { 'x-a': 'b', 'set-cookie': 'x=1' },
      body: 'y'.repeat(5_000),
    }));
    const answer = await outbound(LOOPBACK).post(request(`${there.url}/hook?x=1`));
    expect(answer).toMatchObject({ status: 200, failure: null, headers: { 'x-a': 'b' } });
    expect(answer.head).toHaveLength(2_048);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(there.received[0]?.path).toBe('/hook?x=1');
    expect(Object.keys(there.received[0]?.headers ?? {}).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
    ]);
  });

  test('is refused where the name leads inside, and nothing arrives', async () => {
    const inside = await receiver('127.0.0.3');
    const { port } = new URL(inside.url);
    for (const resolve of [
      resolving('127.0.0.3'),
      resolving('::ffff:127.0.0.3'),
      resolving('9.9.9.9', '127.0.0.3'),
      resolving('127.0.0.3', '9.9.9.9'),
    ]) {
      const answer = await outbound(NO_NETS, resolve).post(request(`http://example.com:${port}/`));
      expect(answer).toMatchObject({ status: null, failure: 'address_refused' });
    }
    expect((await outbound(NO_NETS).post(request(inside.url))).failure).toBe('url_refused');
    expect(inside.received).toEqual([]);
  });

  test('negative control: the same name is reached where that address is allowed', async () => {
    const there = await receiver('127.0.0.2');
    const { port } = new URL(there.url);
    const answer = await outbound(LOOPBACK, resolving('127.0.0.2')).post(request(`http://example.com:${port}/`));
    expect(answer.status).toBe(204);
    expect(there.received).toHaveLength(1);
  });

  test('a name that changes its mind is asked once for each connection, and what it said is what is dialled', async () => {
    const [good, inside] = [await receiver('127.0.0.2'), await receiver('127.0.0.3')];
    let asked = 0;
    const rebinding: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.2' : '127.0.0.3', family: 4 }];
    };
    const sender = outbound(LOOPBACK, rebinding);
    expect((await sender.post(request(`http://example.com:${new URL(good.url).port}/`))).status).toBe(204);
    expect(asked).toBe(1);
    const second = await sender.post(request(`http://example.com:${new URL(inside.url).port}/`));
    expect(second).toMatchObject({ status: null, failure: 'address_refused' });
    expect(inside.received).toEqual([]);
  });

  test('is never sent on where an answer points', async () => {
    const inside = await receiver('127.0.0.2');
    for (const status of [301, 302, 303, 307, 308]) {
      const there = await receiver('127.0.0.2', () => ({ status, headers: { location: `${inside.url}/secret` } }));
      expect((await outbound(LOOPBACK).post(request(there.url))).status).toBe(status);
    }
    const metadata = await receiver('127.0.0.2', () => ({
      status: 302,
      headers: { location: 'http://169.254.169.254/' },
    }));
    expect((await outbound(LOOPBACK).post(request(metadata.url))).status).toBe(302);
    expect(inside.received).toEqual([]);
  });

  test('ends when nobody answers, when an answer never ends and when the connection breaks', async () => {
    const silent = await receiver('127.0.0.2', () => null);
    expect((await outbound(LOOPBACK).post(request(silent.url))).failure).toBe('timeout');
    const endless = await receiver('127.0.0.2', () => ({ status: 200, body: 'z'.repeat(300_000) }));
    expect((await outbound(LOOPBACK).post(request(endless.url))).status).toBe(200);
    const broken: Server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => {
      broken.listen(0, '127.0.0.2', resolve);
    });
    open.push(broken);
    const { port } = broken.address() as { port: number };
    expect((await outbound(LOOPBACK).post(request(`http://127.0.0.2:${port}/`))).failure).toBe('connection_lost');
    expect((await outbound(LOOPBACK).post(request('http://127.0.0.2:1/'))).failure).toBe('connect_failed');
    const unknown: Resolve = async () => {
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    };
    expect((await outbound(LOOPBACK, unknown).post(request('http://nobody.example/'))).failure).toBe('name_unknown');
  });

  test('an answer that drips for ever is cut off at the deadline', async () => {
    const dripping = createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n');
      const timer = setInterval(() => socket.write('1\r\nx\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
      socket.on('error', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => {
      dripping.listen(0, '127.0.0.2', resolve);
    });
    open.push(dripping);
    const { port } = dripping.address() as { port: number };
    const answer = await outbound(LOOPBACK).post(request(`http://127.0.0.2:${port}/`));
    expect(answer.failure).toBe('timeout');
    expect(answer.durationMs).toBeLessThan(3_000);
  });
});
