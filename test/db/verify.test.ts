import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath, openReader } from '../../db/open.ts';
import { listStaff } from '../../db/staff.ts';
import { annulDocument } from '../../electron/till/fiscal/annul.ts';
import { verify, verifySteps } from '../../electron/till/records/verify.ts';
import { makeFolder, openFolder, removeFolders, sellOne, type TestPorts, testPorts, unwrap } from '../support/till.ts';

let ports: TestPorts;
let folder: string;

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports);
  const till = openFolder(folder, ports);
  for (let i = 0; i < 5; i += 1) unwrap(sellOne(till));
  unwrap(annulDocument(till, '01T01S-26-000003', listStaff(till.db)[0]?.id ?? '', 'x'));
  till.close();
});
afterEach(removeFolders);

/** Changes the file behind the till's back, as somebody with a database tool would. */
function tamper(...statements: string[]): void {
  const db = new Database(databasePath(folder));
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[];
  for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
  for (const sql of statements) db.exec(sql);
  db.close();
}

function problems(): string[] {
  const db = openReader(folder);
  try {
    const result = verify(db, folder, ports.sha256);
    expect(result.ok).toBe(result.problems.length === 0);
    return result.problems.map((found) => `${found.code} ${found.where}`);
  } finally {
    db.close();
  }
}

const chain = () => {
  const db = openReader(folder);
  const number = db.prepare('SELECT numero_instalacion FROM installations').pluck().get() as string;
  db.close();
  return number;
};

describe('verify', () => {
  it('raises no alarm for a sale that is closed while it looks', () => {
    const till = openFolder(folder, ports);
    const db = openReader(folder);
    const steps = verifySteps(db, folder, ports.sha256);
    steps.next();
    unwrap(sellOne(till));
    till.highWater.write(till.mark);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toMatchObject({ ok: true, documents: 5 });
    db.close();
    till.close();
  });

  it('finds nothing in an untouched file, and nothing when only the triggers are gone', () => {
    expect(problems()).toEqual([]);
    tamper();
    expect(problems()).toEqual([]);
  });

  it.each([
    [
      'a changed cent in the header',
      'UPDATE documents SET total_cents = total_cents + 1 WHERE id = 2',
      'total_differs 01T01S-26-000002',
    ],
    [
      'a changed cent in a line',
      'UPDATE document_lines SET net_cents = net_cents - 1 WHERE document_id = 2 AND position = 1',
      'line_net_differs 01T01S-26-000002/1',
    ],
    [
      'a changed price',
      'UPDATE document_lines SET unit_cents = 1 WHERE document_id = 4 AND position = 1',
      'line_gross_differs 01T01S-26-000004/1',
    ],
    [
      'a changed base',
      'UPDATE document_tax_groups SET base_cents = base_cents + 1 WHERE document_id = 1 AND position = 1',
      'tax_base_differs 01T01S-26-000001/2100',
    ],
    [
      'a changed payment',
      'UPDATE document_payments SET applied_cents = 1 WHERE document_id = 1',
      'payments_differ 01T01S-26-000001',
    ],
    [
      'a changed number',
      "UPDATE documents SET number = '01T01S-26-000009' WHERE id = 5",
      'number_differs 01T01S-26-000009',
    ],
    [
      'a stock movement taken away',
      'DELETE FROM stock_movements WHERE document_id = 2',
      'stock_differs 01T01S-26-000002',
    ],
    ['an event taken away', 'DELETE FROM outbox WHERE seq = 2', 'event_gap'],
    [
      'a card payment turned into cash',
      "UPDATE document_payments SET method = 'card' WHERE document_id = 2",
      'content_differs 01T01S-26-000002',
    ],
    [
      'a changed description',
      "UPDATE document_lines SET description = 'Otra cosa' WHERE document_id = 3 AND position = 1",
      'content_differs 01T01S-26-000003',
    ],
    ['another cashier', "UPDATE documents SET cashier_name = 'Berta' WHERE id = 1", 'content_differs 01T01S-26-000001'],
    [
      'a test document made to look real',
      `UPDATE document_texts SET content = replace(content, '"test"', '"production"')`,
      'environment_differs',
    ],
  ])('names %s', (_name, sql, expected) => {
    tamper(sql);
    expect(problems().some((found) => found.startsWith(expected))).toBe(true);
  });

  it('names a document that was taken out whole', () => {
    tamper(
      'DELETE FROM fiscal_records WHERE document_id = 4',
      'DELETE FROM document_lines WHERE document_id = 4',
      'DELETE FROM document_tax_groups WHERE document_id = 4',
      'DELETE FROM document_payments WHERE document_id = 4',
      'DELETE FROM documents WHERE id = 4',
    );
    const found = problems();
    expect(found).toContain('number_gap 01T01S-26');
    expect(found).toContain(`chain_gap ${chain()}/5`);
    expect(found.some((code) => code.startsWith('chain_huella_differs'))).toBe(true);
  });

  it('names a record whose bytes were changed', () => {
    tamper(
      "UPDATE fiscal_records SET xml = CAST(replace(CAST(xml AS TEXT), '>24.94<', '>23.94<') AS BLOB) WHERE position = 2",
    );
    const found = problems();
    expect(found).toContain(`record_hash_differs ${chain()}/2`);
    expect(found).toContain(`record_total_differs ${chain()}/2`);
  });

  it('names a record that was forged whole, because the next one links to the original', () => {
    tamper(
      `UPDATE fiscal_records SET xml = (SELECT xml FROM fiscal_records WHERE position = 1), huella = (SELECT huella FROM fiscal_records WHERE position = 1) WHERE position = 2`,
    );
    expect(problems().some((found) => found.startsWith(`record_number_differs ${chain()}/2`))).toBe(true);
  });

  it('names the tail that is missing although the file is sound', () => {
    tamper(
      'DELETE FROM outbox WHERE seq >= 5',
      'DELETE FROM fiscal_records WHERE position >= 5',
      'DELETE FROM stock_movements WHERE document_id = 5',
      'DELETE FROM document_lines WHERE document_id = 5',
      'DELETE FROM document_tax_groups WHERE document_id = 5',
      'DELETE FROM document_payments WHERE document_id = 5',
      'DELETE FROM documents WHERE id = 5',
      'UPDATE series SET last_sequence = 4',
    );
    expect(problems()).toEqual([`incident_tail_lost ${chain()}`]);
  });
});
