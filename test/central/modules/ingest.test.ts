import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { centralStatus } from '../../../electron/till/central/status.ts';
import { removeFolders, sellOne, unwrap } from '../../support/till.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import {
  linesAtCentral,
  lostAnswer,
  makeShop,
  pairedTill,
  type ShopOfTest,
  type TillOfTest,
} from '../support/till-of-test.ts';

let central: FreshCentral;
let made = 0;
const open: TillOfTest[] = [];

async function shopAndTill(): Promise<{ shop: ShopOfTest; till: TillOfTest }> {
  made += 1;
  const shop = await makeShop(central, nifOf(made));
  const till = await pairedTill(central, shop);
  open.push(till);
  return { shop, till };
}

const count = async (table: string, companyId: string): Promise<number> => {
  const [row] = await inWhole(central.context, (tx) =>
    tx.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE company_id = $1`, [companyId]),
  );
  return row?.n ?? -1;
};

beforeAll(async () => {
  central = await freshCentral({ clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')) });
});
afterEach(() => {
  for (const { till } of open.splice(0)) till.close();
  removeFolders();
});
afterAll(() => central.close());

describe('events of a till', () => {
  test('are at central byte for byte, and what they tell is in the books', async () => {
    const { shop, till } = await shopAndTill();
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till.till));
    expect(unwrap(await till.sync.once())).toMatchObject({ pending: 0, rejected: 0 });
    expect(await linesAtCentral(central, shop.companyId)).toEqual(till.lines());
    expect(await count('documents', shop.companyId)).toBe(3);
    expect(await count('fiscal_records', shop.companyId)).toBe(3);
    expect(await count('incidents', shop.companyId)).toBe(0);
    expect(centralStatus(till.till.db).state).toBe('up-to-date');
    expect(central.errors).toEqual([]);
  });

  test('sent twice, because an answer was lost, are there once', async () => {
    const { shop, till } = await shopAndTill();
    unwrap(sellOne(till.till));
    till.network = async (request, send) => {
      const answer = await send();
      return request.path.endsWith('/events') ? lostAnswer : answer;
    };
    expect((await till.sync.once()).ok).toBe(false);
    till.network = (_, send) => send();
    unwrap(await till.sync.once());
    expect(await linesAtCentral(central, shop.companyId)).toEqual(till.lines());
    expect(await count('stock_movements', shop.companyId)).toBe(2);
  });
});
