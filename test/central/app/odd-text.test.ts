import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DeclaredRoute } from '../../../central/app/route.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

const cursorOf = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** U+0000, half a surrogate pair in UTF-8, a cut UTF-8, a day that PostgreSQL lacks, cursors with some of it. */
const ODD_IN_URL = [
  '%00',
  '%ED%A0%80',
  '%F0%9F',
  '0000-01-01',
  '9007199254740993',
  cursorOf(['\0']),
  cursorOf(['\ud800']),
  cursorOf(['2026-01-01', '\0']),
  cursorOf(['0000-01-01', 'x']),
];
const ODD_IN_BODY = ['\0', 'a\0b', '\ud800', '0000-01-01'];

describe('text that PostgreSQL does not take', () => {
  let central: FreshCentral;
  let company: CompanyOfTest;
  let routes: readonly DeclaredRoute[];

  beforeAll(async () => {
    const unlimited = { take: () => null };
    central = await freshCentral({ rateLimiter: unlimited });
    company = await makeCompany(central);
    routes = central.app.declaredRoutes;
  });
  afterAll(() => central.close());

  const send = (route: DeclaredRoute, url: string, payload: unknown = {}) =>
    central.app.inject({
      method: route.method as 'GET',
      url,
      headers: {
        ...bearer(route.caller === 'till' ? company.tillToken : company.userToken),
        ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(route.method === 'GET' ? {} : { payload: JSON.stringify(payload) }),
    });

  const namesOf = (schema: unknown): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

  const realPath = ({ url }: DeclaredRoute): string =>
    url.replace(':till', company.tillId).replace(':shop', company.shopId).replace(/:\w+/g, 'x');

  test('in a path or a query is answered, by every route, and is no fault of central', async () => {
    let asked = 0;
    for (const route of routes) {
      for (const odd of ODD_IN_URL) {
        const urls = namesOf(route.schemas.query).map((name) => `${realPath(route)}?${name}=${odd}`);
        if (route.url.includes(':')) urls.push(route.url.replace(/:\w+/g, odd));
        for (const url of urls) {
          asked += 1;
          expect((await send(route, url)).statusCode, `${route.method} ${url}`).toBeLessThan(500);
        }
      }
    }
    expect(asked).toBeGreaterThan(200);
    expect(central.errors).toEqual([]);
  });

  test('in a body is stored as a sign that it is not there, or refused', async () => {
    for (const route of routes) {
      for (const odd of ODD_IN_BODY) {
        const payload = Object.fromEntries(namesOf(route.schemas.body).map((name) => [name, odd]));
        const answer = await send(route, realPath(route), payload);
        expect(answer.statusCode, `${route.method} ${route.url}`).toBeLessThan(500);
      }
    }
    const put = { taxId: null, phone: null, email: null, address: null, postalCode: null, city: null, note: null };
    const headers = bearer(company.userToken);
    const url = '/v1/customers/a%00';
    const payload = { ...put, id: 'a\0', name: 'Ana\0' };
    const answer = await central.app.inject({ method: 'PUT', url, headers, payload });
    expect(answer.json()).toMatchObject({ id: 'a\uFFFD', name: 'Ana\uFFFD' });
    const token = { name: 'x\0', scopes: ['tills:read'] };
    expect((await central.app.inject({ method: 'POST', url: '/v1/tokens', headers, payload: token })).statusCode).toBe(
      201,
    );
    expect(central.errors).toEqual([]);
  });

  test('a body of nothing but brackets is refused', async () => {
    const deep = '['.repeat(400_000) + ']'.repeat(400_000);
    const headers = { ...bearer(company.userToken), 'content-type': 'application/json' };
    const answer = await central.app.inject({ method: 'POST', url: '/v1/prices', headers, payload: deep });
    expect(answer.statusCode).toBe(400);
    const inside = `{"prices":${deep}}`;
    expect((await central.app.inject({ method: 'POST', url: '/v1/prices', headers, payload: inside })).statusCode).toBe(
      400,
    );
    expect(central.errors).toEqual([]);
  });
});
