import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventBodySchema } from '../../../contracts/webhooks/event-types.ts';
import { readRecord } from '../../../domain/verifactu/read-record.ts';
import { readText } from '../../support/pdf-text.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { validateRecords } from '../../support/xsd.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { makeShop, pairedTill, type ShopOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let shop: ShopOfTest;
let made = 700;

const ADDRESS = { address: 'Calle Mayor 1', postalCode: '28013', city: 'Madrid', province: 'Madrid' };
const RECIPIENT = { name: 'Panadería Sol, S.L.', taxId: 'B12345674', ...ADDRESS };
const LINE = { description: 'Aceite 1 L', quantity: '2', unitPrice: '9.95', taxRate: '4.00' };

type Asked = {
  readonly status: number;
  readonly body: Forged;
  readonly headers: Record<string, unknown>;
  readonly raw: Buffer;
};

async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  key?: string,
): Promise<Asked> {
  const answer = await central.app.inject({
    method,
    url,
    headers: { ...bearer(shop.userToken), ...(key === undefined ? {} : { 'idempotency-key': key }) },
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return {
    status: answer.statusCode,
    body: isJson && !url.includes('/installations') ? answer.json() : null,
    headers: answer.headers,
    raw: answer.rawPayload,
  };
}

const issue = (body: object, key: string = randomUUID()): Promise<Asked> =>
  ask('POST', '/v1/invoices', { shopId: shop.shopId, ...body }, key);

async function newShop(): Promise<void> {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  expect((await ask('PATCH', '/v1/company', ADDRESS)).status).toBe(200);
}

beforeAll(async () => {
  central = await freshCentral({
    clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')),
    rateLimiter: { take: () => null },
  });
});
afterAll(async () => {
  await central.close();
  removeFolders();
});

describe('an invoice that central issues', () => {
  beforeAll(newShop);

  test('is numbered, recorded and chained, and adds up to what was charged', async () => {
    const first = await issue({ recipient: RECIPIENT, lines: [LINE] });
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect(first.headers['location']).toBe(`/v1/invoices/${first.body.id}`);
    expect(first.body).toMatchObject({
      ...{ number: '01APIF-26-000001', type: 'F1', total: '19.90', tax: '0.77', due: '19.90', currency: 'EUR' },
      ...{ paymentState: 'unpaid', issuedAt: '2026-11-23T10:00:00+01:00', recipientTaxId: 'B12345674' },
      taxes: [{ rate: '4.00', base: '19.13', tax: '0.77', surchargeRate: null, surcharge: '0.00' }],
      lines: [{ description: 'Aceite 1 L', quantity: '2', unitPrice: '9.95', total: '19.90' }],
    });
    const second = await issue({ lines: [LINE], payments: [{ method: 'card', amount: '19.90' }] });
    expect(second.body).toMatchObject({ number: '01APIS-26-000001', type: 'F2', due: '0.00', paymentState: 'paid' });
    const third = await issue({ recipient: RECIPIENT, lines: [LINE] });
    expect(third.body.number).toBe('01APIF-26-000002');
    const xmls: string[] = [];
    for (const { body } of [first, second, third]) {
      const record = await ask('GET', `/v1/invoices/${body.id}/record`);
      expect(record.headers['content-type']).toContain('application/xml');
      xmls.push(record.raw.toString('utf8'));
    }
    expect(await validateRecords(xmls)).toEqual([]);
    const records = xmls.map((xml) => unwrap(readRecord(xml)));
    expect(records.map(({ link }) => (link.kind === 'first' ? '' : link.huella))).toEqual([
      '',
      records[0]?.huella,
      records[1]?.huella,
    ]);
    expect(records[0]?.id.numSerie).toBe('01APIF-26-000001');
  });

  test('is there in every list, agrees with itself, and is told to other systems', async () => {
    const issued = await issue({ recipient: RECIPIENT, lines: [LINE] });
    const found = await ask('GET', `/v1/invoices?number=${issued.body.number}`);
    expect(found.body.data).toHaveLength(1);
    expect((await ask('GET', '/v1/invoices?paid=false&limit=200')).body.data.map(({ id }: Forged) => id)).toContain(
      issued.body.id,
    );
    const updated = await ask('GET', '/v1/invoices?updatedAfter=2026-11-23T00:00:00Z&limit=2');
    expect(updated.body.data).toHaveLength(2);
    expect(updated.body.nextCursor).not.toBeNull();
    const agreement = await ask('GET', `/v1/tills/${issued.body.tillId}/agreement`);
    expect(agreement.body).toMatchObject({ state: 'equal' });
    const events = (await ask('GET', '/v1/events?types=invoice.issued')).body.data;
    const told = events.find(({ data }: Forged) => data.id === issued.body.id);
    const { type, timestamp, data } = told;
    expect(eventBodySchema('invoice.issued').safeParse({ type, timestamp, data }).success).toBe(true);
    expect(told.data).toMatchObject({ number: issued.body.number, total: '19.90', version: 1 });
  });

  test('moves the stock of its products', async () => {
    const lines = [{ ...LINE, productId: 'aceite', quantity: '3' }];
    const unknown = await issue({ lines });
    expect([unknown.status, unknown.body.code, unknown.body.params]).toEqual([
      422,
      'product_unknown',
      { product: 'aceite' },
    ]);
    expect((await ask('GET', '/v1/stock')).body.data).toEqual([]);
    const form = { format: '', unit: 'unit', unitPrice: '9.95', taxClass: 'general', category: [], codes: [] };
    const product = { id: 'aceite', reference: 'ACE', name: 'Aceite', ...form, isActive: true };
    expect((await ask('PUT', '/v1/products/aceite', product)).status).toBe(200);
    expect((await issue({ lines })).status).toBe(201);
    const levels = await ask('GET', `/v1/stock?product=aceite`);
    expect(JSON.stringify(levels.body.data)).toContain('-3');
  });

  test('is a PDF with its number', async () => {
    const issued = await issue({ recipient: RECIPIENT, lines: [LINE], payments: [{ method: 'cash', amount: '5.00' }] });
    const pdf = await ask('GET', `/v1/invoices/${issued.body.id}/pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.headers['content-disposition']).toContain(`${issued.body.number}.pdf`);
    expect(readText(pdf.raw)).toContain('Pendiente de pago: 14,90 €');
    const pay = (amount: string) =>
      ask('POST', `/v1/invoices/${issued.body.id}/payments`, { method: 'transfer', amount }, randomUUID());
    const paper = async (): Promise<string> => readText((await ask('GET', `/v1/invoices/${issued.body.id}/pdf`)).raw);
    await pay('4.90');
    expect(await paper()).toMatch(/Cobrado después de emitirla: 4,90 €[\s\S]*Pendiente de pago: 10,00 €/);
    await pay('10.00');
    expect(await paper()).toContain('Cobrado después de emitirla: 14,90 €');
    expect(await paper()).not.toContain('Pendiente');
  });

  test('is issued once for one key, also by twenty at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => issue({ lines: [LINE] }, key)));
    const issued = answers.filter(({ status }) => status === 201);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(new Set(issued.map(({ body }) => body.number)).size).toBe(1);
    expect(issued.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
    expect((await issue({ lines: [{ ...LINE, quantity: '1' }] }, key)).body.code).toBe('idempotency_key_reused');
    expect((await ask('POST', '/v1/invoices', { shopId: shop.shopId, lines: [LINE] })).body.code).toBe(
      'idempotency_key_missing',
    );
  });

  test('never shares or skips a number, whoever issues at once on two instances', async () => {
    const other = central.another();
    const headers = bearer(shop.userToken);
    const send = (app: FreshCentral['app']) =>
      app.inject({
        method: 'POST',
        url: '/v1/invoices',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        payload: { shopId: shop.shopId, lines: [LINE] },
      });
    const before = (await issue({ lines: [LINE] })).body.number as string;
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => send(n % 2 === 0 ? central.app : other.app)),
    );
    const numbers = answers.map((answer) => Number((answer.json() as Forged).number.slice(-6))).sort((a, b) => a - b);
    const first = Number(before.slice(-6)) + 1;
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, n) => first + n));
  });

  test.each([
    ['without lines', { lines: [] }, 'request_invalid'],
    ['with a rate that nobody charges', { lines: [{ ...LINE, taxRate: '7.50' }] }, 'tax_rate_unknown'],
    [
      'above the limit of simplified ones',
      { lines: [{ ...LINE, unitPrice: '3000.01', quantity: '1' }] },
      'simplified_limit',
    ],
    ['paid twice', { lines: [LINE], payments: [{ method: 'card', amount: '19.91' }] }, 'payments_exceed_total'],
    [
      'with 1,000 EUR in cash',
      { lines: [{ ...LINE, unitPrice: '1000.00', quantity: '1' }], payments: [{ method: 'cash', amount: '1.00' }] },
      'cash_limit',
    ],
    ['for nobody', { type: 'F1', lines: [LINE] }, 'recipient_missing'],
    ['for a NIF that is none', { recipient: { ...RECIPIENT, taxId: 'B12345670' }, lines: [LINE] }, 'nif_invalid'],
    ['for a customer whom nobody knows', { customerId: 'nobody', lines: [LINE] }, 'customer_unknown'],
    ['of another shop', { shopId: randomUUID(), lines: [LINE] }, 'shop_unknown'],
    ['with a number for an amount', { lines: [{ ...LINE, unitPrice: 9.95 }] }, 'request_invalid'],
    ['with a field that nobody knows', { lines: [LINE], total: '19.90' }, 'request_invalid'],
    ['with a discount above the line', { lines: [{ ...LINE, discount: '20.00' }] }, 'discount_exceeds_line'],
  ])('is refused %s, and takes no number', async (_, body, code) => {
    const before = (await ask('GET', '/v1/invoices?limit=200')).body.data.length;
    const answer = await issue(body);
    expect(answer.body.code).toBe(code);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.detail).not.toBe('');
    expect((await ask('GET', '/v1/invoices?limit=200')).body.data).toHaveLength(before);
  });

  test('adds up for any lines', async () => {
    const cents = (amount: string): number => Math.round(Number(amount) * 100);
    const line = fc.record({
      description: fc.constantFrom('Pan', 'Queso', 'Vino'),
      quantity: fc.integer({ min: 1, max: 9_999 }).map((milli) => (milli / 1000).toFixed(3)),
      unitPrice: fc.integer({ min: 1, max: 9_999 }).map((value) => (value / 100).toFixed(2)),
      taxRate: fc.constantFrom('0.00', '4.00', '10.00', '21.00'),
      unit: fc.constant('kg'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const { status, body } = await issue({ recipient: RECIPIENT, lines });
        expect(status, JSON.stringify(body)).toBe(201);
        const sum = body.lines.reduce((total: number, one: Forged) => total + cents(one.total), 0);
        const taxes = body.taxes.reduce((total: number, one: Forged) => total + cents(one.base) + cents(one.tax), 0);
        expect([sum, taxes]).toEqual([cents(body.total), cents(body.total)]);
      }),
      { numRuns: 25 },
    );
    expect(central.errors).toEqual([]);
  });
});

describe('issuing', () => {
  test('waits for the address of the company, and is refused to a company that is real while the producer is none', async () => {
    made += 1;
    shop = await makeShop(central, nifOf(made));
    expect((await issue({ lines: [LINE] })).body.code).toBe('issuer_address_missing');
    await central.context.pool.query(
      "BEGIN; SET LOCAL app.whole = 'on'; UPDATE companies SET environment = 'production' WHERE id = '" +
        shop.companyId +
        "'; COMMIT",
    );
    // Its token says test.
    expect((await issue({ lines: [LINE] })).status).toBe(401);
  });

  test('goes on in another series after a restore of central, and never in the old one', async () => {
    await newShop();
    expect((await issue({ lines: [LINE] })).body.number).toBe('01APIS-26-000001');
    await central.context.pool.query("UPDATE server_settings SET value = $1 WHERE key = 'epoch'", [randomUUID()]);
    const after = await issue({ lines: [LINE] });
    expect(after.body.number).toMatch(/^01APIS[0-9A-Z]{5}-26-000001$/);
    const record = await ask('GET', `/v1/invoices/${after.body.id}/record`);
    expect(record.raw.toString('utf8')).toContain('<sf:PrimerRegistro>S</sf:PrimerRegistro>');
  });

  test('finds a code that no till of the shop has', async () => {
    await newShop();
    const payload = { shopId: shop.shopId, code: 'API', name: 'Caja' };
    expect((await ask('POST', '/v1/tills', payload)).status).toBe(201);
    expect((await issue({ lines: [LINE] })).body.number).toBe('01API0S-26-000001');
  });

  test('for a customer takes the address that central knows', async () => {
    await newShop();
    const nothing = { phone: null, email: null, note: null };
    const customer = {
      id: 'c1',
      name: 'Bar Pepe',
      taxId: '12345678Z',
      address: 'Sol 1',
      postalCode: '28001',
      city: 'Madrid',
    };
    await ask('PUT', '/v1/customers/c1', { ...customer, ...nothing });
    await ask('PUT', '/v1/customers/c2', { ...customer, ...nothing, id: 'c2', taxId: null });
    const issued = await issue({ type: 'F1', customerId: 'c1', lines: [LINE] });
    expect(issued.body).toMatchObject({
      recipient: { name: 'Bar Pepe', taxId: '12345678Z', city: 'Madrid' },
      customerId: 'c1',
    });
    expect((await issue({ type: 'F1', customerId: 'c2', lines: [LINE] })).body.code).toBe('customer_incomplete');
    expect((await ask('GET', '/v1/customers/c1/invoices')).body.data).toHaveLength(1);
  });
});

describe('payments of an invoice', () => {
  beforeAll(newShop);

  const pay = (id: string, amount: string, key: string = randomUUID()) =>
    ask('POST', `/v1/invoices/${id}/payments`, { method: 'transfer', amount, reference: 'T1' }, key);

  test('come in parts, never beyond what is due, and the last one is told', async () => {
    const payments = [{ method: 'cash', amount: '4.90', reference: null }];
    const { id } = (await issue({ lines: [LINE], payments })).body;
    const key = randomUUID();
    expect((await pay(id, '5.00', key)).body).toMatchObject({ due: '10.00' });
    expect((await pay(id, '5.00', key)).headers['idempotent-replayed']).toBe('true');
    expect((await ask('GET', `/v1/invoices/${id}`)).body).toMatchObject({
      paymentState: 'partially_paid',
      due: '10.00',
      version: 2,
    });
    expect((await pay(id, '10.01')).body).toMatchObject({ code: 'payment_exceeds_due', params: { dueCents: 1000 } });
    expect((await pay(id, '10.00')).body).toMatchObject({ due: '0.00' });
    expect((await pay(id, '0.01')).body.code).toBe('invoice_already_paid');
    const { data } = (await ask('GET', `/v1/invoices/${id}/payments`)).body;
    expect(data.map(({ method, amount, atIssue }: Forged) => [method, amount, atIssue])).toEqual([
      ['cash', '4.90', true],
      ['transfer', '5.00', false],
      ['transfer', '10.00', false],
    ]);
    const events = (await ask('GET', '/v1/events?types=invoice.paid')).body.data;
    expect(events.map((event: Forged) => event.data)).toMatchObject([{ id, version: 3 }]);
  });

  test('of two at once never pay more than is due', async () => {
    const { id } = (await issue({ lines: [LINE] })).body;
    const answers = await Promise.all(Array.from({ length: 8 }, () => pay(id, '5.00')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect((await ask('GET', `/v1/invoices/${id}`)).body.due).toBe('4.90');
  });

  test('of a sale at a till are what its paper says', async () => {
    made += 1;
    shop = await makeShop(central, nifOf(made));
    const till = await pairedTill(central, shop);
    const sold = unwrap(sellOne(till.till));
    unwrap(await till.sync.once());
    till.till.close();
    const { data } = (await ask('GET', `/v1/invoices/${sold.document.id}/payments`)).body;
    expect(data).toMatchObject([{ id: null, atIssue: true }]);
    expect((await pay(sold.document.id, '1.00')).body.code).toBe('invoice_already_paid');
    const pdf = await ask('GET', `/v1/invoices/${sold.document.id}/pdf`);
    expect(pdf.status).toBe(200);
  });
});
