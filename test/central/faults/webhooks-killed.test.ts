import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { ORDER } from '../../../central/test-company/sample-data.ts';
import { budget, seed } from '../../support/budget.ts';
import { removeFolders } from '../../support/till.ts';
import type { Forged } from '../support/forge.ts';
import {
  bearer,
  type CompanyOfTest,
  type FreshCentral,
  freshCentral,
  makeCompany,
  virtualClock,
} from '../support/fresh-central.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { type Instance, startInstance } from './instance.ts';

/** Receivers of this test are on loopback, which only whoever runs the server can allow. */
const ENVIRONMENT = {
  MOSTRADOR_WEBHOOKS_NETS: '127.0.0.0/8',
  MOSTRADOR_WEBHOOKS_PORTS: '*',
  MOSTRADOR_WEBHOOKS_HTTP: '1',
};
const ENDPOINTS = 3;
const ORDERS = budget(120, 2_000);
const KILLS = budget(5, 60);
const SEED = seed(5);

function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Endpoint = { readonly secret: string; readonly there: Receiver };

async function endpoint(central: FreshCentral, company: CompanyOfTest): Promise<Endpoint> {
  const there = await openReceiver();
  onTestFinished(() => there.close());
  const made = await central.app.inject({
    method: 'POST',
    url: '/v1/webhooks',
    headers: bearer(company.userToken),
    payload: { url: `${there.url}/hook`, eventTypes: ['order.received'] },
  });
  return { secret: made.json<{ secret: string }>().secret, there };
}

/** As a shop does whose central dies under its hands: the same request with the same key, until there is an answer. */
async function order(company: CompanyOfTest, number: number, url: () => string): Promise<string> {
  const body = JSON.stringify({ ...ORDER, externalId: `k${number}`, displayNumber: `#${number}` });
  const headers = { ...bearer(company.userToken), 'content-type': 'application/json', 'idempotency-key': `k${number}` };
  for (const since = performance.now(); performance.now() - since < 60_000; await wait(30)) {
    try {
      const answer = await fetch(`${url()}/v1/orders`, { method: 'POST', headers, body });
      if (answer.status === 201) return ((await answer.json()) as { id: string }).id;
      if (answer.status !== 409 && answer.status !== 503) throw new Error(await answer.text());
    } catch (error) {
      // Nobody answers there at this moment.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new Error(`order ${number} was never answered`);
}

const counts = (central: FreshCentral): Promise<{ state: string; count: number }[]> =>
  inWhole(central.context, (tx) =>
    tx.query('SELECT state, count(*)::int AS count FROM webhook_deliveries GROUP BY state ORDER BY state'),
  );

/** What a dead instance held is tried again when its lease runs out; this test does not wait for that. */
const endLeases = (central: FreshCentral): Promise<unknown> =>
  inWhole(central.context, (tx) =>
    tx.query("UPDATE webhook_deliveries SET next_attempt_ms = 0 WHERE state = 'pending'"),
  );

afterEach(removeFolders);

describe('deliveries of a central that is killed', () => {
  test('every order that was answered is told to everybody, signed, however often the sender died', {
    timeout: 600_000,
  }, async () => {
    console.info(`webhooks killed: seed ${SEED}`);
    const random = randomFrom(SEED);
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    const central = await freshCentral({
      database,
      clock: virtualClock(Date.now()),
      rateLimiter: { take: () => null },
    });
    onTestFinished(() => central.close());
    const company = await makeCompany(central);
    const endpoints: Endpoint[] = [];
    for (let made = 0; made < ENDPOINTS; made += 1) endpoints.push(await endpoint(central, company));
    let running: Instance = await startInstance(database.connectionString, { env: ENVIRONMENT });

    const orderIds: string[] = [];
    let isOver = false;
    const selling = (async () => {
      for (let number = 0; number < ORDERS; number += 1) orderIds.push(await order(company, number, () => running.url));
      isOver = true;
    })();
    const heardAtKill: number[] = [];
    for (let kills = 0; kills < KILLS; kills += 1) {
      await wait(50 + random() * 300);
      running.child.kill('SIGKILL');
      heardAtKill.push(endpoints.reduce((sum, { there }) => sum + there.received.length, 0));
      running = await startInstance(database.connectionString, { env: ENVIRONMENT });
    }
    await selling;
    expect(isOver).toBe(true);
    await endLeases(central);
    const isDone = (): boolean =>
      endpoints.every(
        ({ there }) => new Set(there.received.map(({ headers }) => headers['webhook-id'])).size >= ORDERS,
      );
    for (const since = performance.now(); !isDone() && performance.now() - since < 60_000; await wait(50));

    for (const { secret, there } of endpoints) {
      const told = new Map<string, string>();
      for (const { headers, body } of there.received) {
        const event = new Webhook(secret).verify(body, { ...headers }) as Forged;
        told.set(String(headers['webhook-id']), event.data.id);
      }
      // Each order in one event, and every one of them arrived at least once.
      expect([...told.values()].sort()).toEqual([...orderIds].sort());
    }
    // In the middle of it, or the kills prove nothing.
    expect(heardAtKill.filter((heard) => heard > 0 && heard < ORDERS * ENDPOINTS).length).toBeGreaterThan(1);
    await expect
      .poll(() => counts(central), { timeout: 20_000 })
      .toEqual([{ state: 'delivered', count: ORDERS * ENDPOINTS }]);
    const heard = endpoints.reduce((sum, { there }) => sum + there.received.length, 0);
    console.info(
      `webhooks killed: ${KILLS} times; ${ORDERS * ENDPOINTS} deliveries, ${heard - ORDERS * ENDPOINTS} of them again`,
    );
    expect(running.said()).not.toContain('"unexpected"');
  });
});
