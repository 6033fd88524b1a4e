import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { headerByNumber } from '../../../db/documents.ts';
import { recordsOfDocument } from '../../../db/fiscal-records.ts';
import { allInstallations } from '../../../db/installations.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type Forged, forge, post } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let shop: ShopOfTest;
let till: TillOfTest;
let made = 0;

beforeAll(async () => {
  central = await freshCentral({ clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')) });
});
afterAll(() => central.close());
afterEach(() => {
  till.till.close();
  removeFolders();
});

async function start(sales = 2): Promise<void> {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  till = await pairedTill(central, shop);
  for (let sold = 0; sold < sales; sold += 1) unwrap(sellOne(till.till));
}

type Method = 'GET' | 'POST' | 'PUT';
async function ask(
  method: Method,
  url: string,
  payload?: object,
): Promise<{ status: number; body: Forged; text: string }> {
  const answer = await central.app.inject({
    method,
    url,
    headers: bearer(shop.userToken),
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return {
    status: answer.statusCode,
    body: isJson && answer.body !== '' && !url.includes('/events') ? answer.json() : null,
    text: answer.body,
  };
}

const caller = () => ({ tillId: shop.tillId, token: till.token ?? '' });

describe('documents', () => {
  test('are found by number, day, till and state, page by page, and are read whole', async () => {
    await start(5);
    unwrap(await till.sync.once());
    const first = await ask('GET', '/v1/invoices?limit=3&from=2026-11-23&to=2026-11-23');
    expect(first.body.data).toHaveLength(3);
    const second = await ask('GET', `/v1/invoices?limit=3&from=2026-11-23&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ nextCursor: null });
    expect([...first.body.data, ...second.body.data].map(({ number }) => number)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `01T01S-26-00000${n}`),
    );
    expect((await ask('GET', `/v1/invoices?till=${shop.tillId}&number=01T01S-26-000002`)).body.data).toHaveLength(1);
    expect((await ask('GET', '/v1/invoices?state=annulled')).body.data).toEqual([]);
    expect((await ask('GET', '/v1/invoices?from=2026-11-24')).body.data).toEqual([]);
    const [one] = first.body.data;
    const whole = await ask('GET', `/v1/invoices/${one.id}`);
    expect(whole.body.lines).toHaveLength(2);
    expect(whole.body.records).toMatchObject([{ kind: 'alta', position: 1, state: 'queued' }]);
    expect((await ask('GET', '/v1/invoices?cursor=nonsense')).body).toMatchObject({ code: 'cursor_invalid' });
    expect((await ask('GET', '/v1/invoices/none')).status).toBe(404);
  });

  test('have their record in the bytes that the till hashed, and their events in the bytes that it sent', async () => {
    await start(2);
    unwrap(await till.sync.once());
    const { db } = till.till;
    const header = headerByNumber(db, '01T01S-26-000002');
    const [record] = header === null ? [] : recordsOfDocument(db, header.rowId);
    const answer = await ask('GET', `/v1/invoices/${header?.uid}/record`);
    expect(answer.text).toBe(record?.xml.toString('utf8'));
    expect((await ask('GET', `/v1/invoices/${header?.uid}/record?kind=anulacion`)).status).toBe(404);
    const [installation] = allInstallations(db);
    const events = await ask('GET', `/v1/installations/${installation?.numeroInstalacion}/events?after=1`);
    expect(events.text).toBe(
      till
        .lines()
        .slice(1)
        .map((line) => `${line}\n`)
        .join(''),
    );
  });
});

describe('what a person has to look at', () => {
  const shiftTotal = (events: Forged[]): void => {
    events.find(({ type }) => type === 'document.issued').data.document.totalCents += 1;
  };

  test('a doubted document shows in agreement, in hello, on the page, and is dismissed with a note, once', async () => {
    await start(2);
    await post(central.app, caller(), forge(till.lines(), shiftTotal));
    const url = `/v1/tills/${shop.tillId}/agreement`;
    const held = (await ask('GET', url)).body;
    expect(held).toMatchObject({ state: 'different', quarantined: 1 });
    expect(held.reasons.map(({ code }: { code: string }) => code)).toEqual(['different', 'quarantined']);
    expect(held.reasons[0].text).toContain('01T01S-26');
    const open = (await ask('GET', '/v1/incidents?open=true&kind=quarantined')).body.data;
    expect(open).toMatchObject([{ code: 'total_differs', number: '01T01S-26-000001' }]);
    const dismiss = `/v1/incidents/${open[0].id}/dismiss`;
    expect((await ask('POST', dismiss, { note: '' })).status).toBe(400);
    expect((await ask('POST', dismiss, { note: 'Visto con la gestoría' })).body).toMatchObject({
      settledAs: 'dismissed',
    });
    expect((await ask('POST', dismiss, { note: 'Otra vez' })).body).toMatchObject({ code: 'incident_settled' });
    expect((await ask('GET', '/v1/incidents?open=true&kind=quarantined')).body.data).toEqual([]);
    expect((await ask('GET', '/v1/audit?kind=incident.settled')).body.data).toHaveLength(1);
    expect((await ask('GET', url)).body).toMatchObject({ quarantined: 0 });
  });

  test('what still does not hold is not accepted by asking again', async () => {
    await start(2);
    await post(central.app, caller(), forge(till.lines(), shiftTotal));
    const [open] = (await ask('GET', '/v1/incidents?open=true&kind=quarantined')).body.data;
    const again = await ask('POST', `/v1/incidents/${open.id}/review`);
    expect([again.status, again.body]).toMatchObject([
      409,
      { code: 'still_doubted', params: { code: 'total_differs' } },
    ]);
    expect((await ask('GET', '/v1/invoices')).body.data).toHaveLength(1);
  });

  test('a document is believed once its cause is gone, with everything that follows from it', async () => {
    await start(3);
    // Somebody else holds the series: by mistake, as it turns out.
    await inWhole(central.context, async (tx) => {
      await tx.query(
        "INSERT INTO tills (company_id, id, shop_id, code, name, created_at_ms) VALUES ($1, gen_random_uuid(), $2, 'T99', 'X', 0)",
        [shop.companyId, shop.shopId],
      );
      await tx.query(
        `INSERT INTO series_holders (company_id, code, till_id, since_ms) SELECT company_id, '01T01S-26', id, 0 FROM tills
         WHERE company_id = $1 AND code = 'T99' ON CONFLICT (company_id, code) DO UPDATE SET till_id = excluded.till_id`,
        [shop.companyId],
      );
    });
    unwrap(await till.sync.once());
    const open = (await ask('GET', '/v1/incidents?open=true&kind=quarantined')).body.data.toReversed();
    expect(open.map(({ code }: { code: string }) => code)).toEqual(['series_taken', 'series_taken', 'series_taken']);
    expect((await ask('GET', '/v1/stock')).body.data).toEqual([]);
    await inWhole(central.context, (tx) =>
      tx.query("UPDATE series_holders SET till_id = $2 WHERE company_id = $1 AND code = '01T01S-26'", [
        shop.companyId,
        shop.tillId,
      ]),
    );
    for (const { id } of open) {
      expect((await ask('POST', `/v1/incidents/${id}/review`)).body).toMatchObject({ settledAs: 'accepted' });
    }
    expect((await ask('GET', '/v1/invoices')).body.data).toHaveLength(3);
    expect((await ask('GET', '/v1/stock')).body.data).toMatchObject([{ level: '-3' }, { level: '-3' }]);
    expect((await ask('GET', `/v1/tills/${shop.tillId}/agreement`)).body).toMatchObject({
      quarantined: 0,
      series: [{ isEqual: true }],
    });
  });

  test('an event of a later program is read after the update', async () => {
    await start(2);
    const lines = till.lines();
    const parked = forge(lines, (events) => (events.find(({ type }) => type === 'document.issued').version = 2));
    await post(central.app, caller(), parked);
    expect((await ask('GET', `/v1/tills/${shop.tillId}/agreement`)).body).toMatchObject({ state: 'parked', parked: 1 });
    const [waiting] = (await ask('GET', '/v1/incidents?open=true&kind=central')).body.data;
    expect(waiting).toMatchObject({ code: 'unknown_version' });
    const early = await ask('POST', `/v1/incidents/${waiting.id}/review`);
    expect(early.body).toMatchObject({ code: 'still_doubted' });
    // The update: what was version 2 is what this program knows.
    await inWhole(central.context, async (tx) => {
      const [row] = await tx.query<{ seq: number }>(
        "SELECT seq FROM till_events WHERE company_id = $1 AND state = 'parked'",
        [shop.companyId],
      );
      await tx.query(
        "UPDATE till_events SET line = convert_to(replace(convert_from(line, 'UTF8'), '\"version\":2', '\"version\":1'), 'UTF8') WHERE company_id = $1 AND seq = $2",
        [shop.companyId, row?.seq],
      );
    });
    expect((await ask('POST', `/v1/incidents/${waiting.id}/review`)).body).toMatchObject({ settledAs: 'accepted' });
    expect((await ask('GET', '/v1/invoices')).body.data).toHaveLength(2);
    expect((await ask('GET', `/v1/tills/${shop.tillId}/agreement`)).body).toMatchObject({
      parked: 0,
      series: [{ isEqual: true, accepted: { count: 2 } }],
    });
  });
});

describe('the day of a shop', () => {
  test('adds up its tills, says what is open, and prints on 48 columns', async () => {
    await start(4);
    unwrap(await till.sync.once());
    const { body } = await ask('GET', `/v1/shops/${shop.shopId}/day?date=2026-11-23`);
    expect(body).toMatchObject({ documents: { count: 4, total: '99.76' } });
    expect(body.tills).toMatchObject([
      {
        code: 'T01',
        series: [{ first: '01T01S-26-000001', last: '01T01S-26-000004', missing: 0 }],
        agreement: { state: 'equal' },
        agency: { connection: 'none', states: [{ state: 'queued', count: 4 }] },
        tasks: [{ code: 'not_closed' }],
      },
    ]);
    const { text } = await ask('GET', `/v1/shops/${shop.shopId}/day.txt?date=2026-11-23`);
    expect(text.split('\n').every((line) => line.length <= 48)).toBe(true);
    expect(text).toContain('Cuadran');
    expect(text).toContain('Sin conexión con la AEAT');
    expect((await ask('GET', `/v1/shops/${shop.shopId}/day?date=2026-11-24`)).body).toMatchObject({
      documents: { count: 0 },
    });
  });
});

describe('stock', () => {
  test('is moved and counted by hand, once for each id, and the tills hear of it', async () => {
    await start(1);
    unwrap(await till.sync.once());
    const id = '0192f0f0-0000-7000-8000-000000000001';
    const unknown = { id, shopId: shop.shopId, productId: 'none', level: '50', reason: 'recuento' };
    const refused = await ask('POST', '/v1/stock/movements', unknown);
    expect([refused.status, refused.body.code]).toEqual([422, 'product_unknown']);
    const asked = { id, shopId: shop.shopId, productId: 'uid-1', level: '50', reason: 'recuento' };
    expect((await ask('POST', '/v1/stock/movements', asked)).body).toMatchObject({ level: '50' });
    expect((await ask('POST', '/v1/stock/movements', asked)).body).toMatchObject({ level: '50' });
    const other = await ask('POST', '/v1/stock/movements', { ...asked, level: '1' });
    expect(other.body).toMatchObject({ code: 'adjustment_id_taken' });
    const moves = (await ask('GET', '/v1/stock/movements?product=uid-1')).body.data;
    expect(moves.map(({ quantity }: { quantity: string }) => quantity)).toEqual(['-1', '51']);
    unwrap(await till.sync.once());
    expect(
      till.till.db.prepare("SELECT level_milli FROM central_stock WHERE product_uid = 'uid-1'").pluck().get(),
    ).toBe(50_000);
    const both = { ...asked, id: '0192f0f0-0000-7000-8000-000000000002', quantity: '1' };
    expect((await ask('POST', '/v1/stock/movements', both)).status).toBe(400);
  });
});

describe('the catalogue', () => {
  const product = {
    id: 'p1',
    reference: 'R1',
    name: 'Pan',
    format: null,
    unit: 'unit',
    unitPrice: '1.00',
    taxClass: 'superReduced',
    category: ['Pan'],
    codes: [{ code: '111', kind: 'short' }],
    isActive: true,
  };

  test('refuses codes and references of others by name, keeps every price, and reaches the till', async () => {
    await start(0);
    expect((await ask('PUT', '/v1/products/p1', product)).body).toMatchObject({ version: 1 });
    expect((await ask('PUT', '/v1/products/p1', product)).body).toMatchObject({ version: 1 });
    const second = { ...product, id: 'p2', reference: 'R2', name: 'Barra' };
    expect((await ask('PUT', '/v1/products/p2', second)).body).toMatchObject({
      code: 'product_code_taken',
      params: { product: 'p1' },
    });
    const third = { ...second, reference: 'R1', codes: [] };
    expect((await ask('PUT', '/v1/products/p2', third)).body).toMatchObject({ code: 'product_reference_taken' });
    expect((await ask('POST', '/v1/prices', { prices: [{ productId: 'p1', unitPrice: '1.20' }] })).body).toEqual({
      changed: 1,
    });
    const twice = ['1.00', '1.30'].map((unitPrice) => ({ productId: 'p1', unitPrice }));
    expect((await ask('POST', '/v1/prices', { prices: twice })).body).toMatchObject({ code: 'product_repeated' });
    const unknown = { prices: [...twice.slice(1), { productId: 'none', unitPrice: '0.01' }] };
    expect((await ask('POST', '/v1/prices', unknown)).body).toMatchObject({ code: 'product_unknown' });
    const prices = (await ask('GET', '/v1/products/p1/prices')).body.data;
    expect(prices.map(({ unitPrice }: { unitPrice: string }) => unitPrice)).toEqual(['1.20', '1.00']);
    expect((await ask('PUT', '/v1/products/p1', { ...product, version: 1 })).body).toMatchObject({
      code: 'version_differs',
    });
    unwrap(await till.sync.once());
    expect(till.till.db.prepare("SELECT unit_cents FROM products WHERE uid = 'p1'").pluck().get()).toBe(120);
  });

  test('lets two products exchange their codes and references in one request, and does nothing of a bad one', async () => {
    await start(0);
    const other = { ...product, id: 'p2', reference: 'R2', codes: [{ code: '222', kind: 'short' }] };
    expect((await ask('POST', '/v1/products/bulk', { products: [product, other] })).body).toEqual({ changed: 2 });
    const swapped = [
      { ...product, reference: 'R2', codes: other.codes },
      { ...other, reference: 'R1', codes: product.codes },
    ];
    expect((await ask('POST', '/v1/products/bulk', { products: swapped })).body).toEqual({ changed: 2 });
    expect((await ask('GET', '/v1/products?code=111')).body.data).toMatchObject([{ id: 'p2' }]);
    const bad = [
      { ...product, reference: 'R2', codes: other.codes, name: 'Otro' },
      { ...other, id: 'p3', reference: 'R3', codes: product.codes },
    ];
    const refused = await ask('POST', '/v1/products/bulk', { products: bad });
    expect([refused.status, refused.body.params]).toEqual([409, { code: '111', product: 'p2', index: 1 }]);
    expect((await ask('GET', '/v1/products?name=otro')).body.data).toEqual([]);
    expect((await ask('POST', '/v1/products/bulk', { products: [product, product] })).body).toMatchObject({
      code: 'product_repeated',
    });
  });
});

describe('customers', () => {
  const customer = {
    id: 'c1',
    name: 'Bar Pepe',
    taxId: 'B12345674',
    phone: null,
    email: null,
    address: null,
    postalCode: null,
    city: null,
    note: null,
  };

  test('are edited here and reach the till, and have their purchases', async () => {
    await start(1);
    expect((await ask('PUT', '/v1/customers/c1', customer)).body).toMatchObject({ name: 'Bar Pepe' });
    unwrap(await till.sync.once());
    expect(till.till.db.prepare("SELECT name FROM customers WHERE uid = 'c1'").pluck().get()).toBe('Bar Pepe');
    expect((await ask('GET', '/v1/customers?name=pepe')).body.data).toMatchObject([{ id: 'c1' }]);
    expect((await ask('GET', '/v1/customers/c1/invoices')).body.data).toEqual([]);
    expect((await ask('PUT', '/v1/customers/c2', customer)).body).toMatchObject({ code: 'customer_id_differs' });
  });
});
