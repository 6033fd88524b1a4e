import type BetterSqlite3 from 'better-sqlite3';

/** "MOST" in ASCII: tells file(1) and us that this is a till database. */
export const APPLICATION_ID = 0x4d4f5354;

/** SQLite before 3.51.3 could corrupt a WAL when two connections reset it (research of the SQLite project, 2026-03). */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;

export function assertSafeSqlite(db: BetterSqlite3.Database): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [index, least] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) throw new Error(`SQLite ${version} is older than ${OLDEST_SAFE_SQLITE.join('.')}`);
  }
}

/** Settings of every connection, reader or writer (DESIGN section 5). */
export function applySafetyPragmas(db: BetterSqlite3.Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('mmap_size = 0');
  // macOS: fsync alone leaves the data in the drive's cache. Elsewhere these two are no-ops.
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
}

/** 16 MB of log before SQLite checkpoints by itself: a backstop, ours run when the till is idle. */
const AUTOCHECKPOINT_PAGES = 4000;
const JOURNAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;

export type Synchronous = 'FULL' | 'NORMAL' | 'OFF';

export function applyWriterPragmas(db: BetterSqlite3.Database, synchronous: Synchronous = 'FULL'): void {
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
  db.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT_BYTES}`);
}

const FULL = 2;

/**
 * better-sqlite3 is compiled with a WAL default of NORMAL that may come back at first use, which loses acknowledged
 * sales in a power cut. Call after the first write of the connection.
 * @throws Error when the connection would not sync every commit.
 */
export function assertDurable(db: BetterSqlite3.Database): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== FULL) {
    throw new Error(`connection is not durable: journal_mode=${String(mode)} synchronous=${String(synchronous)}`);
  }
}
