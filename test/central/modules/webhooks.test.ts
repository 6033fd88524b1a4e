import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '../../../central/app/auth.ts';
import { type Delivery, LEASE_MS, makeDelivery } from '../../../central/modules/webhooks/deliver/delivery.ts';
import { eventBodySchema, outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';
import { type Answering, openReceiver, type Received, type Receiver } from '../support/receiver.ts';

let central: FreshCentral;
let company: CompanyOfTest;
let delivery: Delivery;
const open: Receiver[] = [];

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  token = company.userToken,
): Promise<{ status: number; body: Forged }> {
  const answer = await central.app.inject({ method, url, headers: bearer(token), ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

async function receiver(answering?: Answering, host = '127.0.0.2'): Promise<Receiver> {
  const made = await openReceiver(host, answering);
  open.push(made);
  return made;
}

type Endpoint = { readonly id: string; readonly secret: string; readonly there: Receiver };

async function endpoint(
  options: { answering?: Answering; eventTypes?: string[]; shopId?: string } = {},
): Promise<Endpoint> {
  const { answering, ...rest } = options;
  const there = await receiver(answering);
  const made = await ask('POST', '/v1/webhooks', { url: `${there.url}/hook`, ...rest });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { id: made.body.id, secret: made.body.secret, there };
}

const happen = async (type: string): Promise<string> => (await ask('POST', '/v1/test/events', { type })).body.eventId;

/** Sends everything that is due now. */
async function tick(by: Delivery = delivery): Promise<void> {
  while ((await by.claimDue()) > 0) await by.settled();
}

/** With the library that receivers use. Its clock is the machine's: the signature is checked apart from the time. */
function verified(secret: string, { headers, body }: Received): Forged {
  const at = Number(headers['webhook-timestamp']);
  const RealDate = Date.now;
  Date.now = () => at * SECOND;
  try {
    return new Webhook(secret).verify(body, { ...headers }) as Forged;
  } finally {
    Date.now = RealDate;
  }
}

const deliveriesOf = async (id: string): Promise<Forged[]> =>
  (await ask('GET', `/v1/deliveries?webhook=${id}`)).body.data;

beforeAll(async () => {
  central = await freshCentral({ rateLimiter: { take: () => null } });
});
afterAll(() => central.close());
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(scopes: readonly Scope[] = ['admin']): Promise<void> {
  company = await makeCompany(central, { scopes });
  delivery = makeDelivery(central.context);
}

describe('a delivery', () => {
  test('carries the event, signed as Standard Webhooks say, once to everybody who wants it', async () => {
    await start();
    const all = await endpoint();
    const orders = await endpoint({ eventTypes: ['order.received', 'order.parked'] });
    const elsewhere = await endpoint({ shopId: company.shopId });
    const paid = await happen('invoice.paid');
    const order = await happen('order.received');
    await tick();
    expect(all.there.received.map(({ headers }) => headers['webhook-id'])).toEqual([paid, order]);
    expect(orders.there.received.map(({ headers }) => headers['webhook-id'])).toEqual([order]);
    // What is of no shop is told to those of one shop too.
    expect(elsewhere.there.received).toHaveLength(2);
    for (const one of [all, orders, elsewhere]) {
      for (const received of one.there.received) {
        const event = verified(one.secret, received);
        expect(eventBodySchema(event.type).safeParse(event).success, event.type).toBe(true);
        expect(received.headers['content-type']).toBe('application/json');
        expect(received.headers).not.toHaveProperty('authorization');
      }
    }
    const [received] = all.there.received as [Received];
    expect(() => verified(orders.secret, received)).toThrow();
    expect(() => verified(all.secret, { ...received, body: `${received.body} ` })).toThrow();
    await tick();
    expect(all.there.received).toHaveLength(2);
  });

  test('of every type is as its schema says, and can be asked for', async () => {
    await start();
    const { id, secret, there } = await endpoint();
    for (const type of outgoingTypes) {
      const answer = await ask('POST', `/v1/webhooks/${id}/test`, { type });
      expect(answer.status, type).toBe(201);
      expect(answer.body.deliveryId).toMatch(/^[0-9a-f-]{36}$/);
    }
    await tick();
    const events = there.received.map((received) => verified(secret, received));
    expect(events.map(({ type }) => type).sort()).toEqual([...outgoingTypes].sort());
    for (const event of events) expect(eventBodySchema(event.type).safeParse(event).error, event.type).toBeUndefined();
    // Nobody else hears of tests.
    expect((await ask('GET', '/v1/events')).body.data).toEqual([]);
  });

  test('is tried again on the schedule, with the same bytes and id, until it is given up', async () => {
    await start();
    const { id, secret, there } = await endpoint({ answering: () => ({ status: 500, body: 'broken' }) });
    await happen('invoice.paid');
    const waits = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const [index, seconds] of waits.entries()) {
      if (index > 0) {
        central.clock.advance(seconds * SECOND * 0.89);
        await tick();
        expect(there.received, `attempt ${index + 1} came early`).toHaveLength(index);
        central.clock.advance(seconds * SECOND * 0.22);
      }
      await tick();
      expect(there.received, `attempt ${index + 1}`).toHaveLength(index + 1);
    }
    const [one] = await deliveriesOf(id);
    expect(one).toMatchObject({ state: 'failed', attempts: 10, lastStatus: 500, nextAttemptAt: null });
    expect(new Set(there.received.map(({ body, headers }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(new Set(there.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    for (const received of there.received) verified(secret, received);
    central.clock.advance(100 * HOUR);
    await tick();
    expect(there.received).toHaveLength(10);
    const { log, body } = (await ask('GET', `/v1/deliveries/${one.id}`)).body;
    expect(log).toHaveLength(10);
    expect(log[0]).toMatchObject({ n: 1, status: 500, responseHead: 'broken' });
    expect(log[0].requestHeaders['webhook-signature']).toMatch(/^v1,/);
    expect(body).toBe(there.received[0]?.body);
  });

  test('waits as long as the receiver asks, and everything for it slows down', async () => {
    await start();
    const { there } = await endpoint({
      answering: (_, count) => (count === 1 ? { status: 429, headers: { 'retry-after': '120' } } : {}),
    });
    await happen('invoice.paid');
    await tick();
    await happen('order.received');
    central.clock.advance(60 * SECOND);
    await tick();
    expect(there.received).toHaveLength(1);
    central.clock.advance(70 * SECOND);
    await tick();
    expect(there.received).toHaveLength(3);
  });

  test('that is redirected, refused or cut short has failed; what nobody will ever take has failed for good', async () => {
    await start();
    const failing = [301, 400, 401, 404, 500, 503].map((status) => endpoint({ answering: () => ({ status }) }));
    const ends = await Promise.all(failing);
    const never = await endpoint({
      answering: () => ({ status: 500, headers: { 'webhook-delivery': 'abort-message' } }),
    });
    await happen('invoice.paid');
    await tick();
    for (const { id } of ends) expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'pending', attempts: 1 });
    expect((await deliveriesOf(never.id))[0]).toMatchObject({ state: 'failed', attempts: 1 });
  });

  test('of one company is nobody else’s, and no scope but webhooks:manage sees any', async () => {
    await start();
    const { id } = await endpoint();
    await happen('invoice.paid');
    const [one] = await deliveriesOf(id);
    const stranger = await makeCompany(central);
    for (const [method, url] of [
      ['GET', `/v1/webhooks/${id}`],
      ['GET', `/v1/webhooks/${id}/secret`],
      ['DELETE', `/v1/webhooks/${id}`],
      ['GET', `/v1/deliveries/${one.id}`],
    ] as const) {
      expect((await ask(method, url, undefined, stranger.userToken)).status, url).toBe(404);
    }
    const reader = await makeCompany(central, { scopes: ['events:read'] });
    expect((await ask('GET', '/v1/webhooks', undefined, reader.userToken)).status).toBe(403);
  });
});

describe('an endpoint', () => {
  test('that says it is gone is disabled at once, and the others and a person are told', async () => {
    await start();
    const gone = await endpoint({ answering: () => ({ status: 410 }) });
    const other = await endpoint({ eventTypes: ['webhook.endpoint_disabled'] });
    await happen('invoice.paid');
    await tick();
    await tick();
    expect((await ask('GET', `/v1/webhooks/${gone.id}`)).body).toMatchObject({
      status: 'disabled',
      disabledReason: 'gone',
    });
    const [told] = other.there.received as [Received];
    expect(verified(other.secret, told)).toMatchObject({ data: { endpointId: gone.id, reason: 'gone' } });
    expect((await ask('GET', '/v1/incidents?open=true')).body.data).toMatchObject([{ code: 'webhook_disabled' }]);
    await happen('invoice.paid');
    await tick();
    expect(gone.there.received).toHaveLength(1);
    expect(await deliveriesOf(gone.id)).toHaveLength(1);
  });

  test('that does nothing but fail for five days is disabled; one success begins the count anew', async () => {
    await start();
    let status = 500;
    const { id, there } = await endpoint({ answering: () => ({ status }) });
    const other = await endpoint({ answering: () => ({ status: 500 }) });
    for (let day = 0; day < 6; day += 1) {
      await happen('invoice.paid');
      status = day === 2 ? 204 : 500;
      await tick();
      central.clock.advance(24 * HOUR);
    }
    await tick();
    expect((await ask('GET', `/v1/webhooks/${other.id}`)).body).toMatchObject({
      status: 'disabled',
      disabledReason: 'failing',
    });
    expect((await ask('GET', `/v1/webhooks/${id}`)).body).toMatchObject({ status: 'active' });
    const before = there.received.length;
    // Active again: what waited goes out.
    status = 204;
    central.clock.advance(24 * HOUR);
    await tick();
    expect(there.received.length).toBeGreaterThan(before);
    const again = await ask('PATCH', `/v1/webhooks/${other.id}`, { status: 'active' });
    expect(again.body).toMatchObject({ status: 'active', disabledReason: null, failingSince: null });
  });

  test('that never answers delays no other', async () => {
    await start();
    const slow = await endpoint({ answering: () => null });
    const quick = await Promise.all(Array.from({ length: 10 }, () => endpoint()));
    for (let count = 0; count < 20; count += 1) await happen('invoice.paid');
    const startedMs = performance.now();
    while ((await delivery.claimDue()) > 0 || quick.some(({ there }) => there.received.length < 20)) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      if (performance.now() - startedMs > 10_000) break;
    }
    expect(quick.map(({ there }) => there.received.length)).toEqual(quick.map(() => 20));
    // Five slots of its own, and no more.
    expect(slow.there.received).toHaveLength(5);
    await slow.there.close();
    await delivery.settled();
  });

  test('that is paused is told nothing new; deleted, nothing at all', async () => {
    await start();
    const { id, there } = await endpoint();
    await happen('invoice.paid');
    expect((await ask('PATCH', `/v1/webhooks/${id}`, { status: 'paused', version: 1 })).body).toMatchObject({
      version: 2,
    });
    expect((await ask('PATCH', `/v1/webhooks/${id}`, { status: 'active', version: 1 })).body.code).toBe(
      'webhook_version_differs',
    );
    await happen('order.received');
    await tick();
    expect(there.received).toEqual([]);
    await ask('PATCH', `/v1/webhooks/${id}`, { status: 'active' });
    await tick();
    expect(there.received).toHaveLength(1);
    await happen('order.received');
    expect((await ask('DELETE', `/v1/webhooks/${id}`)).status).toBe(200);
    await tick();
    expect(there.received).toHaveLength(1);
    expect((await ask('GET', `/v1/webhooks/${id}`)).status).toBe(404);
    expect((await deliveriesOf(id)).map(({ state }) => state).toSorted()).toEqual(['delivered', 'discarded']);
  });

  test('gets another secret, and for a while both sign', async () => {
    await start();
    const { id, secret, there } = await endpoint();
    const rotated = await ask('POST', `/v1/webhooks/${id}/rotate-secret`, { overlapSeconds: 3_600 });
    expect((await ask('GET', `/v1/webhooks/${id}/secret`)).body.secret).toBe(rotated.body.secret);
    await happen('invoice.paid');
    await tick();
    const [both] = there.received as [Received];
    verified(secret, both);
    verified(rotated.body.secret, both);
    central.clock.advance(HOUR);
    await happen('invoice.paid');
    await tick();
    const newest = there.received[1] as Received;
    verified(rotated.body.secret, newest);
    expect(() => verified(secret, newest)).toThrow();
  });

  test.each([
    ['http://10.0.0.1/x', 'webhook_url_host'],
    ['https://user:x@example.com/', 'webhook_url_with_user'],
    ['nonsense', 'webhook_url_invalid'],
    ['ftp://example.com/', 'webhook_url_not_https'],
  ])('at %s is refused', async (url, code) => {
    await start();
    expect((await ask('POST', '/v1/webhooks', { url })).body.code).toBe(code);
    const { id } = await endpoint();
    expect((await ask('PATCH', `/v1/webhooks/${id}`, { url })).body.code).toBe(code);
  });
});

describe('sent again', () => {
  test('one by hand: the same id, another time', async () => {
    await start();
    const { id, secret, there } = await endpoint();
    await happen('invoice.paid');
    await tick();
    const [one] = await deliveriesOf(id);
    central.clock.advance(7 * SECOND);
    expect((await ask('POST', `/v1/deliveries/${one.id}/resend`)).body).toMatchObject({ state: 'pending' });
    await tick();
    const [first, second] = there.received as [Received, Received];
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp']);
    verified(secret, second);
    expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'delivered', attempts: 2 });
    expect((await ask('POST', `/v1/deliveries/${randomUUID()}/resend`)).status).toBe(404);
  });

  test('all that failed since a moment, or everything for a receiver that lost its data', async () => {
    await start();
    let status = 410;
    const { id, there } = await endpoint({ answering: () => ({ status }) });
    await happen('invoice.paid');
    await tick();
    expect((await ask('POST', `/v1/webhooks/${id}/resend`, { since: '2026-01-01T00:00:00Z' })).body.code).toBe(
      'webhook_not_active',
    );
    await ask('PATCH', `/v1/webhooks/${id}`, { status: 'active' });
    status = 204;
    await happen('invoice.paid');
    await tick();
    const later = new Date(central.clock.nowMs() + SECOND).toISOString();
    expect((await ask('POST', `/v1/webhooks/${id}/resend`, { since: later })).body).toEqual({ resent: 0 });
    expect((await ask('POST', `/v1/webhooks/${id}/resend`, { since: '2026-01-01T00:00:00Z' })).body).toEqual({
      resent: 1,
    });
    await tick();
    const both = { since: '2026-01-01T00:00:00Z', states: ['failed', 'delivered'] };
    expect((await ask('POST', `/v1/webhooks/${id}/resend`, both)).body).toEqual({ resent: 2 });
    await tick();
    expect(there.received).toHaveLength(5);
  });
});

describe('the queue', () => {
  test('is shared by two instances, and each delivery is sent by one', async () => {
    await start();
    const ends = await Promise.all(Array.from({ length: 4 }, () => endpoint()));
    for (let count = 0; count < 40; count += 1) await happen('invoice.paid');
    const others = [makeDelivery(central.another().context), makeDelivery(central.another().context), delivery];
    await Promise.all(others.map(tick));
    for (const { there } of ends) {
      expect(there.received).toHaveLength(40);
      expect(new Set(there.received.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
    }
  });

  test('loses nothing when an instance dies with deliveries in its hands', async () => {
    await start();
    const { id, there } = await endpoint();
    for (let count = 0; count < 4; count += 1) await happen('invoice.paid');
    // Claimed and never sent: this instance is gone.
    const dead = makeDelivery({
      ...central.context,
      outbound: { ...central.context.outbound, post: () => new Promise(() => undefined) },
    });
    expect(await dead.claimDue()).toBe(4);
    await tick();
    expect(there.received).toHaveLength(0);
    central.clock.advance(LEASE_MS - SECOND);
    await tick();
    expect(there.received).toHaveLength(0);
    central.clock.advance(2 * SECOND);
    await tick();
    expect(there.received).toHaveLength(4);
    expect((await deliveriesOf(id)).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array(4).fill(['delivered', 2]),
    );
  });

  test('negative control: without the lease what a dead instance held would be lost', async () => {
    await start();
    const { there } = await endpoint();
    await happen('invoice.paid');
    const dead = makeDelivery({
      ...central.context,
      outbound: { ...central.context.outbound, post: () => new Promise(() => undefined) },
    });
    await dead.claimDue();
    await central.context.pool.query(
      "BEGIN; SET LOCAL app.whole = 'on'; UPDATE webhook_deliveries SET next_attempt_ms = 9e15::bigint WHERE state = 'pending'; COMMIT",
    );
    central.clock.advance(1_000 * HOUR);
    await tick();
    expect(there.received).toHaveLength(0);
  });

  test('an outcome that comes after the lease ran out does not undo what was done since', async () => {
    await start();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { id, there } = await endpoint();
    await happen('invoice.paid');
    const late = makeDelivery({
      ...central.context,
      outbound: {
        ...central.context.outbound,
        async post() {
          await held;
          return { durationMs: 1, status: 500, failure: null, headers: {}, head: '' };
        },
      },
    });
    await late.claimDue();
    central.clock.advance(LEASE_MS + SECOND);
    await tick();
    expect(there.received).toHaveLength(1);
    release();
    await late.settled();
    expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(central.errors).toEqual([]);
  });
});
