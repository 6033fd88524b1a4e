import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { backupTo } from '../../../db/backup.ts';
import { listStaff } from '../../../db/staff.ts';
import { cents } from '../../../domain/money.ts';
import { restoreTill } from '../../../electron/till/data/restore.ts';
import { closeDay } from '../../../electron/till/day/close.ts';
import { correctPayment, moveCash, openSession } from '../../../electron/till/day/session.ts';
import { annulDocument } from '../../../electron/till/fiscal/annul.ts';
import { adoptFolder } from '../../../electron/till/setup/place.ts';
import { removeFolders, sellOne, temporaryFolder, unwrap } from '../../support/till.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { addTill, makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';

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
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
): Promise<{ status: number; body: Forged }> {
  const headers = { ...bearer(shop.userToken), 'idempotency-key': central.context.ids.uuid() };
  const answer = await central.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

async function onePerPage(path: string, between: (row: Forged) => Promise<void> = async () => undefined) {
  const rows: Forged[] = [];
  const mark = path.includes('?') ? '&' : '?';
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Forged = (await ask('GET', `${path}${mark}limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)).body;
    rows.push(...page.data);
    if (page.data[0] !== undefined) await between(page.data[0]);
    cursor = page.nextCursor;
    expect(rows.length).toBeLessThan(200);
  }
  return rows;
}

const op = (of = till) => ({ operationId: of.till.ports.ids.uuid(), cashierId: listStaff(of.till.db)[0]?.id ?? '' });

describe('the list of sales', () => {
  test('is the list of invoices, with content, of tills and the API, page by page', async () => {
    await start();
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till.till));
    unwrap(await till.sync.once());
    await ask('PATCH', '/v1/company', {
      address: 'Calle Mayor 1',
      postalCode: '28013',
      city: 'Madrid',
      province: 'Madrid',
    });
    const issued = await ask('POST', '/v1/invoices', {
      shopId: shop.shopId,
      lines: [{ description: 'Pan', quantity: '1', unitPrice: '2.40', taxRate: '4.00' }],
      payments: [{ method: 'cash', amount: '2.40' }],
    });
    expect(issued.status).toBe(201);
    const invoices = (await ask('GET', '/v1/invoices')).body.data as Forged[];
    const sales = (await ask('GET', '/v1/sales')).body.data as Forged[];
    expect(sales).toHaveLength(4);
    expect(sales.map(({ lines, taxes, discount, payments, ...rest }: Forged) => rest)).toEqual(invoices);
    expect(await onePerPage('/v1/sales')).toEqual(sales);
    for (const sale of sales) {
      const whole = (await ask('GET', `/v1/invoices/${sale.id}`)).body;
      expect([sale.lines, sale.taxes, sale.discount]).toEqual([whole.lines, whole.taxes, whole.discount]);
      expect((await ask('GET', `/v1/sales/${sale.id}`)).body).toEqual(sale);
    }
    const since = '2026-11-01T00:00:00Z';
    const updatedInvoices = (await ask('GET', `/v1/invoices?updatedAfter=${since}`)).body.data as Forged[];
    const updatedSales = (await ask('GET', `/v1/sales?updatedAfter=${since}`)).body.data as Forged[];
    expect(updatedSales.map(({ id }: Forged) => id)).toEqual(updatedInvoices.map(({ id }: Forged) => id));
    expect((await ask('GET', `/v1/sales?updatedAfter=${since}&till=${shop.tillId}`)).status).toBe(400);
  });

  test('since a moment: pages of one instant are stable, and what is annulled while they are read comes again', async () => {
    await start();
    const numbers: string[] = [];
    for (let sold = 0; sold < 5; sold += 1) numbers.push(unwrap(sellOne(till.till)).document.number);
    unwrap(await till.sync.once());
    const path = '/v1/sales?updatedAfter=2026-11-01T00:00:00Z';
    const whole = (await ask('GET', path)).body.data as Forged[];
    expect(new Set(whole.map(({ updatedAt }: Forged) => updatedAt)).size).toBe(1);
    expect(await onePerPage(path)).toEqual(whole);
    let asked = 0;
    const first = whole[0]?.number as string;
    const read = await onePerPage(path, async () => {
      asked += 1;
      if (asked !== 2) return;
      central.clock.advance(1_000);
      unwrap(annulDocument(till.till, first, op().cashierId, 'error'));
      unwrap(await till.sync.once());
    });
    expect(read.map(({ number }: Forged) => number)).toEqual([...whole.map(({ number }: Forged) => number), first]);
    expect(read.at(-1)).toMatchObject({ state: 'annulled', version: 2 });
  });
});

describe('a cash session', () => {
  test('shows moves and corrected payments as they happened', async () => {
    await start();
    const session = unwrap(openSession(till.till, op(), cents(10_000)));
    const sold = unwrap(sellOne(till.till, { method: 'cash', cents: 5_000 }));
    unwrap(moveCash(till.till, op(), { kind: 'in', cents: cents(500), reason: 'Cambio' }));
    const [doc] = till.till.db.prepare('SELECT uid FROM documents WHERE number = ?').all(sold.document.number) as {
      uid: string;
    }[];
    unwrap(
      correctPayment(till.till, op(), { documentId: doc?.uid ?? '', position: 1, method: 'card', reason: 'Tecla' }),
    );
    unwrap(await till.sync.once());
    const { changes } = (await ask('GET', `/v1/cash-sessions/${session.uid}`)).body;
    expect(changes.map(({ detail }: Forged) => [detail.change, detail.amount])).toEqual([
      ['cash-move', '5.00'],
      ['payment-corrected', '24.94'],
    ]);
    expect(changes[1].detail).toMatchObject({ from: 'cash', to: 'card', position: 1, number: sold.document.number });
    expect(JSON.stringify(changes)).not.toMatch(/[cC]ents|Milli|Bp"/);
  });

  test('closed twice by a restored till shows both, first to last', async () => {
    await start();
    const session = unwrap(openSession(till.till, op(), cents(10_000)));
    unwrap(sellOne(till.till));
    unwrap(await till.sync.once());
    const backup = join(temporaryFolder('backup'), 'copy.db');
    await backupTo(till.till.db, backup);
    const closing = (total: number) =>
      unwrap(
        closeDay(till.till, op(), {
          count: { pieces: [], totalCents: cents(total), leftCents: null },
          isPrinted: false,
        }),
      );
    till.ports.clock.advance(60_000);
    closing(11_111);
    unwrap(await till.sync.once());
    till.till.close();
    const folder = temporaryFolder('restored');
    unwrap(restoreTill(backup, folder, till.ports));
    till.reopen(folder);
    if (till.till.isElsewhere) unwrap(adoptFolder(till.till, 'moved'));
    till.ports.clock.advance(60_000);
    unwrap(moveCash(till.till, op(), { kind: 'in', cents: cents(100), reason: 'Después' }));
    till.ports.clock.advance(60_000);
    closing(22_222);
    for (let round = 0; round < 4; round += 1) await till.sync.once();
    const { body } = await ask('GET', `/v1/cash-sessions/${session.uid}`);
    expect(body.closings.map(({ report }: Forged) => report.cash.counted.total)).toEqual(['111.11', '222.22']);
    expect(body.closedAt).toBe(body.closings[1].at);
    const list = (await ask('GET', `/v1/cash-sessions?till=${shop.tillId}`)).body.data as Forged[];
    expect(list.filter(({ id }: Forged) => id === session.uid)).toHaveLength(1);
  });

  test('lists are the same whole or one a page', async () => {
    await start();
    for (let day = 0; day < 3; day += 1) {
      unwrap(sellOne(till.till));
      unwrap(
        closeDay(till.till, op(), {
          count: { pieces: [], totalCents: cents(1_000), leftCents: null },
          isPrinted: false,
        }),
      );
      till.ports.clock.advance(20 * 60 * 60_000);
    }
    unwrap(await till.sync.once());
    const whole = (await ask('GET', '/v1/cash-sessions')).body.data;
    expect(whole).toHaveLength(3);
    expect(await onePerPage('/v1/cash-sessions')).toEqual(whole);
    expect((await ask('GET', `/v1/cash-sessions?shop=${shop.shopId}`)).body.data).toEqual(whole);
    expect((await ask('GET', '/v1/cash-sessions?from=2030-01-01')).body.data).toEqual([]);
    expect((await ask('GET', '/v1/cash-sessions/none')).status).toBe(404);
  });
});

describe('short lists', () => {
  test('of shops, tills and prices are the same whole or one a page', async () => {
    await start();
    for (const code of ['T02', 'T03', 'T10']) await addTill(central.app, shop, code);
    for (const code of ['02', '03'])
      expect((await ask('POST', '/v1/shops', { code, name: `Tienda ${code}` })).status).toBe(201);
    for (const id of ['a', 'b', 'c']) {
      expect(
        (await ask('PUT', `/v1/products/${id}`, { reference: id, name: id, unitPrice: '1.00', taxClass: 'general' }))
          .status,
      ).toBe(200);
    }
    for (const [path, count] of [
      ['/v1/shops', 3],
      ['/v1/tills', 4],
      ['/v1/prices', 3],
      ['/v1/tokens', 3],
    ] as const) {
      const whole = (await ask('GET', path)).body.data;
      expect([path, whole.length]).toEqual([path, count]);
      expect(await onePerPage(path)).toEqual(whole);
    }
  });
});
