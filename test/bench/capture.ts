import type BetterSqlite3 from 'better-sqlite3';

/** One writing statement of a transaction, with the values that were bound. */
export type Written = { readonly sql: string; readonly values: readonly unknown[] };

const WRITES = /^\s*(INSERT|UPDATE|DELETE)/i;

/**
 * Records what `db` writes from now on, statement by statement. The statements must not have been prepared before: a
 * statement that the handle already keeps is not seen.
 */
export function captureWrites(db: BetterSqlite3.Database): { take(): Written[] } {
  let written: Written[] = [];
  const prepare = db.prepare.bind(db);
  const capturing = (sql: string): BetterSqlite3.Statement => {
    const statement = prepare(sql) as BetterSqlite3.Statement;
    if (!WRITES.test(sql)) return statement;
    const run = statement.run.bind(statement);
    statement.run = (...values: unknown[]) => {
      written.push({ sql, values });
      return run(...values);
    };
    return statement;
  };
  db.prepare = capturing as typeof db.prepare;
  return {
    take() {
      const taken = written;
      written = [];
      return taken;
    },
  };
}

/** The least better-sqlite3 can do for the same rows: prepared statements, ready values, one transaction. */
export function bareReplay(db: BetterSqlite3.Database): (transaction: readonly Written[]) => void {
  const statements = new Map<string, BetterSqlite3.Statement>();
  const prepared = (sql: string): BetterSqlite3.Statement => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  return (transaction) => {
    begin.run();
    for (const { sql, values } of transaction) prepared(sql).run(...values);
    commit.run();
  };
}
