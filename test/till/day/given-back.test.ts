import { afterEach, beforeEach, expect, it } from 'vitest';
import { zReportOf } from '../../../db/day/reports.ts';
import { listStaff } from '../../../db/staff.ts';
import { cents } from '../../../domain/money.ts';
import { findZ } from '../../../electron/till/day/report-of.ts';
import { annulDocument } from '../../../electron/till/fiscal/annul.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const op = () => ({ operationId: counter.newId() });
/** All of it stays in the drawer. */
const close = (total: number) =>
  counter.get('day.close', {
    ...op(),
    ...{ pieces: [], totalCents: cents(total), leftCents: cents(total), isPrinted: false },
  });
const stored = (number: string) => zReportOf(counter.till.db, unwrap(findZ(counter.till.db, number)).rowId);

it('a session lacks in its drawer what was given back for a ticket of an earlier one', async () => {
  await counter.get('day.open', { ...op(), floatCents: cents(10_000) });
  const { number } = await counter.sell([CODES.oil]);
  const { number: byCard } = await counter.sell([CODES.oil], 'card');
  await close(12_295);
  const actor = listStaff(counter.till.db)[0]?.id ?? '';
  for (const one of [number, byCard]) unwrap(annulDocument(counter.till, one, actor, 'Devuelto'));
  await counter.sell([CODES.coffee]);
  const closed = await close(10_345);
  expect(closed).toMatchObject({ expectedCents: 10_345, differenceCents: 0 });
  expect(stored(closed.number).earlier.annulled.map((one) => [one.number, one.cashCents])).toEqual([
    [number, 2295],
    [byCard, 0],
  ]);
  expect(stored(closed.number).cash).toMatchObject({ salesCents: 345, givenBackCents: 2295 });
});
