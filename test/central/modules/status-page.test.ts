import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

describe('the status page', () => {
  let central: FreshCentral;
  let company: CompanyOfTest;
  beforeAll(async () => {
    central = await freshCentral();
    company = await makeCompany(central, { name: '<script>alert(1)</script>' });
  });
  afterAll(() => central.close());

  const login = (token: string) =>
    central.app.inject({
      method: 'POST',
      url: '/session',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ token }).toString(),
    });
  const see = (cookie: string, language = 'es') =>
    central.app.inject({ url: '/', headers: { cookie, 'accept-language': language } });

  test('asks for a token once, keeps it where no script reads it, and shows the tills', async () => {
    expect((await central.app.inject({ url: '/' })).body).toContain('type="password"');
    const entered = await login(company.userToken);
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/']);
    const cookie = String(entered.headers['set-cookie']);
    expect(cookie).toContain('HttpOnly; SameSite=Strict');
    const page = await see(cookie.split(';')[0] ?? '');
    expect(page.body).toContain('01/T01');
    expect(page.body).toContain('Sin contacto');
    expect((await see(cookie.split(';')[0] ?? '', 'en')).body).toContain('No contact');
  });

  test('has no script and lets nothing of a name through', async () => {
    const cookie = `mostrador=${company.userToken}`;
    const page = await see(cookie);
    expect(page.body).not.toContain('<script');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('http-equiv="refresh"');
  });

  test('a wrong token says so, a till’s token does not open it, and another company is not seen', async () => {
    const wrong = await login('nothing');
    expect([wrong.statusCode, wrong.body.includes('role="alert"')]).toEqual([401, true]);
    expect((await login(company.tillToken)).statusCode).toBe(403);
    const other = await makeCompany(central, { tillCode: 'T77' });
    expect((await see(`mostrador=${company.userToken}`)).body).not.toContain('T77');
    expect((await see(`mostrador=${other.userToken}`)).body).toContain('T77');
  });
});
