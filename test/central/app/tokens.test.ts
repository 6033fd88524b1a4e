import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import type { Forged } from '../support/forge.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

let central: FreshCentral;
let company: CompanyOfTest;

beforeAll(async () => {
  central = await freshCentral();
});
afterAll(() => central.close());
beforeEach(async () => {
  company = await makeCompany(central);
});

type Answer = { readonly status: number; readonly body: Forged; readonly headers: Readonly<Record<string, unknown>> };

async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, token: string, payload?: object): Promise<Answer> {
  const answer = await central.app.inject({ method, url, headers: bearer(token), ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

type Made = { readonly keyId: string; readonly token: string };
const make = async (scopes: readonly string[], more: object = {}): Promise<Made> =>
  (await ask('POST', '/v1/tokens', company.userToken, { name: 'ERP', scopes, ...more })).body;
const works = async (token: string): Promise<boolean> => (await ask('GET', '/v1/products', token)).status === 200;
const rotate = (keyId: string, overlapSeconds: number, by = company.userToken): Promise<Answer> =>
  ask('POST', `/v1/tokens/${keyId}/rotate`, by, { overlapSeconds });

describe('a token', () => {
  test('is shown once, is nowhere in the database, and is listed by its name and last use', async () => {
    const { keyId, token } = await make(['catalog:read']);
    expect(token).toMatch(/^mo_test_[0-9A-Za-z]{10}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
    const list = (await ask('GET', '/v1/tokens', company.userToken)).body.data as Forged[];
    expect(list.find((one) => one.keyId === keyId)).toMatchObject({
      name: 'ERP',
      lastUsedAt: null,
      scopes: ['catalog:read'],
    });
    const secret = token.split('_')[3] ?? '';
    const rows = await inWhole(central.context, (tx) => tx.query('SELECT * FROM tokens'));
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify((await ask('GET', '/v1/audit', company.userToken)).body)).not.toContain(secret);
    expect(await works(token)).toBe(true);
    const used = (await ask('GET', '/v1/tokens', company.userToken)).body.data as Forged[];
    expect(used.find((one) => one.keyId === keyId).lastUsedAt).not.toBeNull();
  });

  test('does what its scopes say, gives nobody more than it has, and ends when it says', async () => {
    const endsAt = new Date(central.clock.nowMs() + 60_000).toISOString();
    const { token } = await make(['catalog:read', 'tokens:write'], { expiresAt: endsAt });
    const refused = await ask('GET', '/v1/invoices', token);
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      403,
      'scope_missing',
      { scope: 'invoices:read' },
    ]);
    const child = (scopes: string[], expiresAt: string | null = endsAt) =>
      ask('POST', '/v1/tokens', token, { name: 'X', scopes, expiresAt });
    for (const scopes of [['admin'], ['invoices:read', 'catalog:read']]) {
      expect((await child(scopes)).body.code).toBe('scopes_not_own');
    }
    expect((await child(['catalog:read'])).status).toBe(201);
    const later = new Date(central.clock.nowMs() + 60_001).toISOString();
    for (const longer of [null, later])
      expect((await child(['catalog:read'], longer)).body.code).toBe('token_outlives');
    central.clock.advance(59_999);
    expect(await works(token)).toBe(true);
    central.clock.advance(1);
    expect((await ask('GET', '/v1/products', token)).status).toBe(401);
  });

  test('ends nobody who may do more, and does not end before it began', async () => {
    const boss = await make(['admin']);
    const clerk = await make(['tokens:write', 'catalog:read']);
    const other = await make(['catalog:read']);
    expect((await ask('DELETE', `/v1/tokens/${boss.keyId}`, clerk.token)).body.code).toBe('scopes_not_own');
    expect(await works(boss.token)).toBe(true);
    expect((await ask('DELETE', `/v1/tokens/${other.keyId}`, clerk.token)).status).toBe(200);
    expect(await works(other.token)).toBe(false);
    const now = new Date(central.clock.nowMs()).toISOString();
    const past = await ask('POST', '/v1/tokens', company.userToken, { name: 'X', scopes: ['admin'], expiresAt: now });
    expect([past.status, past.body.code]).toEqual([422, 'token_expiry_past']);
  });

  test('ends at an instant with any offset, and what has an end rotates nothing that has none', async () => {
    const inAnHour = new Date(central.clock.nowMs() + 3_600_000);
    const inMadrid = `${new Date(inAnHour.getTime() + 3_600_000).toISOString().slice(0, -1)}+01:00`;
    const { keyId, token } = await make(['tokens:write', 'catalog:read'], { expiresAt: inMadrid });
    const list = (await ask('GET', '/v1/tokens', company.userToken)).body.data as Forged[];
    expect(list.find((one) => one.keyId === keyId).expiresAt).toBe(inAnHour.toISOString());
    const eternal = await make(['catalog:read']);
    expect((await rotate(eternal.keyId, 60, token)).body.code).toBe('token_outlives');
    expect((await rotate(keyId, 60, token)).status).toBe(201);
  });

  test('is read after its scheme in any case, and missing without it', async () => {
    const { token } = await make(['catalog:read']);
    const answerOf = async (authorization: string): Promise<[number, string | undefined]> => {
      const answer = await central.app.inject({ method: 'GET', url: '/v1/products', headers: { authorization } });
      return [answer.statusCode, answer.json().code];
    };
    expect(await answerOf(`bearer ${token}`)).toEqual([200, undefined]);
    expect(await answerOf(`BEARER  ${token} `)).toEqual([200, undefined]);
    for (const other of ['', 'Bearer', 'Bearer ', token, `Basic ${token}`, `Bearer ${token} ${token}`]) {
      expect(await answerOf(other)).toEqual([401, 'token_missing']);
    }
    expect(await answerOf(`Bearer ${token}x`)).toEqual([401, 'token_invalid']);
  });

  test('is ended at once', async () => {
    const { keyId, token } = await make(['catalog:read']);
    expect(await works(token)).toBe(true);
    expect((await ask('DELETE', `/v1/tokens/${keyId}`, company.userToken)).body).toEqual({ keyId, revoked: true });
    expect((await ask('GET', '/v1/products', token)).status).toBe(401);
    expect((await rotate(keyId, 60)).body.code).toBe('token_not_live');
  });

  test('says by its name what it opens: test tokens test companies, live ones real companies', async () => {
    const live = await makeCompany(central, { environment: 'production' });
    expect(company.userToken).toMatch(/^mo_test_/);
    expect(live.userToken).toMatch(/^mo_live_/);
    expect(await works(company.userToken)).toBe(true);
    expect(await works(live.userToken)).toBe(true);
    // The company of a live token turned into a test one, and the other way round.
    const turn = (id: string, environment: string) =>
      inWhole(central.context, (tx) =>
        tx.query('UPDATE companies SET environment = $2 WHERE id = $1', [id, environment]),
      );
    await turn(live.companyId, 'test');
    await turn(company.companyId, 'production');
    expect((await ask('GET', '/v1/products', live.userToken)).status).toBe(401);
    expect((await ask('GET', '/v1/products', company.userToken)).status).toBe(401);
  });
});

describe('rotation', () => {
  test('both keys work for the overlap, a third is refused, then the old one is gone', async () => {
    const old = await make(['catalog:read']);
    const rotated = await rotate(old.keyId, 3_600);
    expect(rotated.status).toBe(201);
    const fresh = rotated.body as Made;
    expect([await works(old.token), await works(fresh.token)]).toEqual([true, true]);
    for (const keyId of [old.keyId, fresh.keyId]) expect((await rotate(keyId, 60)).body.code).toBe('token_rotating');
    central.clock.advance(3_600_000 - 1);
    expect(await works(old.token)).toBe(true);
    central.clock.advance(1);
    expect([await works(old.token), await works(fresh.token)]).toEqual([false, true]);
    expect((await rotate(fresh.keyId, 0)).status).toBe(201);
    expect(await works(fresh.token)).toBe(false);
  });

  test('keeps name, scopes and end, and needs the right to give them', async () => {
    const expiresAt = new Date(central.clock.nowMs() + 600_000).toISOString();
    const old = await make(['catalog:read'], { expiresAt });
    const narrow = await make(['tokens:write']);
    expect((await rotate(old.keyId, 60, narrow.token)).status).toBe(403);
    const rotated = await rotate(old.keyId, 86_400);
    // Never longer than it would have lived.
    expect(rotated.body.oldExpiresAt).toBe(expiresAt);
    const list = (await ask('GET', '/v1/tokens', company.userToken)).body.data as Forged[];
    const [a, b] = [old.keyId, rotated.body.keyId].map((keyId) => list.find((one) => one.keyId === keyId));
    expect([b.name, b.scopes, b.expiresAt, b.clientId]).toEqual([a.name, a.scopes, a.expiresAt, a.clientId]);
  });

  test('is the same client: one budget, and its Idempotency-Keys', async () => {
    const old = await make(['admin']);
    const { token: fresh } = (await rotate(old.keyId, 3_600)).body as Made;
    const left = ({ headers }: Answer): number => Number(/;r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);
    const first = left(await ask('GET', '/v1/products', old.token));
    expect(left(await ask('GET', '/v1/products', fresh))).toBe(first - 1);
    const payload = { url: 'https://erp.example/hook' };
    const send = (token: string) =>
      central.app.inject({
        method: 'POST',
        url: '/v1/webhooks',
        headers: { ...bearer(token), 'idempotency-key': 'one' },
        payload,
      });
    const made = await send(old.token);
    const again = await send(fresh);
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', made.body]);
  });
});

describe('the budget of a client', () => {
  test('is told with every answer, and beyond it when to come back', async () => {
    const { token } = await make(['catalog:read']);
    const first = await ask('GET', '/v1/products', token);
    expect(first.headers['ratelimit-policy']).toBe('"default";q=600;w=60');
    expect(first.headers['ratelimit']).toBe('"default";r=599;t=60');
    central.clock.advance(20_000);
    expect((await ask('GET', '/v1/products', token)).headers['ratelimit']).toBe('"default";r=598;t=40');
    for (let asked = 2; asked < 600; asked += 1) await ask('GET', '/v1/tokens', token);
    const refused = await ask('GET', '/v1/products', token);
    expect([refused.status, refused.headers['retry-after'], refused.body.code]).toEqual([429, '40', 'rate_limited']);
    expect(refused.body.retryable).toBe(true);
    expect(await works(company.userToken)).toBe(true);
    central.clock.advance(40_000);
    expect(await works(token)).toBe(true);
  });
});
