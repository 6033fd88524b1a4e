import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inCompany, type Tx } from '../../../central/db/tenant.ts';
import { createCompany } from '../../../central/modules/companies/create-company.ts';
import { enqueue } from '../../../central/modules/events/enqueue.ts';
import { fillTestCompany } from '../../../central/test-company/fill.ts';
import { eventBodySchema, type OutgoingType } from '../../../contracts/webhooks/event-types.ts';
import { unwrap } from '../../support/till.ts';
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

async function get(url: string, token = company.userToken): Promise<{ status: number; body: Forged }> {
  const answer = await central.app.inject({ url, headers: bearer(token) });
  return { status: answer.statusCode, body: answer.json() };
}

const tell = (tx: Tx, name: string): Promise<void> =>
  enqueue(tx, [{ type: 'customer.created', atMs: 0, shopId: null, data: { id: name } }], 0);
const inOurs = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inCompany(central.context, company.companyId, work);
const happen = (name: string): Promise<void> => inOurs((tx) => tell(tx, name));

/** As somebody who follows: keeps the last id and asks for what is after it. */
function follower(): () => Promise<string[]> {
  let after = '';
  return async () => {
    const { data } = (await get(`/v1/events${after === '' ? '' : `?after=${after}`}`)).body as { data: Forged[] };
    after = data.at(-1)?.id ?? after;
    return data.map((event) => event.data.id as string);
  };
}

describe('the feed', () => {
  test('is in commit order: who commits late is not passed over, because nobody else gets a number meanwhile', async () => {
    const follow = follower();
    const held = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    const slow = inOurs(async (tx) => {
      await tell(tx, 'slow');
      told.resolve();
      await held.promise;
    });
    await told.promise;
    let isQuickDone = false;
    const quick = happen('quick').then(() => {
      isQuickDone = true;
    });
    await wait(150);
    expect([isQuickDone, await follow()]).toEqual([false, []]);
    held.resolve();
    await Promise.all([slow, quick]);
    expect(await follow()).toEqual(['slow', 'quick']);
    expect(await follow()).toEqual([]);
  });

  test('negative control: numbers taken without the lock lose what commits late', async () => {
    const insert = (tx: Tx, position: number, name: string): Promise<unknown> =>
      tx.query(
        "INSERT INTO outgoing_events (company_id, position, type, at_ms, body) VALUES ($1, $2, 'customer.created', 0, $3)",
        [
          tx.companyId,
          position,
          JSON.stringify({ type: 'customer.created', timestamp: '2026-01-01T00:00:00.000Z', data: { id: name } }),
        ],
      );
    const follow = follower();
    const held = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    const slow = inOurs(async (tx) => {
      await insert(tx, 1, 'slow');
      told.resolve();
      await held.promise;
    });
    await told.promise;
    await inOurs((tx) => insert(tx, 2, 'quick'));
    const seen = await follow();
    held.resolve();
    await slow;
    expect([...seen, ...(await follow())]).toEqual(['quick']);
  });

  test('misses nothing while many write at once', async () => {
    const other = central.another();
    const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
    const writing = Promise.all(
      names.map((name, index) =>
        inCompany((index % 2 === 0 ? central : other).context, company.companyId, async (tx) => {
          await wait(index % 7);
          await tell(tx, name);
        }),
      ),
    );
    const follow = follower();
    const seen: string[] = [];
    let isOver = false;
    void writing.then(() => {
      isOver = true;
    });
    while (!isOver) seen.push(...(await follow()));
    seen.push(...(await follow()));
    expect(seen.toSorted()).toEqual(names.toSorted());
  });

  test('is read in pages, from where one was, by type, and one by one', async () => {
    for (const name of ['a', 'b', 'c']) await happen(name);
    await inOurs((tx) =>
      enqueue(tx, [{ type: 'product.updated', atMs: 0, shopId: null, data: { id: 'p', version: 1 } }], 0),
    );
    const first = (await get('/v1/events?limit=2')).body;
    expect([first.data.length, first.hasMore]).toEqual([2, true]);
    const second = (await get(`/v1/events?limit=2&after=${first.data[1].id}`)).body;
    expect([second.data.map(({ type }: Forged) => type), second.hasMore]).toEqual([
      ['customer.created', 'product.updated'],
      false,
    ]);
    const ofType = (await get('/v1/events?types=product.updated,invoice.paid')).body;
    expect(ofType.data).toHaveLength(1);
    expect((await get(`/v1/events/${first.data[0].id}`)).body).toEqual(first.data[0]);
    expect((await get('/v1/events?types=nonsense')).status).toBe(400);
    expect((await get('/v1/events/evt_none')).status).toBe(404);
  });

  test('says 410 to a reader whose last event is not known here, and shows no tests', async () => {
    expect(await get('/v1/events?after=evt_of_before_the_restore')).toMatchObject({
      status: 410,
      body: { code: 'event_unknown', params: { event: 'evt_of_before_the_restore' } },
    });
    const other = await makeCompany(central);
    await happen('ours');
    const [ours] = (await get('/v1/events')).body.data;
    // Not even that it is there.
    expect((await get(`/v1/events?after=${ours.id}`, other.userToken)).status).toBe(410);
    const payload = { url: 'https://erp.example/hook' };
    const headers = bearer(company.userToken);
    const { id } = (await central.app.inject({ method: 'POST', url: '/v1/webhooks', headers, payload })).json<{
      id: string;
    }>();
    const tested = await central.app.inject({ method: 'POST', url: `/v1/webhooks/${id}/test`, headers, payload: {} });
    expect(tested.statusCode).toBe(201);
    expect((await get('/v1/events')).body.data).toEqual([ours]);
    expect((await get(`/v1/events/${tested.json<{ eventId: string }>().eventId}`)).status).toBe(404);
  });

  test('tells of everything that a company does, as the schema of its type says', async () => {
    const made = await createCompany(central.context, { name: 'Pruebas', taxId: 'B00000018', environment: 'test' });
    const { token } = unwrap(made);
    await fillTestCompany(central.app, central.context, token);
    const events = (await get('/v1/events', token)).body.data as Forged[];
    for (const { id, ...body } of events) {
      const parsed = eventBodySchema(body.type as OutgoingType).safeParse(body);
      expect(parsed.error, `${id} ${body.type}`).toBeUndefined();
    }
    expect([...new Set(events.map(({ type }) => type as string))].toSorted()).toEqual([
      'cash_session.closed',
      'customer.created',
      'invoice.issued',
      'order.received',
      'product.updated',
      'sale.completed',
      'stock.changed',
    ]);
  });
});
