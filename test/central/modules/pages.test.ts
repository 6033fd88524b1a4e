import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type Forged, forge, post } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { addTill, makeShop, pairedTill, type ShopOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let shop: ShopOfTest;

async function ask(url: string, method: 'GET' | 'PUT' = 'GET', payload?: object): Promise<Forged> {
  const headers = bearer(shop.userToken);
  const answer = await central.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  expect(answer.statusCode, `${method} ${url} ${answer.body}`).toBe(200);
  return answer.json();
}

const PRODUCT = { format: null, unit: 'unit', taxClass: 'general', category: [], codes: [], isActive: true };
const CUSTOMER = { taxId: null, phone: null, email: null, address: null, postalCode: null, city: null, note: null };

async function fill(): Promise<void> {
  const till = await pairedTill(central, shop);
  for (let sold = 0; sold < 4; sold += 1) unwrap(sellOne(till.till));
  const lines = forge(till.lines(), (events) => {
    const issued = events.filter(({ type }: Forged) => type === 'document.issued');
    for (const { data } of issued.slice(0, 3)) data.customerId = 'c1';
    // Two that are not believed.
    issued[3].data.document.totalCents += 1;
    issued[0].data.document.totalCents += 1;
  });
  await post(central.app, { tillId: shop.tillId, token: till.token ?? '' }, lines);
  till.till.close();
  for (const id of ['c1', 'c2', 'c3'])
    await ask(`/v1/customers/${id}`, 'PUT', { id, name: `Cliente ${id}`, ...CUSTOMER });
  for (const unitPrice of ['1.00', '1.10', '1.20']) {
    for (const id of ['p1', 'p2', 'p3']) {
      await ask(`/v1/products/${id}`, 'PUT', { id, reference: `R-${id}`, name: id, unitPrice, ...PRODUCT });
    }
  }
}

beforeAll(async () => {
  central = await freshCentral({
    clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')),
    rateLimiter: { take: () => null },
  });
  shop = await makeShop(central);
  await addTill(central.app, shop, 'T02');
  await fill();
});
afterAll(async () => {
  removeFolders();
  await central.close();
});

/** Every row, one a page. */
async function onePerPage(path: string): Promise<Forged[]> {
  const rows: Forged[] = [];
  const mark = path.includes('?') ? '&' : '?';
  for (let cursor: string | null = ''; cursor !== null; ) {
    const next = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: Forged = await ask(`${path}${mark}limit=1${next}`);
    expect(page.data.length).toBeLessThanOrEqual(1);
    rows.push(...page.data);
    cursor = page.nextCursor;
    expect(rows.length).toBeLessThan(500);
  }
  return rows;
}

describe('a list', () => {
  test.each([
    ['/v1/invoices', 2],
    ['/v1/invoices?customer=c1', 2],
    ['/v1/customers/c1/invoices', 2],
    ['/v1/products', 3],
    ['/v1/products?name=P', 3],
    ['/v1/products/p1/prices', 3],
    ['/v1/customers', 3],
    ['/v1/customers?name=cliente', 3],
    ['/v1/stock', 2],
    ['/v1/stock/movements', 4],
    ['/v1/stock/movements?product=uid-1', 2],
    ['/v1/incidents', 2],
    ['/v1/incidents?open=true&kind=quarantined', 2],
    ['/v1/audit?kind=products.written', 9],
  ])('%s is the same read whole or one row a page', async (path, least) => {
    const whole = await ask(`${path}${path.includes('?') ? '&' : '?'}limit=200`);
    expect(whole.nextCursor).toBeNull();
    expect(whole.data.length).toBeGreaterThanOrEqual(least);
    expect(await onePerPage(path)).toEqual(whole.data);
  });

  test('takes no more than 200 rows a page, and no word that it does not know', async () => {
    const headers = bearer(shop.userToken);
    for (const query of ['limit=201', 'limit=0', 'limit=x', 'sort=name', 'cursor=e30']) {
      const answer = await central.app.inject({ method: 'GET', url: `/v1/products?${query}`, headers });
      expect([answer.statusCode, query]).toEqual([400, query]);
    }
  });

  test('of the audit says who did it', async () => {
    const actor = `user:${shop.userToken.split('_')[2]}`;
    const mine = (await ask(`/v1/audit?actor=${actor}&limit=200`)).data;
    expect(mine.length).toBeGreaterThan(9);
    expect(new Set(mine.map((entry: Forged) => entry.actor))).toEqual(new Set([actor]));
    expect((await ask('/v1/audit?actor=user:nobody')).data).toEqual([]);
  });
});
