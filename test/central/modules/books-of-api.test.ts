import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listStaff } from '../../../db/staff.ts';
import { cents } from '../../../domain/money.ts';
import { closeDay } from '../../../electron/till/day/close.ts';
import { moveCash, openSession } from '../../../electron/till/day/session.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let shop: ShopOfTest;
let till: TillOfTest;
let made = 0;

beforeAll(async () => {
  central = await freshCentral({
    clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')),
    rateLimiter: { take: () => null },
  });
});
afterAll(() => central.close());
afterEach(() => {
  till?.till.close();
  removeFolders();
});

async function start(): Promise<void> {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  till = await pairedTill(central, shop);
}

async function ask(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
): Promise<{ status: number; body: Forged }> {
  const headers = { ...bearer(shop.userToken), 'idempotency-key': central.context.ids.uuid() };
  const answer = await central.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

const op = () => ({ operationId: till.till.ports.ids.uuid(), cashierId: listStaff(till.till.db)[0]?.id ?? '' });

describe('a sale of a till', () => {
  test('is read with what was sold, its taxes and how it was paid, as decimal strings', async () => {
    await start();
    const sold = unwrap(sellOne(till.till, { method: 'card', cents: 2_494 }));
    unwrap(await till.sync.once());
    const [sale] = (await ask('GET', '/v1/sales')).body.data;
    expect(sale).toMatchObject({
      number: sold.document.number,
      tillId: shop.tillId,
      shopId: shop.shopId,
    });
    expect(
      sale.lines.map(({ description, quantity, unitPrice }: Forged) => [description, quantity, unitPrice]),
    ).toHaveLength(2);
    const sum = (amounts: readonly string[]): number =>
      amounts.reduce((total, text) => total + Math.round(Number(text) * 100), 0);
    expect(sum(sale.lines.map(({ total }: Forged) => total))).toBe(sum([sale.total]));
    expect(sum(sale.taxes.flatMap(({ base, tax }: Forged) => [base, tax]))).toBe(sum([sale.total]));
    expect(sale.payments).toEqual([{ method: 'card', amount: sale.total }]);
    expect((await ask('GET', `/v1/sales/${sale.id}`)).body).toEqual(sale);
    expect((await ask('GET', `/v1/sales?till=${shop.tillId}&from=2026-11-24`)).body.data).toEqual([]);
    expect((await ask('GET', '/v1/sales/none')).status).toBe(404);
  });
});

describe('a cash session of a till', () => {
  test('is read from its float to its Z, as decimal strings', async () => {
    await start();
    const session = unwrap(openSession(till.till, op(), cents(10_000)));
    unwrap(sellOne(till.till));
    unwrap(moveCash(till.till, op(), { kind: 'out', cents: cents(1_550), reason: 'Hielo' }));
    unwrap(await till.sync.once());
    const open = (await ask('GET', `/v1/cash-sessions/${session.uid}`)).body;
    expect(open).toMatchObject({ state: 'open', closedAt: null, opening: { float: '100.00' }, closings: [] });
    expect(open.changes.map(({ detail }: Forged) => [detail.kind, detail.amount, detail.reason])).toEqual([
      ['out', '15.50', 'Hielo'],
    ]);
    const count = { pieces: [], totalCents: cents(10_000), leftCents: null };
    const { z } = unwrap(closeDay(till.till, op(), { count, isPrinted: false }));
    unwrap(await till.sync.once());
    const closed = (await ask('GET', `/v1/cash-sessions/${session.uid}`)).body;
    const [{ report }] = closed.closings;
    expect([closed.state, report.number, report.cash.counted.total]).toEqual(['closed', z.number, '100.00']);
    expect(JSON.stringify(closed)).not.toMatch(/Cents|Milli|Bp"/);
    const { data } = (await ask('GET', `/v1/cash-sessions?till=${shop.tillId}`)).body;
    expect(data).toMatchObject([{ id: session.uid, state: 'closed' }]);
    const types = (await ask('GET', '/v1/events?types=cash_session.closed')).body.data;
    expect(types).toHaveLength(1);
  });
});

describe('taxes and prices', () => {
  test('are those in force on the day that is asked for', async () => {
    await start();
    const rates = async (query: string): Promise<Record<string, string>> => {
      const { data } = (await ask('GET', `/v1/taxes${query}`)).body;
      return Object.fromEntries(
        data.filter(({ area }: Forged) => area === 'IVA').map(({ taxClass, rate }: Forged) => [taxClass, rate]),
      );
    };
    expect(await rates('')).toMatchObject({ general: '21.00', reduced: '10.00', superReduced: '4.00' });
    expect([await rates('?date=2012-08-31'), await rates('?date=2012-09-01')]).toMatchObject([
      {},
      { general: '21.00' },
    ]);
    expect(await rates('?date=2012-08-31')).toEqual({});
    expect((await ask('GET', '/v1/taxes?date=2026-02-30')).status).toBe(400);
  });

  test('prices are set many at once, all or none, and read since a moment', async () => {
    await start();
    const product = (id: string) => ({
      ...{ id, reference: id, name: 'Pan', format: null, unit: 'unit', unitPrice: '1.00', taxClass: 'general' },
      ...{ category: [], codes: [], isActive: true },
    });
    await ask('POST', '/v1/products/bulk', { products: ['a', 'b', 'c'].map(product) });
    central.clock.advance(1_000);
    const since = new Date(central.clock.nowMs()).toISOString();
    const wrong = {
      prices: [
        { productId: 'a', unitPrice: '2.00' },
        { productId: 'none', unitPrice: '2.00' },
      ],
    };
    expect((await ask('POST', '/v1/prices', wrong)).body.code).toBe('product_unknown');
    const twice = {
      prices: [
        { productId: 'a', unitPrice: '2.00' },
        { productId: 'a', unitPrice: '3.00' },
      ],
    };
    expect((await ask('POST', '/v1/prices', twice)).body.code).toBe('product_repeated');
    expect((await ask('GET', `/v1/prices?updatedAfter=${since}`)).body.data).toEqual([]);
    const right = {
      prices: [
        { productId: 'a', unitPrice: '2.00' },
        { productId: 'b', unitPrice: '1.00' },
      ],
    };
    expect((await ask('POST', '/v1/prices', right)).body).toEqual({ changed: 1 });
    expect((await ask('GET', `/v1/prices?updatedAfter=${since}`)).body.data).toMatchObject([
      { productId: 'a', unitPrice: '2.00' },
    ]);
    expect((await ask('GET', '/v1/prices')).body.data).toHaveLength(3);
    expect((await ask('GET', '/v1/products/a/prices')).body.data.map(({ unitPrice }: Forged) => unitPrice)).toEqual([
      '2.00',
      '1.00',
    ]);
  });
});

describe('central as a till of its own', () => {
  test('is there once central issued something, opens nothing, and nobody waits for its day', async () => {
    await start();
    const address = { address: 'Calle Mayor 1', postalCode: '28013', city: 'Madrid', province: 'Madrid' };
    expect((await ask('PATCH', '/v1/company', address)).body).toMatchObject(address);
    expect((await ask('PATCH', '/v1/company', { ...address, name: 'Otra' })).status).toBe(400);
    const lines = [{ description: 'Pan', quantity: '1', unitPrice: '2.40', taxRate: '4.00' }];
    const issued = await ask('POST', '/v1/invoices', {
      shopId: shop.shopId,
      lines,
      payments: [{ method: 'cash', amount: '2.40' }],
    });
    expect(issued.status, JSON.stringify(issued.body)).toBe(201);
    const tills = (await ask('GET', '/v1/tills')).body.data as Forged[];
    expect(tills.map(({ kind }) => kind).toSorted()).toEqual(['central', 'till']);
    const own = tills.find(({ kind }) => kind === 'central');
    for (const what of ['pairing-codes', 'revoke', 'replace']) {
      const refused = await ask(
        'POST',
        `/v1/tills/${own.id}/${what}`,
        what === 'replace' ? { code: 'T9', name: 'X' } : {},
      );
      expect([what, refused.status, refused.body.code]).toEqual([what, 409, 'till_is_central']);
    }
    const day = (await ask('GET', `/v1/shops/${shop.shopId}/day?date=2026-11-23`)).body;
    expect(JSON.stringify(day.tills.find(({ tillId }: Forged) => tillId === own.id))).not.toMatch(/silent|not_closed/);
  });
});
