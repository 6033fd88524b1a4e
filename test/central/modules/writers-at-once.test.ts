import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

describe('writers at the same moment', () => {
  let central: FreshCentral;
  let other: FreshCentral;
  let company: CompanyOfTest;

  beforeAll(async () => {
    central = await freshCentral();
    other = central.another();
    company = await makeCompany(central);
  });
  afterAll(() => central.close());

  type Answer = { readonly status: number; readonly body: Record<string, unknown> };
  async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, by = central): Promise<Answer> {
    const headers = bearer(company.userToken);
    const answer = await by.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  }
  /** Half of them at another instance. */
  const atOnce = (count: number, one: (index: number, by: FreshCentral) => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => one(index, index % 2 === 0 ? central : other)));

  const product = (id: string, more: object) => ({
    id,
    reference: id,
    name: 'Pan',
    format: null,
    unit: 'unit',
    unitPrice: '1.00',
    taxClass: 'general',
    category: [],
    codes: [],
    isActive: true,
    ...more,
  });
  const putProduct = (id: string, more: object, by: FreshCentral) =>
    ask('PUT', `/v1/products/${id}`, product(id, more), by);

  test('of new products with one code, and of those with one reference, one is taken and the others hear of it', async () => {
    const codes = [{ code: '8400000000017', kind: 'ean' }];
    const byCode = await atOnce(4, (index, by) => putProduct(`c${index}`, { codes }, by));
    expect(byCode.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(byCode.filter(({ body }) => body['code'] === 'product_code_taken')).toHaveLength(3);
    const byReference = await atOnce(4, (index, by) => putProduct(`r${index}`, { reference: 'SAME' }, by));
    expect(byReference.filter(({ body }) => body['code'] === 'product_reference_taken')).toHaveLength(3);
  });

  test('of one new product every edit is kept as a price, in one order', async () => {
    const answers = await atOnce(6, (index, by) => putProduct('new', { unitPrice: `1.0${index}` }, by));
    expect(answers.map(({ body }) => body['version']).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    const prices = (await ask('GET', '/v1/products/new/prices')).body['data'] as { unitPrice: string }[];
    expect(prices.map(({ unitPrice }) => unitPrice).toSorted()).toEqual([
      '1.00',
      '1.01',
      '1.02',
      '1.03',
      '1.04',
      '1.05',
    ]);
    expect((await ask('GET', '/v1/products/new')).body).toMatchObject({ unitPrice: prices[0]?.unitPrice });
  });

  test('prices and whole products in opposite order never wait in a circle', async () => {
    for (const id of ['d1', 'd2']) await putProduct(id, {}, central);
    const answers = await atOnce(8, (index, by) => {
      const ids = index % 2 === 0 ? ['d1', 'd2'] : ['d2', 'd1'];
      return index < 4
        ? ask('POST', '/v1/prices', { prices: ids.map((productId) => ({ productId, unitPrice: `2.0${index}` })) }, by)
        : ask('POST', '/v1/products/bulk', { products: ids.map((id) => product(id, { name: `Pan ${index}` })) }, by);
    });
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  const stockId = (index: number): string => `0192f0f0-0000-7000-8000-0000000001${index}0`;
  const move = (id: string, more: object, by: FreshCentral) =>
    ask('POST', '/v1/stock/movements', { id, shopId: company.shopId, reason: 'recuento', ...more }, by);

  test('counts of what never moved before do not add up', async () => {
    await putProduct('counted', {}, central);
    const counted = { productId: 'counted', level: '5' };
    const answers = await atOnce(4, (index, by) => move(stockId(index), counted, by));
    expect(answers.map(({ body }) => body['level'])).toEqual(['5', '5', '5', '5']);
    expect((await ask('GET', '/v1/stock?product=counted')).body['data']).toMatchObject([{ level: '5' }]);
  });

  test('a movement that is asked for several times at once is done once, and each is answered', async () => {
    await putProduct('moved', {}, central);
    const moved = { productId: 'moved', quantity: '-2' };
    const answers = await atOnce(4, (_, by) => move(stockId(9), moved, by));
    expect(answers.map(({ status, body }) => [status, body['level']])).toEqual(Array(4).fill([200, '-2']));
    expect((await ask('GET', '/v1/stock/movements?product=moved')).body['data']).toHaveLength(1);
  });

  test('a customer is edited also where the clock of central went back', async () => {
    const nothing = { taxId: null, phone: null, email: null, address: null, postalCode: null, city: null, note: null };
    const put = (name: string) => ask('PUT', '/v1/customers/c1', { id: 'c1', name, ...nothing });
    await put('Ana');
    central.clock.advance(-5_000);
    expect((await put('Ana María')).body).toMatchObject({ name: 'Ana María' });
    central.clock.advance(5_000);
    expect((await ask('GET', '/v1/customers/c1')).body).toMatchObject({ name: 'Ana María' });
  });
});
