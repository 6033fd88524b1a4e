import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Forged } from '../support/forge.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

let central: FreshCentral;
let company: CompanyOfTest;

beforeAll(async () => {
  central = await freshCentral({ rateLimiter: { take: () => null } });
});
afterAll(() => central.close());
beforeEach(async () => {
  company = await makeCompany(central);
});

type Answer = { readonly status: number; readonly etag: string | undefined; readonly body: Forged };

async function ask(method: 'GET' | 'PUT', url: string, payload?: object, ifMatch?: string): Promise<Answer> {
  const headers = { ...bearer(company.userToken), ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) };
  const answer = await central.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, etag: answer.headers.etag, body: answer.json() };
}

const product = (unitPrice: string, id = 'p1') => ({
  id,
  reference: `R-${id}`,
  name: 'Pan',
  format: '',
  unit: 'unit',
  unitPrice,
  taxClass: 'general',
  category: [],
  codes: [],
  isActive: true,
});
const customer = (name: string, id = 'c1') => ({
  id,
  name,
  taxId: null,
  phone: null,
  email: null,
  address: null,
  postalCode: null,
  city: null,
  note: null,
});

describe.each([
  ['/v1/products/p1', (edit: number) => product(`${edit}.00`)],
  ['/v1/customers/c1', (edit: number) => customer(`Bar ${edit}`)],
] as const)('%s', (url, edited) => {
  test('comes with its version, and a change of another one is refused and changes nothing', async () => {
    const made = await ask('PUT', url, edited(1));
    expect([made.status, made.etag, made.body.version]).toEqual([200, '"1"', 1]);
    const seen = await ask('GET', url);
    expect(seen.etag).toBe('"1"');
    const second = await ask('PUT', url, edited(2), seen.etag);
    expect([second.status, second.etag]).toEqual([200, '"2"']);
    // Whoever read before that does not undo it.
    const late = await ask('PUT', url, edited(3), seen.etag);
    expect([late.status, late.body.code, late.body.params]).toEqual([412, 'precondition_failed', { version: 2 }]);
    expect((await ask('GET', url)).body).toEqual(second.body);
    // Without the header it is done: the control.
    expect((await ask('PUT', url, edited(3))).etag).toBe('"3"');
  });

  test('If-Match takes several tags and *, is not for weak ones, and wants something there', async () => {
    expect((await ask('PUT', url, edited(1), '*')).body).toMatchObject({
      code: 'precondition_failed',
      params: { version: 0 },
    });
    expect((await ask('GET', url)).status).toBe(404);
    await ask('PUT', url, edited(1));
    expect((await ask('PUT', url, edited(2), '"7", "1"')).status).toBe(200);
    expect((await ask('PUT', url, edited(3), '*')).status).toBe(200);
    expect((await ask('PUT', url, edited(4), 'W/"3"')).status).toBe(412);
    expect((await ask('PUT', url, edited(4), '3')).status).toBe(412);
  });

  test('of two at once with the same version one wins', async () => {
    await ask('PUT', url, edited(1));
    const both = await Promise.all([2, 3].map((edit) => ask('PUT', url, edited(edit), '"1"')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await ask('GET', url)).body.version).toBe(2);
  });
});

describe.each([
  ['/v1/products', (id: string) => product('1.00', id), 'name=Pan'],
  ['/v1/customers', (id: string) => customer('Bar', id), 'name=Bar'],
] as const)('%s?updatedAfter', (url, made, filter) => {
  test('lists what is new or changed since, in that order, page by page, and goes without other filters', async () => {
    for (const id of ['a', 'b', 'c', 'd']) {
      await ask('PUT', `${url}/${id}`, made(id));
      central.clock.advance(1_000);
    }
    const since = new Date(central.clock.nowMs()).toISOString();
    await ask('PUT', `${url}/b`, { ...made('b'), name: 'Otro' });
    await ask('PUT', `${url}/e`, made('e'));
    central.clock.advance(1_000);
    await ask('PUT', `${url}/a`, { ...made('a'), name: 'Otro' });
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = (await ask('GET', `${url}?updatedAfter=${since}&limit=1${cursor}`)).body;
      ids.push(...page.data.map(({ id }: Forged) => id));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(ids).toEqual(['b', 'e', 'a']);
    const mixed = await ask('GET', `${url}?updatedAfter=${since}&${filter}`);
    expect([mixed.status, mixed.body.errors[0].pointer]).toEqual([400, '/query/updatedAfter']);
  });
});

test('what is not said of a product or a customer is nothing, and the id is that of the path', async () => {
  const bare = await ask('PUT', '/v1/products/p9', {
    reference: 'R9',
    name: 'Pan',
    unitPrice: '1.00',
    taxClass: 'general',
  });
  expect(bare.body).toMatchObject({ id: 'p9', format: null, unit: 'unit', category: [], codes: [], isActive: true });
  const person = await ask('PUT', '/v1/customers/c9', { name: ' Bar Pepe ' });
  expect(person.body).toMatchObject({ ...customer('Bar Pepe', 'c9') });
  expect((await ask('PUT', '/v1/customers/c9', { name: ' ' })).status).toBe(400);
  for (const url of ['/v1/products/other', '/v1/customers/other']) {
    const { status, body } = await ask('PUT', url, url.includes('products') ? product('1.00') : customer('Bar'));
    expect([status >= 400, body.code]).toEqual([
      true,
      `${url.includes('products') ? 'product' : 'customer'}_id_differs`,
    ]);
  }
});
