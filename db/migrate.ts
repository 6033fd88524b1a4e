import { join } from 'node:path';
import { refuse } from '../domain/result.ts';
import { snapshotTo } from './backup.ts';
import { RefusalError } from './errors.ts';
import type { ReadableDatabase, WritableDatabase } from './handles.ts';
import { transact } from './handles.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/types.ts';
import { APPLICATION_ID } from './pragmas.ts';

const versionOf = (db: ReadableDatabase): number => Number(db.pragma('user_version', { simple: true }));

function readMeta(db: WritableDatabase, key: string): string | null {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
  return typeof value === 'string' ? value : null;
}

/**
 * Refuses a database of another program before anything is written to it: another mark in its header, or tables in a
 * file that never had ours.
 * @throws RefusalError `not_a_till_file`.
 */
export function refuseForeignFile(db: ReadableDatabase): void {
  const application = Number(db.pragma('application_id', { simple: true }));
  if (application === APPLICATION_ID) return;
  const isEmpty = versionOf(db) === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (application !== 0 || !isEmpty) throw new RefusalError(refuse('not_a_till_file', {}));
}

/** A file from a newer program may be opened only if that program said that we still understand it. */
function refuseNewerFile(db: WritableDatabase, version: number, known: number): void {
  if (version <= known) return;
  const oldest = Number(readMeta(db, 'oldest_compatible_version') ?? version);
  if (oldest > known) {
    throw new RefusalError(refuse('data_from_newer_version', { version, known }));
  }
}

/**
 * Brings the file to the newest schema: all pending migrations in one transaction, after a verified backup beside it.
 * @param backupFolder where `before-<version>.db` is kept; not used for a new, empty file.
 * @throws RefusalError `data_from_newer_version`, `migration_open_ticket`, `not_a_till_file`.
 */
export function migrate(
  db: WritableDatabase,
  backupFolder: string,
  known: readonly Migration[] = migrations,
): { readonly from: number; readonly to: number } {
  const from = versionOf(db);
  const newest = known.at(-1)?.version ?? 0;
  refuseForeignFile(db);
  refuseNewerFile(db, from, newest);
  const pending = known.filter((migration) => migration.version > from);
  const last = pending.at(-1);
  if (last === undefined) return { from, to: from };
  if (from > 0) {
    // A half-rung ticket belongs to the program that began it: what its lines mean must not change under it.
    if (
      db.prepare('SELECT 1 FROM open_ticket_lines UNION ALL SELECT 1 FROM open_ticket_payments LIMIT 1').get() !==
      undefined
    ) {
      throw new RefusalError(refuse('migration_open_ticket', {}));
    }
    // Replaces that of an earlier try, which lacks what was sold since.
    snapshotTo(db, join(backupFolder, `before-${last.version}.db`));
  }
  transact(db, () => {
    for (const migration of pending) migration.up(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${last.version}`);
    db.prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run('oldest_compatible_version', String(last.oldestCompatible));
  });
  return { from, to: last.version };
}
