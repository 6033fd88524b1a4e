import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type Forged, forge, post } from '../support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { addTill, makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';

let central: FreshCentral;
let shop: ShopOfTest;
let made = 0;
const open: TillOfTest[] = [];

beforeAll(async () => {
  central = await freshCentral({ clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')) });
});
afterAll(() => central.close());
afterEach(() => {
  for (const { till } of open.splice(0)) till.close();
  removeFolders();
});

async function start(): Promise<TillOfTest> {
  made += 1;
  shop = await makeShop(central, nifOf(made));
  return pair();
}

async function pair(options: { tillCode?: string; tillId?: string } = {}): Promise<TillOfTest> {
  const till = await pairedTill(central, shop, options);
  open.push(till);
  return till;
}

async function read(path: string, language = 'es'): Promise<{ body: Forged; text: string }> {
  const headers = { ...bearer(shop.userToken), 'accept-language': language };
  const answer = await central.app.inject({ method: 'GET', url: `/v1/shops/${shop.shopId}/${path}`, headers });
  expect(answer.statusCode).toBe(200);
  return { body: path.startsWith('day?') ? answer.json() : null, text: answer.body };
}

/** Every document of the till with a cent too much: kept, and none believed. */
async function sendDoubted(till: TillOfTest, tillId: string): Promise<void> {
  const lines = forge(till.lines(), (events) => {
    for (const { type, data } of events) if (type === 'document.issued') data.document.totalCents += 1;
  });
  const { body } = await post(central.app, { tillId, token: till.token ?? '' }, lines);
  expect(body).toMatchObject({ ackedThrough: lines.length });
}

const codes = (tasks: Forged[]): string[] => [...new Set(tasks.map(({ code }) => code))];

describe('the day of a shop', () => {
  test('a till with many incidents does not hide those of another, and says how many more there are', async () => {
    const first = await start();
    const secondId = await addTill(central.app, shop, 'T02');
    const second = await pair({ tillCode: 'T02', tillId: secondId });
    unwrap(sellOne(second.till));
    await sendDoubted(second, secondId);
    for (let sold = 0; sold < 25; sold += 1) unwrap(sellOne(first.till));
    await sendDoubted(first, shop.tillId);
    const { tills } = (await read('day?date=2026-11-23')).body;
    const [ofFirst, ofSecond] = tills;
    expect(ofFirst.tasks.filter(({ code }: Forged) => code === 'incident')).toHaveLength(20);
    expect(codes(ofFirst.tasks)).toEqual(['incident', 'incidents_more', 'different']);
    expect(ofFirst.tasks.find(({ code }: Forged) => code === 'incidents_more').text).toContain('5');
    expect(ofSecond.tasks[0]).toMatchObject({ code: 'incident', text: expect.stringContaining('01T02S-26-000001') });
    const { text } = await read('day.txt?date=2026-11-23');
    expect(text).not.toContain('Nada pendiente');
    expect(text).toContain('NO CUADRAN');
    expect(text.split('\n').every((line) => line.length <= 48)).toBe(true);
  });

  test('a number of another day, because the clock of the till jumped, is not missing; one not believed is', async () => {
    const till = await start();
    unwrap(sellOne(till.till));
    till.ports.clock.set('2026-11-24T10:00:00+01:00');
    unwrap(sellOne(till.till));
    till.ports.clock.set('2026-11-23T10:10:00+01:00');
    unwrap(sellOne(till.till));
    unwrap(sellOne(till.till));
    const lines = forge(till.lines(), (events) => {
      const third = events.filter(({ type }: Forged) => type === 'document.issued')[2];
      third.data.document.totalCents += 1;
    });
    await post(central.app, { tillId: shop.tillId, token: till.token ?? '' }, lines);
    const [{ series }] = (await read('day?date=2026-11-23')).body.tills;
    expect(series).toMatchObject([{ first: '01T01S-26-000001', last: '01T01S-26-000004', count: 2, missing: 1 }]);
  });

  test('a till without any sale has nothing to close, in both languages', async () => {
    await start();
    const spanish = await read('day.txt?date=2026-11-23');
    expect(spanish.text).toContain('Nada pendiente.');
    const english = await read('day.txt?date=2026-11-23', 'en');
    expect(english.text).toContain('Nothing open.');
  });
});
