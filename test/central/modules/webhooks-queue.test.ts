import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { LEASE_MS, makeDelivery } from '../../../central/modules/webhooks/deliver/delivery.ts';
import type { Received } from '../support/receiver.ts';
import {
  ask,
  central,
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

describe('an endpoint that asked to be left alone', () => {
  const overloaded = {
    answering: (_: unknown, count: number) => (count === 1 ? { status: 429, headers: { 'retry-after': '7200' } } : {}),
  };

  test('is, by every instance, until a person changes it, tries it or sends again', async () => {
    for (const lift of [
      (id: string) => ask('PATCH', `/v1/webhooks/${id}`, { description: 'repaired' }),
      (id: string) => ask('POST', `/v1/webhooks/${id}/test`),
      (id: string) => ask('POST', `/v1/webhooks/${id}/resend`, { since: '2026-01-01T00:00:00Z', states: ['pending'] }),
      async (id: string) => ask('POST', `/v1/deliveries/${(await deliveriesOf(id))[0].id}/resend`),
    ]) {
      await start();
      const { id, there } = await endpoint(overloaded);
      await happen('invoice.paid');
      await tick();
      expect((await ask('GET', `/v1/webhooks/${id}`)).body.heldUntil).toBe(
        new Date(central.clock.nowMs() + 2 * HOUR).toISOString(),
      );
      await happen('order.received');
      await tick(makeDelivery(central.another().context));
      expect(there.received).toHaveLength(1);
      expect((await lift(id)).status).toBeLessThan(300);
      expect((await ask('GET', `/v1/webhooks/${id}`)).body.heldUntil).toBeNull();
      await tick();
      expect(there.received.length).toBeGreaterThan(1);
    }
  });

  test.each(['-5', '1.5', 'soon', ''])(
    'with the nonsense %j is tried after half a minute as if it had said nothing',
    async (said) => {
      await start();
      const { there } = await endpoint({
        answering: (_, count) => (count === 1 ? { status: 503, headers: { 'retry-after': said } } : {}),
      });
      await happen('invoice.paid');
      await tick();
      central.clock.advance(29 * SECOND);
      await tick();
      expect(there.received).toHaveLength(1);
      central.clock.advance(2 * SECOND);
      await tick();
      expect(there.received).toHaveLength(2);
    },
  );
});

describe('an endpoint that moved', () => {
  test('is not disabled by what its old address still says', async () => {
    await start();
    const { id } = await endpoint();
    const { there: elsewhere } = await endpoint();
    await happen('invoice.paid');
    const answers = Promise.withResolvers<void>();
    const asking = makeDelivery({
      ...central.context,
      outbound: {
        ...central.context.outbound,
        async post() {
          await answers.promise;
          return { durationMs: 1, status: 410, failure: null, headers: {}, head: '' };
        },
      },
    });
    await asking.claimDue();
    await ask('PATCH', `/v1/webhooks/${id}`, { url: `${elsewhere.url}/new` });
    answers.resolve();
    await asking.settled();
    expect((await ask('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');
  });

  test('and was deleted says so when one of its deliveries is to be sent again', async () => {
    await start();
    const { id } = await endpoint();
    await happen('invoice.paid');
    const [one] = await deliveriesOf(id);
    await ask('DELETE', `/v1/webhooks/${id}`);
    const answer = await ask('POST', `/v1/deliveries/${one.id}/resend`);
    expect([answer.status, answer.body.code]).toEqual([409, 'webhook_deleted']);
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

  test('gives five slots to an endpoint, and one while it fails', async () => {
    await start();
    let status = 500;
    const { there } = await endpoint({ answering: () => ({ status }) });
    for (let count = 0; count < 12; count += 1) await happen('invoice.paid');
    expect(await delivery.claimDue()).toBe(5);
    await delivery.settled();
    const claimed: number[] = [await delivery.claimDue()];
    await delivery.settled();
    status = 204;
    claimed.push(await delivery.claimDue());
    await delivery.settled();
    claimed.push(await delivery.claimDue());
    await delivery.settled();
    expect(claimed).toEqual([1, 1, 5]);
    expect(there.received).toHaveLength(12);
  });

  test('full of slow endpoints gives some room to each, and what is freed to who has least', async () => {
    await start();
    for (let count = 0; count < 90; count += 1) await endpoint();
    for (let count = 0; count < 10; count += 1) await happen('invoice.paid');
    const asked: string[] = [];
    const endings: (() => void)[] = [];
    const full = makeDelivery({
      ...central.context,
      outbound: {
        ...central.context.outbound,
        async post({ url }) {
          asked.push(String(url));
          await new Promise<void>((resolve) => endings.push(resolve));
          return { durationMs: 1, status: 204, failure: null, headers: {}, head: '' };
        },
      },
    });
    expect(await full.claimDue()).toBe(400);
    await vi.waitFor(() => expect(asked).toHaveLength(400));
    const each = Map.groupBy(asked, (url) => url);
    expect(each.size).toBe(90);
    expect(Math.min(...[...each.values()].map(({ length }) => length))).toBe(4);

    const late = await endpoint();
    for (let count = 0; count < 2; count += 1) await happen('invoice.paid');
    for (const end of endings.splice(0, 2)) end();
    let refilled = 0;
    await vi.waitFor(async () => {
      refilled += await full.claimDue();
      expect(refilled).toBe(2);
    });
    await vi.waitFor(() => expect(asked).toHaveLength(402));
    expect(asked.slice(400)).toEqual(Array(2).fill(`${late.there.url}/hook`));

    const settled = full.settled();
    await vi.waitFor(async () => {
      for (const end of endings.splice(0)) end();
      await full.claimDue();
      expect(asked).toHaveLength(90 * 12 + 2);
    });
    for (const end of endings.splice(0)) end();
    await settled;
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
