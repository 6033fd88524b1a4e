import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { seededRandom } from '../../support/generate-catalog.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type Forged, forge, post } from '../support/forge.ts';
import { type FreshCentral, freshCentral } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { linesAtCentral, makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let made = 0;
const open: TillOfTest[] = [];

async function soldAndNotSent(sales = 2) {
  made += 1;
  const shop = await makeShop(central, nifOf(made));
  const till = await pairedTill(central, shop);
  open.push(till);
  for (let sold = 0; sold < sales; sold += 1) unwrap(sellOne(till.till));
  return { shop, till, caller: { tillId: shop.tillId, token: till.token ?? '' } };
}

const rows = <Row>(shop: ShopOfTest, columns: string, from: string): Promise<Row[]> =>
  inWhole(central.context, (tx) =>
    tx.query<Row>(`SELECT ${columns} FROM ${from} WHERE company_id = $1 ORDER BY 1`, [shop.companyId]),
  );

const isIssued = (event: Forged): boolean => event.type === 'document.issued';
const firstDocument = (events: Forged[]): Forged => events.find(isIssued);

beforeAll(async () => {
  central = await freshCentral({ rateLimiter: { take: () => null } });
});
afterEach(() => {
  for (const { till } of open.splice(0)) till.close();
  removeFolders();
});
afterAll(() => central.close());

describe('a document that does not verify', () => {
  // What is changed in the first of two documents, the name of the doubt, and whether the second is believed all the same.
  const cases: readonly [string, (event: Forged) => void, string, boolean][] = [
    ['another issuer', ({ data }) => (data.document.issuer.taxId = 'B12345674'), 'issuer_differs', true],
    ['another environment', ({ data }) => (data.document.environment = 'production'), 'environment_differs', true],
    ['another shop', ({ data }) => (data.document.shop.code = '09'), 'shop_differs', true],
    ['another till', ({ data }) => (data.document.tillCode = 'T9'), 'till_differs', true],
    ['a total of a cent more', ({ data }) => (data.document.totalCents += 1), 'total_differs', true],
    [
      'a line that is not its product',
      ({ data }) => (data.document.lines[0].grossCents += 1),
      'line_gross_differs',
      true,
    ],
    ['a discount nobody gave', ({ data }) => (data.document.lines[0].lineDiscountCents += 1), 'line_net_differs', true],
    ['another base', ({ data }) => (data.document.taxGroups[0].baseCents -= 1), 'tax_base_differs', true],
    ['a payment less', ({ data }) => (data.document.payments[0].appliedCents -= 1), 'payments_differ', true],
    ['another number', ({ data }) => (data.document.number = '01T01S-26-000009'), 'number_differs', true],
    [
      'another word on a line',
      ({ data }) => (data.document.lines[0].description = 'Otra cosa'),
      'content_differs',
      true,
    ],
    ['another series hash', (event) => (event.series.hash = 'f'.repeat(64)), 'series_differs', false],
    ['another count', (event) => (event.series.count = 7), 'number_differs', false],
    [
      'a record of another total',
      ({ data }) =>
        (data.record.xml = data.record.xml.replace(/<([^<]*)ImporteTotal>[\d.]+</, '<$1ImporteTotal>1.00<')),
      'record_hash_differs',
      true,
    ],
    ['a record that is none', ({ data }) => (data.record.xml = '<a/>'), 'record_unreadable', true],
    ['another place in the chain', ({ data }) => (data.record.position = 5), 'chain_gap', false],
    ['an amount beyond any till', ({ data }) => (data.document.totalCents = 2 ** 52), 'event_malformed', false],
    ['no cashier', ({ data }) => delete data.document.cashier, 'event_malformed', true],
    [
      'a day that no calendar has',
      ({ data }) => (data.document.issuedAt = '2026-02-30T10:00:00+01:00'),
      'event_malformed',
      true,
    ],
  ];

  test.each(cases)('%s: kept, quarantined and named; the sequence goes on', async (_, change, code, isNextBelieved) => {
    const { shop, till, caller } = await soldAndNotSent();
    const lines = forge(till.lines(), (events) => change(firstDocument(events)));
    const { status, body } = await post(central.app, caller, lines);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ackedThrough: lines.length });
    expect(body.quarantined[0]).toMatchObject({ code });
    expect(body.quarantined).toHaveLength(isNextBelieved ? 1 : 2);
    // Its bytes are there as they came.
    expect(await linesAtCentral(central, shop.companyId)).toEqual(lines);
    expect(await rows(shop, 'id', 'documents')).toHaveLength(isNextBelieved ? 1 : 0);
    // Nothing of it moved anything: two lines for each document that was believed.
    expect(await rows(shop, 'id', 'stock_movements')).toHaveLength(isNextBelieved ? 2 : 0);
    expect(central.errors).toEqual([]);
  });

  test('negative control: the same lines unchanged are all believed', async () => {
    const { shop, till, caller } = await soldAndNotSent();
    const { body } = await post(
      central.app,
      caller,
      forge(till.lines(), () => undefined),
    );
    expect(body).toMatchObject({ quarantined: [] });
    expect(await rows(shop, 'id', 'documents')).toHaveLength(2);
  });

  test('a number that another document has', async () => {
    const { till, caller } = await soldAndNotSent(1);
    const lines = forge(till.lines(), (events) => {
      const again = structuredClone(firstDocument(events));
      again.seq = events.length + 1;
      again.data.document.id = 'another';
      events.push(again);
    });
    const { body } = await post(central.app, caller, lines);
    expect(body.quarantined).toMatchObject([{ seq: lines.length, code: 'number_taken' }]);
  });

  test('a series that another till holds', async () => {
    const { shop, till, caller } = await soldAndNotSent(1);
    await inWhole(central.context, async (tx) => {
      await tx.query(
        "INSERT INTO tills (company_id, id, shop_id, code, name, created_at_ms) SELECT company_id, gen_random_uuid(), shop_id, 'T99', 'X', 0 FROM tills WHERE company_id = $1",
        [shop.companyId],
      );
      await tx.query(
        `INSERT INTO series_holders (company_id, code, till_id, since_ms) SELECT company_id, '01T01S-26', id, 0 FROM tills
         WHERE company_id = $1 AND code = 'T99' ON CONFLICT (company_id, code) DO UPDATE SET till_id = excluded.till_id`,
        [shop.companyId],
      );
    });
    const { body } = await post(central.app, caller, till.lines());
    expect(body.quarantined).toMatchObject([{ code: 'series_taken' }]);
  });
});

describe('an event of a later program', () => {
  const cases: readonly [string, (event: Forged) => void][] = [
    ['of an unknown type', (event) => (event.type = 'loyalty.earned')],
    ['of a later version', (event) => (event.version = 2)],
    ['with a field more', ({ data }) => (data.document.mood = 'good')],
  ];
  test.each(cases)('%s is parked as it came, and what follows is believed', async (_, change) => {
    const { shop, till, caller } = await soldAndNotSent();
    const lines = forge(till.lines(), (events) => change(firstDocument(events)));
    const { status, body } = await post(central.app, caller, lines);
    expect(status).toBe(200);
    expect(body.quarantined).toEqual([]);
    expect(await linesAtCentral(central, shop.companyId)).toEqual(lines);
    expect(await rows(shop, 'id', 'documents')).toHaveLength(1);
    expect(
      (await rows<{ state: string }>(shop, 'state', 'till_events')).filter(({ state }) => state === 'parked'),
    ).toHaveLength(1);
  });
});

describe('the order of events', () => {
  test('a gap is refused with what is expected, and nothing is stored', async () => {
    const { shop, till, caller } = await soldAndNotSent();
    const lines = till.lines();
    expect(await post(central.app, caller, lines.slice(1))).toMatchObject({
      status: 409,
      body: { code: 'event_gap', params: { expectedSeq: 1 } },
    });
    expect(await linesAtCentral(central, shop.companyId)).toEqual([]);
    expect((await post(central.app, caller, lines)).status).toBe(200);
  });

  test('a repeat with other bytes is another history', async () => {
    const { till, caller } = await soldAndNotSent();
    const lines = till.lines();
    await post(central.app, caller, lines);
    const other = forge(lines, (events) => (events[1].at = '2026-11-23T10:00:01+01:00'));
    expect(await post(central.app, caller, other)).toMatchObject({
      status: 409,
      body: { code: 'till_diverged', params: { seq: 2 } },
    });
  });

  test('a history that parted before is asked for from its beginning, so that the first difference is named', async () => {
    const { till, caller } = await soldAndNotSent(4);
    const lines = till.lines();
    await post(central.app, caller, lines.slice(0, 3));
    const other = forge(lines, (events) => (events[1].at = '2026-11-23T10:00:01+01:00'));
    expect(await post(central.app, caller, other.slice(3))).toMatchObject({
      status: 409,
      body: { code: 'event_gap', params: { expectedSeq: 1 } },
    });
    expect(await post(central.app, caller, other)).toMatchObject({
      status: 409,
      body: { code: 'till_diverged', params: { seq: 2 } },
    });
  });

  test('a chain broken inside a request stores nothing of it', async () => {
    const { shop, till, caller } = await soldAndNotSent();
    const lines = [...till.lines()];
    lines[2] = (lines[2] ?? '').replace(/"prevEventHash":"[0-9a-f]{64}"/, `"prevEventHash":"${'0'.repeat(64)}"`);
    expect(await post(central.app, caller, lines)).toMatchObject({ status: 409, body: { code: 'till_diverged' } });
    expect(await linesAtCentral(central, shop.companyId)).toEqual([]);
  });

  test('sixteen requests at once with the same and with overlapping events store each once', async () => {
    const { shop, till, caller } = await soldAndNotSent(6);
    const lines = till.lines();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        post(central.app, caller, lines.slice(0, 1 + ((index * 3) % lines.length))),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    expect((await post(central.app, caller, lines)).status).toBe(200);
    expect(await linesAtCentral(central, shop.companyId)).toEqual(lines);
    expect(await rows(shop, 'id', 'documents')).toHaveLength(6);
    expect(await rows(shop, 'id', 'stock_movements')).toHaveLength(12);
  });

  const SALES = process.env['MOSTRADOR_LONG'] === '1' ? 2_000 : 150;
  test(`${SALES} sales in batches, each delivered one to five times, shuffled, by sixteen at once, are there once`, async () => {
    const { shop, till, caller } = await soldAndNotSent(SALES);
    const lines = till.lines();
    const random = seededRandom(20_261_123);
    const batches = Array.from({ length: Math.ceil(lines.length / 5) }, (_, index) =>
      lines.slice(index * 5, index * 5 + 5),
    );
    const deliveries = batches
      .flatMap((batch) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => batch))
      .map((batch) => ({ batch, order: random() }))
      .sort((a, b) => a.order - b.order);
    const statuses = new Map<number, number>();
    const deliver = async (batch: readonly string[]): Promise<number> => {
      const { status, body } = await post(central.app, caller, batch);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status === 200 || body.code === 'event_gap').toBe(true);
      return status;
    };
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let next = deliveries.pop(); next !== undefined; next = deliveries.pop()) await deliver(next.batch);
      }),
    );
    // What came too early is refused and sent again, in order.
    for (const batch of batches) expect(await deliver(batch)).toBe(200);
    expect(statuses.get(409) ?? 0).toBeGreaterThan(0);
    expect(await linesAtCentral(central, shop.companyId)).toEqual(lines);
    expect(await rows(shop, 'id', 'documents')).toHaveLength(SALES);
    expect(await rows(shop, 'id', 'stock_movements')).toHaveLength(2 * SALES);
    expect(central.errors).toEqual([]);
  });

  const malformed: readonly [string, (lines: string[]) => string[], string][] = [
    ['nothing', () => [], 'batch_empty'],
    ['no JSON', (lines) => [lines[0] ?? '', '{"installationId":'], 'event_line_malformed'],
    ['no envelope', () => ['{"seq":1}'], 'event_line_malformed'],
    ['a jump', (lines) => [lines[0] ?? '', lines[2] ?? ''], 'batch_not_contiguous'],
    [
      'two installations',
      (lines) => [lines[0] ?? '', (lines[1] ?? '').replace(/"installationId":"[^"]+"/, '"installationId":"other"')],
      'batch_mixed',
    ],
    ['201 events', (lines) => Array.from({ length: 201 }, () => lines[0] ?? ''), 'batch_too_large'],
    [
      'more than a megabyte',
      (lines) => [lines[0] ?? '', (lines[1] ?? '').replace('"data":{', `"data":{"x":"${'y'.repeat(1_100_000)}",`)],
      'batch_too_large',
    ],
  ];
  test.each(malformed)('%s is refused by name, and nothing is stored', async (_, change, code) => {
    const { shop, till, caller } = await soldAndNotSent();
    const { status, body } = await post(central.app, caller, change(till.lines()));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).toMatchObject({ code });
    expect(await linesAtCentral(central, shop.companyId)).toEqual([]);
  });

  test('one event of seven megabytes travels alone', async () => {
    const { shop, till, caller } = await soldAndNotSent(1);
    const lines = forge(till.lines(), (events) => (firstDocument(events).data.huge = 'y'.repeat(7_000_000)));
    for (const line of lines) expect((await post(central.app, caller, [line])).status).toBe(200);
    expect((await linesAtCentral(central, shop.companyId)).map(({ length }) => length)).toEqual(
      lines.map(({ length }) => length),
    );
  });

  test('what PostgreSQL cannot store as text is stored as bytes and does not stop the sequence', async () => {
    const { shop, till, caller } = await soldAndNotSent(1);
    const lines = forge(till.lines(), (events) => {
      firstDocument(events).data.document.cashier.name = 'a\0b\ud800c';
      for (const event of events) if (event.type === 'audit.recorded') event.data.detail['x\0'] = '\0\udfff\\u0000';
    });
    const { status } = await post(central.app, caller, lines);
    expect(central.errors).toEqual([]);
    expect(status).toBe(200);
    expect(await linesAtCentral(central, shop.companyId)).toEqual(lines);
  });
});
