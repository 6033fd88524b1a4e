import { describe, expect, test } from 'vitest';
import { eventBodySchema, outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import { makeCompany } from '../support/fresh-central.ts';
import type { Received } from '../support/receiver.ts';

import {
  ask,
  central,
  company,
  deliveriesOf,
  delivery,
  endpoint,
  HOUR,
  happen,
  SECOND,
  start,
  tick,
  verified,
} from '../support/webhooks-of-test.ts';

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
