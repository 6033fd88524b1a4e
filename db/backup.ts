import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolder, syncFileAndFolder, syncFolder } from './files.ts';
import type { ReadableDatabase } from './handles.ts';

export type BackupCheck = { readonly documents: number; readonly records: number };

/**
 * Reopens a backup read-only and looks at every page: a backup that was never read is a hope, not a backup.
 * @throws Error naming what is wrong with the copy.
 */
export function verifyBackup(path: string): BackupCheck {
  const copy = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const problems = copy.pragma('integrity_check') as { integrity_check: string }[];
    if (problems.length !== 1 || problems[0]?.integrity_check !== 'ok') {
      throw new Error(`backup ${path} is damaged: ${problems.map((row) => row.integrity_check).join('; ')}`);
    }
    if ((copy.pragma('foreign_key_check') as unknown[]).length > 0) {
      throw new Error(`backup ${path} has rows without their parents`);
    }
    const count = (table: string): number => Number(copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return { documents: count('documents'), records: count('fiscal_records') };
  } finally {
    copy.close();
  }
}

/** Blocking copy for the moments when nothing else runs (before a migration). Verified, synced, then named. */
export function snapshotTo(db: ReadableDatabase, path: string): BackupCheck {
  makeFolder(dirname(path));
  const partial = `${path}.partial`;
  removePartial(partial);
  try {
    db.prepare('VACUUM INTO ?').run(partial);
    return publish(partial, path);
  } finally {
    removePartial(partial);
  }
}

/** The same from a file, which may still be in use: what stands in its log comes along. */
export function copyDatabase(from: string, path: string): BackupCheck {
  const db = new Database(from, { readonly: true, fileMustExist: true });
  try {
    return snapshotTo(db as ReadableDatabase, path);
  } finally {
    db.close();
  }
}

/** Pages a step: about 0.4 MB, a few milliseconds, so that a sale in between does not wait. */
const PAGES_PER_STEP = 100;

/**
 * Online copy while the till sells: SQLite's backup API in small steps, then verified, synced and named. The file
 * under `path` is either whole or not there.
 * @param onProgress pages copied and pages in all, after each step
 */
export async function backupTo(
  db: ReadableDatabase,
  path: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<BackupCheck> {
  makeFolder(dirname(path));
  const partial = `${path}.partial`;
  removePartial(partial);
  // A change by another connection makes SQLite begin the copy anew, and a busy till would never let it end. One
  // snapshot for the whole copy; a writer's own changes are carried along, and it must stay free for its sales.
  const holdsSnapshot = db.readonly && !db.inTransaction;
  if (holdsSnapshot) db.exec('BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1');
  try {
    await db.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages - remainingPages, totalPages);
        return PAGES_PER_STEP;
      },
    });
    return publish(partial, path);
  } finally {
    if (holdsSnapshot && db.inTransaction) db.exec('ROLLBACK');
    // Gone under this name when it was published; a copy that failed (full disk) must not stay to be taken for one.
    removePartial(partial);
  }
}

/** Takes the copy out of WAL mode: one file, without companions that somebody would forget to carry along. */
function settle(partial: string): void {
  const copy = new Database(partial, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function publish(partial: string, path: string): BackupCheck {
  settle(partial);
  const check = verifyBackup(partial);
  syncFileAndFolder(partial);
  renameSync(partial, path);
  syncFolder(dirname(path));
  return check;
}

function removePartial(partial: string): void {
  for (const companion of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${companion}`, { force: true });
}
