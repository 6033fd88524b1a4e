import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { keepHouse } from '../../../central/modules/housekeeping/index.ts';
import { makeDelivery } from '../../../central/modules/webhooks/deliver/delivery.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';
import { openReceiver } from '../support/receiver.ts';

const DAY_MS = 24 * 60 * 60_000;

let central: FreshCentral;
let company: CompanyOfTest;

beforeAll(async () => {
  central = await freshCentral({ rateLimiter: { take: () => null } });
  company = await makeCompany(central);
});
afterAll(() => central.close());

async function ask(method: 'GET' | 'POST', url: string, payload?: object, key?: string): Promise<Forged> {
  const headers = { ...bearer(company.userToken), ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const answer = await central.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, replayed: answer.headers['idempotent-replayed'], ...answer.json() };
}

test('keys are kept for 30 days', async () => {
  const movement = { id: randomUUID(), productId: 'p', quantity: '1', reason: 'alta', shopId: company.shopId };
  const product = { id: 'p', reference: 'P', name: 'Pan', format: '', unit: 'unit', unitPrice: '1.00' };
  await central.app.inject({
    method: 'PUT',
    url: '/v1/products/p',
    headers: bearer(company.userToken),
    payload: { ...product, taxClass: 'general', category: [], codes: [], isActive: true },
  });
  const move = () => ask('POST', '/v1/stock/movements', movement, 'k1');
  expect(await move()).toMatchObject({ status: 200, replayed: undefined });
  central.clock.advance(30 * DAY_MS);
  expect(await keepHouse(central.context)).toEqual({ keys: 0, deliveries: 0 });
  expect(await move()).toMatchObject({ status: 200, replayed: 'true' });
  central.clock.advance(1);
  expect(await keepHouse(central.context)).toEqual({ keys: 1, deliveries: 0 });
});

test('deliveries that ended are kept for 30 days, those that have not for ever, events too', async () => {
  const there = await openReceiver('127.0.0.2');
  const away = await openReceiver('127.0.0.2', () => ({ status: 500 }));
  const ids: string[] = [];
  for (const { url } of [there, away]) ids.push((await ask('POST', '/v1/webhooks', { url: `${url}/hook` })).id);
  await ask('POST', '/v1/test/events', { type: 'order.received' });
  const delivery = makeDelivery(central.context);
  while ((await delivery.claimDue()) > 0) await delivery.settled();
  const states = async () =>
    (await ask('GET', '/v1/deliveries')).data.map(({ state }: Forged) => state as string).sort();
  const before = await states();
  expect(before).toContain('pending');
  expect(before).toContain('delivered');
  const events = (await ask('GET', '/v1/events')).data.length;
  central.clock.advance(30 * DAY_MS + 1);
  const { deliveries } = await keepHouse(central.context);
  expect(deliveries).toBe(before.filter((state: string) => state === 'delivered').length);
  expect(await states()).toEqual(before.filter((state: string) => state === 'pending'));
  const [{ count } = { count: -1 }] = await inWhole(central.context, (tx) =>
    tx.query<{ count: number }>(
      `SELECT count(*)::int FROM webhook_attempts a LEFT JOIN webhook_deliveries d ON d.id = a.delivery_id WHERE d.id IS NULL`,
    ),
  );
  expect(count).toBe(0);
  expect((await ask('GET', '/v1/events')).data).toHaveLength(events);
  for (const one of [there, away]) await one.close();
});
