import type BetterSqlite3 from 'better-sqlite3';

/**
 * Branded handles: a function that takes a ReadableDatabase cannot be handed to code that writes, and only openWriter
 * makes a WritableDatabase. Both are the same better-sqlite3 object underneath.
 */
declare const readable: unique symbol;
declare const writable: unique symbol;

export type ReadableDatabase = BetterSqlite3.Database & { readonly [readable]: true };
export type WritableDatabase = ReadableDatabase & { readonly [writable]: true };

const caches = new WeakMap<BetterSqlite3.Database, Map<string, BetterSqlite3.Statement>>();

/**
 * Prepares `sql` once per handle: preparing costs more than running on the sale's path.
 * Danger: where a parameter meets ORDER BY, min() or max(), SQLite looks at its value while planning and so plans again
 * at every call, which costs several times the query. `= +?` keeps the value from the planner; the index is used alike.
 */
export function statement(db: BetterSqlite3.Database, sql: string): BetterSqlite3.Statement {
  let cache = caches.get(db);
  if (cache === undefined) {
    cache = new Map();
    caches.set(db, cache);
  }
  let prepared = cache.get(sql);
  if (prepared === undefined) {
    prepared = db.prepare(sql);
    cache.set(sql, prepared);
  }
  return prepared;
}

/**
 * One BEGIN IMMEDIATE transaction: the write lock is taken first, so that what is read inside is what is written upon.
 * Any exception rolls back and is thrown on.
 */
export function transact<T>(db: WritableDatabase, body: () => T): T {
  statement(db, 'BEGIN IMMEDIATE').run();
  try {
    const value = body();
    statement(db, 'COMMIT').run();
    return value;
  } catch (error) {
    // COMMIT itself may have failed (full disk) and rolled back by SQLite already.
    if (db.inTransaction) statement(db, 'ROLLBACK').run();
    throw error;
  }
}
