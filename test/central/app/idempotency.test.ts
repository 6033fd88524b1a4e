import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordAudit } from '../../../central/app/audit.ts';
import type { CentralModule } from '../../../central/app/module.ts';
import { writeRoute } from '../../../central/app/write-route.ts';
import { inCompany } from '../../../central/db/tenant.ts';
import { createToken } from '../../../central/modules/tokens/create-token.ts';
import { refuse } from '../../../domain/result.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

/** What the handler of the module below waits for, and what it does then. */
let gate: Promise<void> = Promise.resolve();
let entered: () => void = () => undefined;
let runs = 0;

const body = z.strictObject({ note: z.string(), fails: z.enum(['refused', 'thrown']).optional() });

/** A write that leaves a row in the audit of the company. */
const notes: CentralModule = {
  name: 'notes',
  register(app, context) {
    for (const [url, idempotency] of [
      ['/v1/notes', 'required'],
      ['/v1/others', 'accepted'],
    ] as const) {
      writeRoute(app, context, {
        method: 'POST',
        url,
        caller: 'admin',
        doc: 'internal',
        idempotency,
        body,
        answer: z.strictObject({ note: z.string(), run: z.int() }),
        status: 201,
        location: ({ run }) => `${url}/${run}`,
        async handle({ body: { note, fails } }, tx) {
          runs += 1;
          const run = runs;
          await recordAudit(tx, [{ atMs: 0, actor: 'test', kind: note, detail: {} }]);
          entered();
          await gate;
          if (fails === 'refused') return refuse('order_cancelled');
          if (fails === 'thrown') throw new Error('on purpose');
          return { note, run };
        },
      });
    }
  },
};

let central: FreshCentral;
let company: CompanyOfTest;

beforeAll(async () => {
  central = await freshCentral({ modules: [notes], rateLimiter: { take: () => null } });
});
afterAll(() => central.close());
beforeEach(async () => {
  company = await makeCompany(central);
  runs = 0;
  gate = Promise.resolve();
});

type Sent = {
  readonly key?: string | null;
  readonly url?: string;
  readonly token?: string;
  readonly at?: FreshCentral;
};

async function write(payload: object | string, { key = 'k1', url = '/v1/notes', token, at = central }: Sent = {}) {
  const answer = await at.app.inject({
    method: 'POST',
    url,
    headers: {
      ...bearer(token ?? company.userToken),
      'content-type': 'application/json',
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    payload,
  });
  const { location, 'idempotent-replayed': replayed } = answer.headers;
  const { code } = answer.json() as { code?: string };
  return { status: answer.statusCode, text: answer.body, code, location, replayed };
}

const written = (of = company): Promise<string[]> =>
  inCompany(central.context, of.companyId, async (tx) => {
    const rows = await tx.query<{ kind: string }>('SELECT kind FROM audit_entries WHERE company_id = $1', [
      tx.companyId,
    ]);
    return rows.map(({ kind }) => kind);
  });

describe('Idempotency-Key', () => {
  test('the same request again gets the same answer, byte for byte, and nothing happens', async () => {
    const first = await write({ note: 'ñandú' });
    expect(first).toMatchObject({ status: 201, location: '/v1/notes/1', replayed: undefined });
    const again = await write({ note: 'ñandú' });
    expect(again).toEqual({ ...first, replayed: 'true' });
    expect([runs, await written()]).toEqual([1, ['ñandú']]);
    // The control: another key is another request.
    expect((await write({ note: 'ñandú' }, { key: 'k2' })).text).not.toBe(first.text);
  });

  test('means the same quoted and bare, and whatever the order of the fields', async () => {
    await write('{"note":"a","fails":null}').then(({ status }) => expect(status).toBe(400));
    const first = await write({ note: 'a' }, { key: 'key-1' });
    expect(await write({ note: 'a' }, { key: '"key-1"' })).toEqual({ ...first, replayed: 'true' });
    const both = { key: 'key-2', url: '/v1/others' };
    await write('{"note":"b","fails":"refused"}', both);
    expect((await write('{"fails":"refused","note":"b"}', both)).code).toBe('order_cancelled');
  });

  test('with another body is refused, and what was done stays as it is', async () => {
    const first = await write({ note: 'a' });
    expect(await write({ note: 'b' })).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
      replayed: undefined,
    });
    expect(await write({ note: 'a' })).toEqual({ ...first, replayed: 'true' });
    expect(await written()).toEqual(['a']);
  });

  test('while the first is still running, here or on another instance, 409 says to come back', async () => {
    const held = Promise.withResolvers<void>();
    const inside = Promise.withResolvers<void>();
    gate = held.promise;
    entered = inside.resolve;
    const first = write({ note: 'slow' });
    await inside.promise;
    for (const at of [central, central.another()]) {
      const second = await write({ note: 'slow' }, { at });
      expect(second).toMatchObject({ status: 409, code: 'idempotency_running' });
      expect(JSON.parse(second.text)).toMatchObject({ retryable: true });
    }
    held.resolve();
    const done = await first;
    expect(done.status).toBe(201);
    expect(await write({ note: 'slow' })).toEqual({ ...done, replayed: 'true' });
    expect([runs, await written()]).toEqual([1, ['slow']]);
  });

  test.each([
    ['refused', 422],
    ['thrown', 500],
  ])('what was %s is not remembered and leaves nothing: corrected, the same key works', async (fails, status) => {
    expect((await write({ note: 'a', fails })).status).toBe(status);
    expect(await written()).toEqual([]);
    expect(await write({ note: 'a' })).toMatchObject({ status: 201, replayed: undefined });
    expect(await written()).toEqual(['a']);
    central.errors.length = 0;
  });

  test('is required where it says so, accepted elsewhere, and has to be 1 to 255 visible characters', async () => {
    expect(await write({ note: 'a' }, { key: null })).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
    expect((await write({ note: 'a' }, { key: null, url: '/v1/others' })).status).toBe(201);
    expect((await write({ note: 'a' }, { key: null, url: '/v1/others' })).status).toBe(201);
    for (const key of ['', '""', 'a b', 'ñ', 'x'.repeat(256), '"a\tb"']) {
      expect(await write({ note: 'a' }, { key }), key).toMatchObject({ status: 400, code: 'idempotency_key_invalid' });
    }
    expect((await write({ note: 'a' }, { key: 'x'.repeat(255) })).status).toBe(201);
  });

  test('is of one client, one route and one company', async () => {
    const other = await makeCompany(central);
    const second = await inCompany(central.context, company.companyId, (tx) =>
      createToken(central.context, tx, { name: 'Otro', scopes: ['admin'], expiresAtMs: null, actor: 'test' }),
    );
    const answers = [
      await write({ note: 'a' }),
      await write({ note: 'b' }, { url: '/v1/others' }),
      await write({ note: 'c' }, { token: other.userToken }),
      await write({ note: 'd' }, { token: second.token }),
    ];
    expect(answers.map(({ status, replayed }) => [status, replayed])).toEqual(Array(4).fill([201, undefined]));
    expect([(await written()).toSorted(), await written(other)]).toEqual([
      ['a', 'b', 'token.created', 'd'].toSorted(),
      ['c'],
    ]);
  });
});
