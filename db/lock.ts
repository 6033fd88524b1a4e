import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { refuse } from '../domain/result.ts';
import { RefusalError } from './errors.ts';

export type FolderLock = { release(): void };

/**
 * Holds a data folder for one process: an exclusive SQLite lock on `lock.db` for the life of the process. The kernel
 * releases it on any death, so there is no stale lock to clean up by hand.
 * @param waitMs how long to wait for another command to finish before refusing.
 * @throws RefusalError `data_in_use`, or a storage error (missing folder, read-only disk).
 */
export function lockFolder(dataFolder: string, waitMs: number): FolderLock {
  // SQLite would lock a file on a read-only disk, and says of a missing folder what no caller can tell from a bug.
  accessSync(dataFolder, constants.W_OK);
  const db = new Database(join(dataFolder, 'lock.db'), { timeout: waitMs });
  try {
    db.pragma('journal_mode = MEMORY');
    db.pragma('synchronous = OFF');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Error && (error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
      throw new RefusalError(refuse('data_in_use', { path: dataFolder }, true));
    }
    throw error;
  }
  return { release: () => db.close() };
}
