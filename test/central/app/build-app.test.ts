import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../../central/app/build-app.ts';
import { BUDGETS } from '../../../central/app/rate-limit.ts';
import { newToken, readToken } from '../../../central/app/token-text.ts';
import { certificateIn } from '../../../central/setup/certificate.ts';
import { problemSchema } from '../../../contracts/problem.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

describe('answers of central', () => {
  let central: FreshCentral;
  let company: CompanyOfTest;
  beforeAll(async () => {
    central = await freshCentral();
    company = await makeCompany(central);
  });
  afterAll(() => central.close());

  test('problems are RFC 9457, in the language that is asked for, with the id of the request', async () => {
    const ask = (language: string) =>
      central.app.inject({ url: '/v1/nothing', headers: { 'accept-language': language, 'x-request-id': 'till-7' } });
    const spanish = await ask('es-ES,en;q=0.5');
    expect(spanish.headers['content-type']).toContain('application/problem+json');
    const body = problemSchema.parse(spanish.json());
    expect(body).toMatchObject({ code: 'not_found', status: 404, requestId: 'till-7' });
    expect(body.detail).toContain('No existe');
    expect((await ask('en-GB')).json().detail).toContain('does not exist');
    expect(spanish.headers['x-request-id']).toBe('till-7');
  });

  test('bodies that are no JSON, too large or of another type are problems, not crashes', async () => {
    const post = (payload: string, type: string) =>
      central.app.inject({
        method: 'POST',
        url: '/v1/shops',
        headers: { ...bearer(company.userToken), 'content-type': type },
        payload,
      });
    expect((await post('{"code":', 'application/json')).json().code).toBe('body_malformed');
    expect((await post('{"__proto__":{"x":1}}', 'application/json')).json().code).toBe('body_malformed');
    for (const type of ['text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson']) {
      const other = await post('{"code":"01","name":"Centro"}', type);
      expect([other.statusCode, other.json().code], type).toEqual([415, 'content_type_unknown']);
    }
    expect((await post(`"${'x'.repeat(1_100_000)}"`, 'application/json')).json().code).toBe('body_too_large');
    expect(central.errors).toEqual([]);
  });

  test('no problem shows a gap, and what is wrong with a field is said in the language that was asked for', async () => {
    const post = (payload: string, language: string) =>
      central.app.inject({
        method: 'POST',
        url: '/v1/shops',
        headers: { ...bearer(company.userToken), 'content-type': 'application/json', 'accept-language': language },
        payload,
      });
    for (const language of ['es', 'en']) expect((await post('{', language)).json().detail).not.toMatch(/[{}]/);
    const part = async (language: string): Promise<string> =>
      (await post('{"code":7}', language)).json().errors[0].detail;
    expect(await part('es')).toMatch(/^Entrada inválida/);
    expect(await part('en')).toMatch(/^Invalid input/);
  });

  test('a body may be left out where every field of it may, also under the header of JSON', async () => {
    const made = await central.app.inject({
      method: 'POST',
      url: '/v1/tokens',
      headers: bearer(company.userToken),
      payload: { name: 'ERP', scopes: ['catalog:read'] },
    });
    const rotate = (keyId: string, headers: object) =>
      central.app.inject({
        method: 'POST',
        url: `/v1/tokens/${keyId}/rotate`,
        headers: { ...bearer(company.userToken), ...headers },
      });
    const first = await rotate(made.json().keyId, {});
    expect(first.statusCode).toBe(201);
    central.clock.advance(25 * 3_600_000);
    expect((await rotate(first.json().keyId, { 'content-type': 'application/json' })).statusCode).toBe(201);
    const missing = await central.app.inject({ method: 'POST', url: '/v1/shops', headers: bearer(company.userToken) });
    expect(missing.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('/code');
  });

  test('a caller that asks too much is told when to come back, and events have a budget of their own', async () => {
    const ask = () => central.app.inject({ url: '/v1/company', headers: bearer(company.userToken) });
    const other = await makeCompany(central);
    for (let count = 0; count < BUDGETS.default.requests; count += 1) await ask();
    const limited = await ask();
    expect([limited.statusCode, limited.json().code, limited.headers['retry-after']]).toEqual([
      429,
      'rate_limited',
      '60',
    ]);
    expect((await central.app.inject({ url: '/v1/company', headers: bearer(other.userToken) })).statusCode).toBe(200);
    central.clock.advance(BUDGETS.default.windowMs);
    expect((await ask()).statusCode).toBe(200);
    expect(BUDGETS.events.requests).toBeGreaterThan(BUDGETS.default.requests);
  });

  test('when PostgreSQL is away the answer is 503 with retryable, and this process still answers', async () => {
    expect((await central.app.inject({ url: '/readyz' })).statusCode).toBe(200);
    const broken = await freshCentral();
    await broken.database.drop();
    const answer = await broken.app.inject({ url: '/v1/company', headers: bearer(company.userToken) });
    expect([answer.statusCode, answer.json().retryable]).toEqual([503, true]);
    expect((await broken.app.inject({ url: '/readyz' })).statusCode).toBe(503);
    expect((await broken.app.inject({ url: '/healthz' })).statusCode).toBe(200);
    await broken.close();
  });

  test('both servers, plain and encrypted, have our own limits of time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mostrador-cert-'));
    const tls = await certificateIn(folder, '127.0.0.1', Date.now());
    rmSync(folder, { recursive: true });
    const encrypted = buildApp(central.context, { tls });
    for (const { server } of [central.app, encrypted]) {
      expect(server).toMatchObject({ headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 });
    }
    await encrypted.close();
  });

  test('a token is read back, and every single wrong character is seen before the database is asked', () => {
    const { token, keyId } = newToken(central.context.chance, 'till');
    expect(readToken(token)).toMatchObject({ kind: 'till', keyId });
    for (let index = 8; index < token.length; index += 1) {
      const wrong = token[index] === 'a' ? 'b' : 'a';
      expect(readToken(`${token.slice(0, index)}${wrong}${token.slice(index + 1)}`)).toBeNull();
    }
  });
});
