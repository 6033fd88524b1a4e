import type { WritableDatabase } from '../../../db/handles.ts';
import { migrations } from '../../../db/migrations/index.ts';
import type { Migration } from '../../../db/migrations/types.ts';

const STATEMENTS: readonly (readonly string[])[] = [
  ['ALTER TABLE settings ADD COLUMN changed_at TEXT', "UPDATE settings SET changed_at = 'then'"],
  ['CREATE TABLE loyalty (id INTEGER PRIMARY KEY) STRICT', 'INSERT INTO loyalty (id) VALUES (1), (2)'],
];
export const STATEMENT_COUNT = STATEMENTS.flat().length;

const base = migrations.at(-1)?.version ?? 0;

function testMigrations(run: (db: WritableDatabase, sql: string) => void, oldestCompatible: number): Migration[] {
  const added = STATEMENTS.map((statements, index) => ({
    version: base + 10 * (index + 1),
    name: `test-${index + 1}`,
    oldestCompatible,
    up: (db: WritableDatabase) => {
      for (const sql of statements) run(db, sql);
    },
  }));
  return [...migrations, ...added];
}

export const NEWEST = base + 10 * STATEMENTS.length;

export const laterMigrations = (oldestCompatible = NEWEST): Migration[] =>
  testMigrations((db, sql) => void db.exec(sql), oldestCompatible);

/** Kill -9 in the middle: after so many statements. */
export function dyingMigrations(statements: number): Migration[] {
  let left = statements;
  return testMigrations((db, sql) => {
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
    db.exec(sql);
  }, NEWEST);
}

export function failingMigrations(statements: number): Migration[] {
  let left = statements;
  return testMigrations((db, sql) => {
    if (left === 0) throw new Error('migration failed');
    left -= 1;
    db.exec(sql);
  }, NEWEST);
}
