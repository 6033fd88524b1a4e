import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeclaredRoute } from '../../../central/app/route.ts';
import { tablesInOrder } from '../../../central/commands/tables.ts';
import { inCompany, inWhole } from '../../../central/db/tenant.ts';
import { recordIncidents } from '../../../central/modules/incidents/record-incidents.ts';
import { allInstallations } from '../../../db/installations.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';
import { makeShop, pairedTill, type ShopOfTest } from '../support/till-of-test.ts';

/** Routes that no token opens; each is tried by tests of its own. */
const OPEN = [
  'GET /',
  'GET /openapi.json',
  'GET /reference',
  'GET /reference.css',
  'GET /status.css',
  'POST /pair',
  'POST /session',
  'POST /session/end',
];

describe('with the token of another company', () => {
  let central: FreshCentral;
  let owner: CompanyOfTest;
  let stranger: CompanyOfTest;
  let routes: readonly DeclaredRoute[];
  /** What the owner has, by the parameter of a path that names it. */
  let ids: Readonly<Record<string, string>>;

  /** A document, a product, a customer and an incident of the owner. */
  async function fillBooks(): Promise<Readonly<Record<string, string>>> {
    const till = await pairedTill(central, owner as ShopOfTest);
    owner = { ...owner, tillToken: till.token ?? '' };
    const sold = unwrap(sellOne(till.till));
    unwrap(await till.sync.once());
    const [installation] = allInstallations(till.till.db);
    till.till.close();
    const product = {
      id: 'owners-product',
      reference: 'R1',
      name: 'Pan',
      format: null,
      unit: 'unit',
      unitPrice: '1.00',
    };
    const customer = { id: 'owners-customer', name: 'Ana', taxId: null, phone: null, email: null };
    const place = { address: null, postalCode: null, city: null, note: null };
    const put = (url: string, payload: object) =>
      central.app.inject({ method: 'PUT', url, headers: bearer(owner.userToken), payload });
    const rest = { taxClass: 'general', category: [], codes: [], isActive: true };
    expect((await put('/v1/products/owners-product', { ...product, ...rest })).statusCode).toBe(200);
    expect((await put('/v1/customers/owners-customer', { ...customer, ...place })).statusCode).toBe(200);
    const incident = await inCompany(central.context, owner.companyId, async (tx) => {
      await recordIncidents(tx, [
        {
          kind: 'till',
          code: 'x',
          atMs: 0,
          tillId: owner.tillId,
          installationId: null,
          seq: null,
          number: null,
          detail: {},
        },
      ]);
      return (await tx.query<{ id: number }>('SELECT max(id) AS id FROM incidents'))[0]?.id;
    });
    const line = { text: 'Pan', gross: '1.21', taxes: [{ rate: '21.00', amount: '0.21' }] };
    const told = { externalId: '1', version: '1', displayNumber: '1', state: 'paid', placedAt: '2026-11-23T10:00:00Z' };
    const order = await central.app.inject({
      method: 'POST',
      url: '/v1/orders',
      headers: { ...bearer(owner.userToken), 'idempotency-key': '1' },
      payload: { ...told, currency: 'EUR', taxIncluded: true, lines: [line], totals: { gross: '1.21', tax: '0.21' } },
    });
    expect(order.statusCode).toBe(201);
    return {
      invoice: sold.document.id,
      order: order.json().id,
      product: product.id,
      customer: customer.id,
      incident: String(incident),
      installation: installation?.numeroInstalacion ?? '',
    };
  }

  beforeAll(async () => {
    central = await freshCentral();
    owner = await makeShop(central);
    stranger = await makeCompany(central);
    ids = await fillBooks();
    routes = central.app.declaredRoutes.filter(({ caller }) => caller !== 'anyone');
  });
  afterAll(async () => {
    removeFolders();
    await central.close();
  });

  /** Ids of the owner wherever a path has a parameter. */
  const pathOf = ({ url }: DeclaredRoute, till = owner.tillId): string =>
    url
      .replace(':till', till)
      .replace(':shop', owner.shopId)
      .replace(':key', owner.userToken.split('_')[2] ?? '')
      .replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID())
      .concat(url.includes('/day') ? '?date=2026-11-23' : '')
      .concat(url.endsWith('/changes') ? '?epoch=x&after=0' : '');

  /** Everything that belongs to the owner, as text. */
  const ownersRows = async (): Promise<string> => {
    const client = await central.context.pool.connect();
    const tables = await tablesInOrder(client);
    client.release();
    return inWhole(central.context, async (tx) => {
      const parts: unknown[] = [];
      for (const { table, columns } of tables.filter((one) => one.columns.includes('company_id'))) {
        // When a token was last used is no change of anything.
        const list = columns.filter((column) => column !== 'last_used_at_ms').join(', ');
        parts.push(
          await tx.query(`SELECT ${list} FROM ${table} WHERE company_id = $1 ORDER BY 1, 2, 3`, [owner.companyId]),
        );
      }
      return JSON.stringify(parts);
    });
  };

  const bodies = [{}, { name: 'X' }, { code: 'T9', name: 'X' }, { shopId: '', code: 'T9', name: 'X' }];

  const ask = (route: DeclaredRoute, token: string, url: string, payload: object) =>
    central.app.inject({
      method: route.method as 'GET',
      url,
      headers: { ...bearer(token), 'idempotency-key': randomUUID() },
      ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { payload }),
    });

  test('every route that says nothing of a caller is one that we know', () => {
    const open = central.app.declaredRoutes.filter(({ caller }) => caller === 'anyone');
    expect(open.map(({ method, url }) => `${method} ${url.replace('/v1', '')}`).sort()).toEqual(OPEN);
    expect(routes.length).toBeGreaterThan(10);
  });

  test('no route answers about the owner, and none changes anything', async () => {
    const before = await ownersRows();
    // What makes something comes last: then the others would find it.
    const inOrder = routes.toSorted((a, b) => Number(a.method === 'PUT') - Number(b.method === 'PUT'));
    for (const route of inOrder) {
      for (const token of [stranger.userToken, stranger.tillToken]) {
        for (const body of bodies) {
          const payload = 'shopId' in body ? { ...body, shopId: owner.shopId } : body;
          const answer = await ask(route, token, pathOf(route), payload);
          const name = `${route.method} ${route.url}`;
          // Under an id of their own choice they make something of their own.
          const own = route.method === 'PUT' ? [200] : [];
          if (route.url.includes(':')) expect([400, 403, 404, 415, 422, ...own], name).toContain(answer.statusCode);
          for (const secret of [
            owner.companyId,
            owner.shopId,
            owner.tillToken,
            owner.userToken,
            ids['invoice'],
            'Pan',
            'Ana',
          ]) {
            expect(answer.body, name).not.toContain(secret);
          }
        }
      }
    }
    expect(await ownersRows()).toBe(before);
    expect(central.errors).toEqual([]);
  });

  test('negative control: the same requests with the owner’s token do change something', async () => {
    const before = await ownersRows();
    for (const route of routes) await ask(route, owner.userToken, pathOf(route), { name: 'Otra' });
    expect(await ownersRows()).not.toBe(before);
  });

  test('without a token, with a damaged one, and with one of nobody, every route answers 401', async () => {
    const damaged = `${stranger.userToken.slice(0, -1)}${stranger.userToken.endsWith('0') ? '1' : '0'}`;
    for (const route of routes) {
      const request = { method: route.method as 'GET', url: pathOf(route) };
      const without = await central.app.inject(request);
      expect(without.statusCode).toBe(401);
      expect(without.json()).toMatchObject({ code: 'token_missing' });
      expect((await central.app.inject({ ...request, headers: bearer(damaged) })).json()).toMatchObject({
        code: 'token_invalid',
      });
    }
  });

  test('a token opens only what its scopes say', async () => {
    const reader = await makeCompany(central, { scopes: ['tills:read'] });
    const allowed = { method: 'GET' as const, headers: bearer(reader.userToken) };
    expect((await central.app.inject({ ...allowed, url: '/v1/tills' })).statusCode).toBe(200);
    for (const route of routes.filter(({ caller }) => caller !== 'tills:read')) {
      const answer = await ask(route, reader.userToken, pathOf(route, reader.tillId), {});
      expect(answer.statusCode, `${route.method} ${route.url}`).toBe(403);
    }
  });
});
