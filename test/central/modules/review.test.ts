import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { listStaff } from '../../../db/staff.ts';
import { annulDocument } from '../../../electron/till/fiscal/annul.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type Forged, forge, post } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { addTill, makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';

const SERIES = '01T01S-26';
const MAX_LINES = 200;

let central: FreshCentral;
let shop: ShopOfTest;
let till: TillOfTest;
let made = 0;

beforeAll(async () => {
  central = await freshCentral({ clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')) });
});
afterAll(() => central.close());
afterEach(() => {
  till.till.close();
  removeFolders();
});

async function start(): Promise<void> {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  till = await pairedTill(central, shop);
}

const sell = (): string => unwrap(sellOne(till.till)).document.number;

const holdSeries = (tillId: string): Promise<unknown> =>
  inWhole(central.context, (tx) =>
    tx.query(
      `INSERT INTO series_holders (company_id, code, till_id, since_ms) VALUES ($1, $2, $3, 0)
       ON CONFLICT (company_id, code) DO UPDATE SET till_id = excluded.till_id`,
      [shop.companyId, SERIES, tillId],
    ),
  );

/** A till beside ours holds the series, by mistake as it turns out. */
async function giveSeriesToAnother(): Promise<void> {
  await holdSeries(await addTill(central.app, shop, 'T99'));
}

async function ask(method: 'GET' | 'POST', url: string): Promise<{ status: number; body: Forged }> {
  const answer = await central.app.inject({ method, url, headers: bearer(shop.userToken) });
  return { status: answer.statusCode, body: answer.json() };
}

/** Oldest first. */
const openIncidents = async (): Promise<Forged[]> =>
  (await ask('GET', '/v1/incidents?open=true&kind=quarantined&limit=200')).body.data.toReversed();
const review = (incident: Forged) => ask('POST', `/v1/incidents/${incident.id}/review`);
const documents = async (): Promise<Forged[]> => (await ask('GET', '/v1/invoices')).body.data;

describe('a series that another till holds', () => {
  test('is doubted in every batch, and still when somebody looks again before it is put right', async () => {
    await start();
    await giveSeriesToAnother();
    for (let batch = 0; batch < 3; batch += 1) {
      sell();
      unwrap(await till.sync.once());
    }
    const open = await openIncidents();
    expect(open.map(({ code }) => code)).toEqual(['series_taken', 'series_taken', 'series_taken']);
    expect(await documents()).toEqual([]);
    expect((await review(open[0])).body).toMatchObject({ code: 'still_doubted', params: { code: 'series_taken' } });
    await holdSeries(shop.tillId);
    for (const incident of open) expect((await review(incident)).body).toMatchObject({ settledAs: 'accepted' });
    expect(await documents()).toHaveLength(3);
    sell();
    unwrap(await till.sync.once());
    expect(await documents()).toHaveLength(4);
  });
});

describe('looking again', () => {
  test('finds the document before in its series however many others lie between', async () => {
    await start();
    await giveSeriesToAnother();
    sell();
    sell();
    const lines = forge(till.lines(), (events) => {
      const at = events.findLastIndex(({ type }: Forged) => type === 'document.issued');
      // Of a program to come, which advances a series of its own.
      const other = { ...events[at], type: 'quote.issued', series: null, data: {} };
      events.splice(at, 0, ...Array.from({ length: 600 }, () => structuredClone(other)));
      for (const [index, event] of events.entries()) event.seq = index + 1;
    });
    for (let from = 0; from < lines.length; from += MAX_LINES) {
      const { body } = await post(
        central.app,
        { tillId: shop.tillId, token: till.token ?? '' },
        lines.slice(from, from + MAX_LINES),
      );
      expect(body).toMatchObject({ ackedThrough: Math.min(from + MAX_LINES, lines.length) });
    }
    await holdSeries(shop.tillId);
    const open = await openIncidents();
    expect(open).toHaveLength(2);
    for (const incident of open) expect((await review(incident)).body).toMatchObject({ settledAs: 'accepted' });
    expect(await documents()).toHaveLength(2);
    const held = (await ask('GET', `/v1/tills/${shop.tillId}/agreement`)).body;
    expect(held).toMatchObject({ state: 'parked', series: [{ isEqual: true, accepted: { count: 2 } }] });
    expect(held.reasons).toMatchObject([{ code: 'parked' }]);
  });

  test('an annulment is believed after the document that it annuls, and not before', async () => {
    await start();
    await giveSeriesToAnother();
    const number = sell();
    const cashier = listStaff(till.till.db)[0];
    unwrap(annulDocument(till.till, number, cashier?.id ?? '', 'error de tecleo'));
    unwrap(await till.sync.once());
    await holdSeries(shop.tillId);
    const [issued, annulled] = await openIncidents();
    expect(annulled).toMatchObject({ code: 'annulled_unknown', number });
    expect((await review(annulled)).body).toMatchObject({ code: 'still_doubted' });
    expect((await review(issued)).body).toMatchObject({ settledAs: 'accepted' });
    expect((await review(annulled)).body).toMatchObject({ settledAs: 'accepted' });
    expect((await review(annulled)).body).toMatchObject({ code: 'incident_settled' });
    expect(await documents()).toMatchObject([{ number, state: 'annulled' }]);
    const levels: Forged[] = (await ask('GET', '/v1/stock')).body.data;
    expect(levels.map(({ level }) => level)).toEqual(['0', '0']);
  });
});
