import { afterEach, expect, it } from 'vitest';
import { initial } from '../../db/migrations/0010-initial/index.ts';
import { counter } from '../../db/migrations/0020-counter/index.ts';
import type { Migration } from '../../db/migrations/types.ts';
import { openWriter } from '../../db/open.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';

const BOTH: readonly Migration[] = [initial, counter];

afterEach(removeFolders);

/** Tables, indexes and triggers by their text, without the shadow tables of the full-text indexes. */
const schemaOf = (folder: string): unknown[] => {
  const db = openWriter(folder, { migrations: BOTH });
  const rows = db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name")
    .all();
  db.close();
  return rows;
};

it('a file of the first version becomes what a new one is, and keeps its rows', () => {
  const [fresh, old] = [temporaryFolder('fresh'), temporaryFolder('old')];
  const before = openWriter(old, { migrations: [initial] });
  before.exec("INSERT INTO staff (id, name) VALUES ('s', 'Ana')");
  before.exec(
    `INSERT INTO products (uid, reference, name, unit, unit_cents, tax_class, search_text)
     VALUES ('p', '1', 'Té', 'unit', 199, 'reduced', '·te te');
     INSERT INTO open_tickets (id, state, opened_at, cashier_id) VALUES ('t', 'active', '2026-11-23', 's')`,
  );
  before.close();
  expect(schemaOf(old)).toEqual(schemaOf(fresh));
  const after = openWriter(old, { migrations: BOTH });
  expect(after.prepare('SELECT customer_uid, last_operation, removed FROM open_tickets').get()).toEqual({
    ...{ customer_uid: null, last_operation: null, removed: null },
  });
  expect(after.prepare('SELECT count(*) FROM products').pluck().get()).toBe(1);
  after.close();
});

it('the program of the first version still opens and writes the file', () => {
  const folder = temporaryFolder('both');
  openWriter(folder, { migrations: BOTH }).close();
  const db = openWriter(folder, { migrations: [initial] });
  db.exec(
    `INSERT INTO staff (id, name) VALUES ('s', 'Ana');
     INSERT INTO open_tickets (id, state, label, opened_at, cashier_id, discount)
     VALUES ('t', 'active', NULL, '2026-11-23', 's', NULL);
     DELETE FROM open_tickets`,
  );
  db.close();
  expect(counter.oldestCompatible).toBe(initial.version);
});
