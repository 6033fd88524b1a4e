import { afterEach, beforeEach, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { verify } from '../../../electron/till/records/verify.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { removeFolders } from '../../support/till.ts';

let counter: Counter;
beforeEach(async () => {
  counter = new Counter();
  for (let z = 0; z < 3; z += 1) {
    await counter.sell([CODES.coffee]);
    const count = { pieces: [], totalCents: cents(345), leftCents: cents(0), isPrinted: false };
    await counter.get('day.close', { operationId: counter.newId(), ...count });
  }
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const problems = () => verify(counter.till.db, null, counter.ports.sha256).problems.map(({ code }) => code);

it('finds three sound Zs sound', () => {
  expect(problems()).toEqual([]);
});

it.each([
  [
    'UPDATE z_reports SET report = replace(report, \'"totalCents":345\', \'"totalCents":344\') WHERE id = 2',
    'z_hash_differs',
  ],
  ['UPDATE z_reports SET previous_hash = hash WHERE id = 2', 'z_chain_broken'],
  ['UPDATE z_reports SET total_cents = 1 WHERE id = 3', 'z_row_differs'],
  ['UPDATE z_reports SET position = 9 WHERE id = 3', 'z_gap'],
  // Both of them: the ranges still follow each other.
  [
    'UPDATE z_reports SET through_document = 1 WHERE id = 2; UPDATE z_reports SET after_document = 1 WHERE id = 3',
    'z_documents_differ',
  ],
  ['UPDATE z_reports SET after_document = 0 WHERE id = 2', 'z_range_differs'],
  ["UPDATE z_reports SET report = '{' WHERE id = 1", 'file_damaged'],
])('finds what a hand in the file did: %s', (sql, code) => {
  counter.till.db.exec('DROP TRIGGER z_reports_never_edited');
  counter.till.db.exec(sql);
  expect(problems()).toContain(code);
});
