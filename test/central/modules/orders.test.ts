import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orderBodySchema, orderSchema } from '../../../contracts/rest/order.ts';
import { eventBodySchema } from '../../../contracts/webhooks/event-types.ts';
import { removeFolders } from '../../support/till.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { makeShop, type ShopOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let shop: ShopOfTest;
let made = 900;

const ADDRESS = { address: 'Calle Mayor 1', postalCode: '28013', city: 'Madrid', province: 'Madrid' };
const BUYER = { name: 'Ana García', taxId: '12345678-z', ...ADDRESS };
const V1 = '2026-11-23T08:00:00Z';
const V2 = '2026-11-23T08:30:00Z';
const V3 = '2026-11-23T10:00:00+01:00';

const ORDER = {
  ...{ externalId: '10042', version: V1, displayNumber: '#10042', state: 'unpaid', currency: 'EUR', taxIncluded: true },
  placedAt: '2026-11-23T07:58:12Z',
  lines: [
    { text: 'Aceite 1 L', sku: 'ACE', quantity: '2', gross: '19.90', taxes: [{ rate: '4.00', amount: '0.77' }] },
    { kind: 'shipping', text: 'Envío', gross: '4.50', taxes: [{ rate: '21.00', amount: '0.78' }] },
  ],
  totals: { gross: '24.40', tax: '1.55' },
};

type Asked = { readonly status: number; readonly body: Forged; readonly headers: Record<string, unknown> };

async function ask(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
): Promise<Asked> {
  const answer = await central.app.inject({
    ...{ method, url, headers: { ...bearer(shop.userToken), ...headers } },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

const post = (url: string, payload?: object, key: string = randomUUID()): Promise<Asked> =>
  ask('POST', url, payload, { 'idempotency-key': key });

async function save(more: object = {}): Promise<Forged> {
  const { status, body } = await post('/v1/orders', { ...ORDER, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  expect(() => orderSchema.parse(body)).not.toThrow();
  return body;
}

const invoice = (order: Forged): Promise<Asked> => post(`/v1/orders/${order.id}/invoice`);

/** What other systems were told, each as its schema says. */
async function told(): Promise<Forged[]> {
  const { data } = (await ask('GET', '/v1/events?limit=200')).body;
  for (const { type, timestamp, data: about } of data) {
    expect(eventBodySchema(type).safeParse({ type, timestamp, data: about }).success, type).toBe(true);
  }
  return data;
}
const toldTypes = async (): Promise<string[]> =>
  (await told()).map(({ type }) => type).filter((type) => type.startsWith('order.') || type === 'invoice.paid');

beforeAll(async () => {
  central = await freshCentral({
    clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')),
    rateLimiter: { take: () => null },
  });
});
beforeEach(async () => {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  expect((await ask('PATCH', '/v1/company', ADDRESS)).status).toBe(200);
});
afterAll(async () => {
  expect(central.errors).toEqual([]);
  await central.close();
  removeFolders();
});

describe('an order that comes in', () => {
  test('is kept as it was told, found, and told on', async () => {
    const { status, body, headers } = await post('/v1/orders', { ...ORDER, customer: BUYER });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(headers['location']).toBe(`/v1/orders/${body.id}`);
    expect(body).toMatchObject({
      ...{ source: 'api', connectionId: 'api', externalId: '10042', externalVersion: V1, state: 'unpaid' },
      ...{ status: 'received', reasons: [], shopId: shop.shopId, invoiceId: null, total: '24.40', version: 1 },
      ...{ taxId: '12345678Z', shippedAt: null, customer: { taxId: '12345678-z', email: null } },
      taxes: [
        { rate: '21.00', base: '3.72', tax: '0.78' },
        { rate: '4.00', base: '19.13', tax: '0.77' },
      ],
    });
    expect((await ask('GET', `/v1/orders/${body.id}`)).body).toEqual(body);
    expect(await told()).toMatchObject([
      { type: 'order.received', data: { id: body.id, externalId: '10042', displayNumber: '#10042', version: 1 } },
    ]);
    const audit = (await ask('GET', '/v1/audit')).body.data;
    expect(audit.map(({ kind }: Forged) => kind)).toContain('order.received');
  });

  test('replaces what is there if it is newer; an older one, or the same once more, changes nothing', async () => {
    const first = await save({ version: V2 });
    expect(await save({ version: V1, displayNumber: 'old' })).toEqual(first);
    expect(await save({ version: V2 })).toEqual(first);
    expect(await save({ version: '2026-11-23T09:30:00+01:00' })).toEqual(first);
    expect(await toldTypes()).toEqual(['order.received']);
    const second = await save({ version: V3, displayNumber: 'new', state: 'paid' });
    expect(second).toMatchObject({ id: first.id, displayNumber: 'new', state: 'paid', version: 2 });
    expect(await toldTypes()).toEqual(['order.received', 'order.received']);
  });

  test('is taken again when its shop counts in seconds and changed it twice in one', async () => {
    const first = await save({ version: V2 });
    const second = await save({ version: V2, state: 'paid' });
    expect(second).toMatchObject({ id: first.id, state: 'paid', version: 2 });
    expect(await save({ version: V2, state: 'paid' })).toEqual(second);
    expect(await toldTypes()).toEqual(['order.received', 'order.received']);
  });

  test('is one, also when twenty versions of it come at once and in any order', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => String((index * 7) % 20));
    const saved = await Promise.all(versions.map((version) => save({ version, displayNumber: version })));
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
    expect((await ask('GET', `/v1/orders/${saved[0].id}`)).body).toMatchObject({ displayNumber: '19' });
    expect((await ask('GET', '/v1/orders')).body.data).toHaveLength(1);
  });

  test('of another source or connection is another one', async () => {
    const ids = [await save(), await save({ source: 'woocommerce' }), await save({ connectionId: 'b' })].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(3);
    const found = async (query: string) =>
      (await ask('GET', `/v1/orders?${query}`)).body.data.map(({ id }: Forged) => id);
    expect(await found('source=woocommerce')).toEqual([ids[1]]);
    expect(await found('connectionId=b&externalId=10042&state=unpaid&status=received')).toEqual([ids[2]]);
    expect(await found('externalId=nobody')).toEqual([]);
    expect(await found('updatedAfter=2026-11-23T09:00:00Z')).toHaveLength(3);
    expect(await found('updatedAfter=2026-11-23T09:00:01Z')).toEqual([]);
    const first = (await ask('GET', '/v1/orders?limit=2')).body;
    const rest = (await ask('GET', `/v1/orders?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.data, ...rest.data].map(({ id }: Forged) => id).sort()).toEqual([...ids].sort());
    expect(rest.nextCursor).toBeNull();
  });

  test('says when it was shipped, once', async () => {
    await save();
    central.clock.advance(1000);
    expect(await save({ version: V2, state: 'shipped' })).toMatchObject({ shippedAt: '2026-11-23T09:00:01.000Z' });
    central.clock.advance(1000);
    await save({ version: V3, state: 'paid' });
    expect(await save({ version: '2026-11-24T00:00:00Z', state: 'shipped' })).toMatchObject({
      shippedAt: '2026-11-23T09:00:01.000Z',
    });
    expect((await toldTypes()).filter((type) => type === 'order.shipped')).toHaveLength(1);
  });

  test('is refused when its form is wrong, or nobody knows which shop sells', async () => {
    for (const wrong of [
      { source: 'Woo' },
      { currency: 'euro' },
      { state: 'lost' },
      { lines: [{ ...ORDER.lines[0], gross: 19.9 }] },
      { lines: [{ ...ORDER.lines[0], quantity: '1,5' }] },
      { totals: { gross: '-1.00', tax: '0.00' } },
      { unknown: true },
    ]) {
      expect((await post('/v1/orders', { ...ORDER, ...wrong })).status, JSON.stringify(wrong)).toBe(400);
    }
    expect((await ask('POST', '/v1/orders', ORDER)).body).toMatchObject({ code: 'idempotency_key_missing' });
    expect((await post('/v1/orders', { ...ORDER, shopId: randomUUID() })).body).toMatchObject({ code: 'shop_unknown' });
    expect((await ask('POST', '/v1/shops', { code: '02', name: 'Otra' })).status).toBeLessThan(300);
    expect((await post('/v1/orders', ORDER)).body).toMatchObject({ code: 'order_shop_missing' });
    expect(await save({ shopId: shop.shopId })).toMatchObject({ shopId: shop.shopId });
    expect(await save({ version: V2 })).toMatchObject({ shopId: shop.shopId, version: 2 });
  });
});

describe('an order that cannot be invoiced as it is', () => {
  const ODD = { currency: 'USD', placedAt: '0000-00-00 00:00:00' };

  test('is parked with its reasons in words, and not invoiced until it is put right', async () => {
    const parked = await save(ODD);
    expect(parked).toMatchObject({ status: 'parked', reasons: [{ code: 'foreign_currency' }, { code: 'bad_date' }] });
    expect(parked.reasons[0].detail).toContain('solo se factura en euros');
    const english = await ask('GET', `/v1/orders/${parked.id}`, undefined, { 'accept-language': 'en' });
    expect(english.body.reasons[0].detail).toContain('only euros are invoiced');
    expect(await told()).toMatchObject([
      { type: 'order.parked', data: { id: parked.id, reasons: ['foreign_currency', 'bad_date'] } },
    ]);
    const refused = await invoice(parked);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      ...{ code: 'order_parked', params: { reasons: 'foreign_currency, bad_date' } },
      errors: [{ code: 'foreign_currency' }, { code: 'bad_date' }],
    });
    expect(await save({ version: V2 })).toMatchObject({ status: 'received', reasons: [] });
    expect((await invoice(parked)).status).toBe(201);
  });

  test('is cancelled, and back again', async () => {
    const order = await save(ODD);
    expect(await save({ version: V2, state: 'cancelled' })).toMatchObject({ status: 'cancelled', reasons: [] });
    expect((await invoice(order)).body).toMatchObject({ code: 'order_cancelled' });
    expect(await save({ version: V3 })).toMatchObject({ status: 'received' });
  });
});

describe('the invoice of an order', () => {
  test('comes to what the buyer was charged, and is one', async () => {
    const order = await save({ state: 'paid', customer: BUYER, payments: [{ method: 'card', amount: '24.40' }] });
    const answers = await Promise.all(Array.from({ length: 8 }, () => invoice(order)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const [{ status, body, headers } = answers[0] as Asked] = answers;
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/v1/invoices/${body.id}`);
    expect(body).toMatchObject({ type: 'F1', total: '24.40', due: '0.00', recipientTaxId: '12345678Z' });
    const whole = (await ask('GET', `/v1/invoices/${body.id}`)).body;
    expect(whole).toMatchObject({
      lines: [
        { description: 'Aceite 1 L', code: 'ACE', quantity: '2', unitPrice: '9.95', total: '19.90' },
        { description: 'Envío', quantity: '1', total: '4.50' },
      ],
      recipient: { name: 'Ana García', taxId: '12345678Z', city: 'Madrid' },
    });
    expect((await ask('GET', `/v1/orders/${order.id}`)).body).toMatchObject({
      ...{ status: 'invoiced', invoiceId: body.id, version: 2 },
    });
    expect((await ask('GET', '/v1/invoices')).body.data).toHaveLength(1);
  });

  test('is simplified without a tax number, and due as far as nobody paid', async () => {
    const order = await save({ state: 'partially_paid', payments: [{ method: 'bizum', amount: '4.40' }] });
    expect((await invoice(order)).body).toMatchObject({ type: 'F2', total: '24.40', due: '20.00' });
  });

  test.each(['shipped', 'paid'])('is paid when the order becomes %s, and told so once', async (state) => {
    const order = await save();
    const { body } = await invoice(order);
    expect(body).toMatchObject({ due: '24.40' });
    const payments = [{ method: 'transfer', amount: '24.40', reference: 'TRF', paidAt: '2026-11-24T10:00:00Z' }];
    expect(await save({ version: V2, state, payments })).toMatchObject({ status: 'invoiced', invoiceId: body.id });
    expect((await ask('GET', `/v1/invoices/${body.id}`)).body).toMatchObject({ due: '0.00', version: 2 });
    expect((await ask('GET', `/v1/invoices/${body.id}/payments`)).body.data).toMatchObject([
      { method: 'transfer', amount: '24.40', reference: 'TRF', paidAt: '2026-11-24T10:00:00.000Z', atIssue: false },
    ]);
    await save({ version: V3, state });
    expect((await toldTypes()).filter((type) => type === 'invoice.paid')).toHaveLength(1);
  });

  test('stays as it is when the order changes, which parks it', async () => {
    const order = await save();
    const { body } = await invoice(order);
    const dearer = { lines: [ORDER.lines[0]], totals: { gross: '19.90', tax: '0.77' } };
    const changed = await save({ version: V2, state: 'paid', ...dearer });
    expect(changed).toMatchObject({ status: 'parked', reasons: [{ code: 'already_invoiced' }], invoiceId: body.id });
    expect(changed.reasons[0].detail).toContain(body.number);
    expect((await invoice(order)).body).toEqual(body);
    expect(await save({ version: V3 })).toMatchObject({ status: 'invoiced', reasons: [] });
    expect(await save({ version: '2026-11-24T00:00:00Z', state: 'cancelled' })).toMatchObject({ status: 'parked' });
  });

  test('of cash that the law does not allow is no reason to turn the order away: it stays due', async () => {
    const line = { text: 'Jamón', gross: '1500.00', taxes: [{ rate: '10.00', amount: '136.36' }] };
    const dear = { lines: [line], totals: { gross: '1500.00', tax: '136.36' } };
    const { body } = await invoice(await save(dear));
    const payments = [{ method: 'cash', amount: '1500.00' }];
    expect(await save({ version: V2, state: 'paid', ...dear, payments })).toMatchObject({ status: 'invoiced' });
    expect((await ask('GET', `/v1/invoices/${body.id}`)).body).toMatchObject({ due: '1500.00' });
    const audit = (await ask('GET', '/v1/audit')).body.data;
    expect(audit.find(({ kind }: Forged) => kind === 'order.payment_refused').detail).toMatchObject({
      code: 'cash_limit',
    });
  });

  test('moves the stock of products of ours by their quantity', async () => {
    const line = { ...ORDER.lines[0], productId: 'aceite', quantity: '3' };
    expect((await invoice(await save({ lines: [line, ORDER.lines[1]] }))).status).toBe(201);
    expect(JSON.stringify((await ask('GET', '/v1/stock?product=aceite')).body.data)).toContain('-3');
  });

  test('nobody else finds the order', async () => {
    const order = await save();
    made += 1;
    shop = await makeShop(central, nifOf(made));
    expect((await ask('GET', `/v1/orders/${order.id}`)).status).toBe(404);
    expect((await invoice(order)).status).toBe(404);
    expect((await ask('GET', '/v1/orders')).body.data).toEqual([]);
  });
});

test('the example of the reference is an order', () => {
  const route = central.app.declaredRoutes.find(({ doc }) => doc !== 'internal' && doc.operation === 'orders.save');
  const example = route?.doc === 'internal' ? undefined : route?.doc.example;
  expect(() => orderBodySchema.parse({ ...(example as object), shopId: shop.shopId })).not.toThrow();
});
