import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { refuse } from '../domain/result.ts';
import { RefusalError } from './errors.ts';
import { makeFolder } from './files.ts';
import type { ReadableDatabase, WritableDatabase } from './handles.ts';
import { migrate, refuseForeignFile } from './migrate.ts';
import type { Migration } from './migrations/types.ts';
import {
  applySafetyPragmas,
  applyWriterPragmas,
  assertDurable,
  assertSafeSqlite,
  type Synchronous,
} from './pragmas.ts';

export const DATABASE_FILE = 'till.db';
export const BACKUP_FOLDER = 'copias';

export const databasePath = (dataFolder: string): string => join(dataFolder, DATABASE_FILE);

export type WriterOptions = {
  /** Only fault tests ask for less, as the control that must lose sales. */
  readonly synchronous?: Synchronous;
  readonly migrations?: readonly Migration[];
};

/**
 * Opens the one writing connection of a data folder, migrated and proved durable. The folder must be locked before.
 * @throws RefusalError or a storage error that `storageRefusal` classifies.
 */
export function openWriter(dataFolder: string, options: WriterOptions = {}): WritableDatabase {
  makeFolder(dataFolder);
  const path = databasePath(dataFolder);
  const isNew = !existsSync(path);
  const db = new Database(path) as WritableDatabase;
  try {
    if (isNew) chmodSync(path, 0o600);
    assertSafeSqlite(db);
    applySafetyPragmas(db);
    refuseForeignFile(db);
    applyWriterPragmas(db, options.synchronous);
    migrate(db, join(dataFolder, BACKUP_FOLDER), options.migrations);
    // The first write of the connection: better-sqlite3 settles its WAL default only then.
    db.prepare(
      "INSERT INTO meta (key, value) VALUES ('opened', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1",
    ).run();
    if (options.synchronous === undefined) assertDurable(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a read-only connection beside a running till. It cannot migrate.
 * @throws RefusalError `not_initialised` when there is no database in the folder.
 */
export function openReader(dataFolder: string): ReadableDatabase {
  const path = databasePath(dataFolder);
  if (!existsSync(path)) throw new RefusalError(refuse('not_initialised', { path: dataFolder }));
  const db = new Database(path, { readonly: true, fileMustExist: true }) as ReadableDatabase;
  try {
    applySafetyPragmas(db);
    refuseForeignFile(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
