import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '../../../db/backup.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { makeFolder, syncFolder } from '../../../db/files.ts';
import { transact } from '../../../db/handles.ts';
import { openHighWater } from '../../../db/high-water.ts';
import { readIdentity, updatePlace } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { lockFolder } from '../../../db/lock.ts';
import { appendIncident } from '../../../db/logs.ts';
import { databasePath, openWriter } from '../../../db/open.ts';
import { holdAllJobs } from '../../../db/print-jobs.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { markOf, openNextInstallation } from '../installation.ts';
import { isSampleFolder } from '../sample/mark.ts';
import type { TillPorts } from '../till.ts';
import { OWN_FILES, putAside, undoInterrupted, undoLeftOver } from './put-aside.ts';

export type Restored = { readonly documents: number; readonly installation: Installation };

/** A verified copy of a backup, in the data folder and not yet in use. */
const COPY_FILE = 'restauracion.db';

/**
 * Makes a data folder from a backup: its documents stay readable, but nothing continues its series or its chain, because
 * the till may have sold after the backup was made. Killed at any point it leaves a folder that opens the same way: a
 * database without its high-water mark is treated as a backup.
 * Refuses `restore_folder_in_use` (the folder already holds a till), `backup_not_found`, `backup_damaged`,
 * `backup_not_a_till`, `backup_of_sample` and storage refusals.
 */
export function restoreTill(backupPath: string, dataFolder: string, ports: TillPorts): Result<Restored> {
  if (!existsSync(backupPath)) return refuse('backup_not_found', { path: backupPath });
  return guarded(dataFolder, () => {
    makeFolder(dataFolder);
    undoInterrupted(dataFolder);
    const lock = lockFolder(dataFolder, 0);
    try {
      if (OWN_FILES.some((name) => existsSync(join(dataFolder, name)))) {
        return refuse('restore_folder_in_use', { path: dataFolder });
      }
      const copied = copyBackup(backupPath, databasePath(dataFolder));
      return copied.ok ? openOrRemove(dataFolder, copied.value, ports) : copied;
    } finally {
      lock.release();
    }
  });
}

export type Replaced = Restored & { readonly putAside: string | null };

/**
 * Puts a backup in the place of what the folder holds, which is put aside. The till must be closed. Refused, thrown or
 * killed (put-aside.ts), the folder is as it was. Refuses `data_in_use` and what copyBackup and restoreTill refuse.
 * @param stamp names the folder of what is put aside
 */
export function replaceTill(backupPath: string, dataFolder: string, stamp: string, ports: TillPorts): Result<Replaced> {
  return guarded(dataFolder, () => {
    // Before the copy, because it has one name: of two that restore at once, one would put the other's half in place.
    const lock = lockFolder(dataFolder, LOCK_WAIT_MS);
    const copy = join(dataFolder, COPY_FILE);
    try {
      undoLeftOver(dataFolder);
      const copied = copyBackup(backupPath, copy);
      if (!copied.ok) return copied;
      const documents = copied.value;
      const aside = putAside(dataFolder, stamp);
      let isKept = false;
      try {
        renameSync(copy, databasePath(dataFolder));
        syncFolder(dataFolder);
        const restored = openRestored(dataFolder, documents, ports);
        if (!restored.ok) return restored;
        aside.keep();
        isKept = true;
        return ok({ ...restored.value, putAside: aside.folder });
      } finally {
        if (!isKept) aside.undo();
      }
    } finally {
      rmSync(copy, { force: true });
      lock.release();
    }
  });
}

/** A command line that was waiting for this till to end. */
const LOCK_WAIT_MS = 2000;

function guarded<T>(dataFolder: string, body: () => Result<T>): Result<T> {
  try {
    return body();
  } catch (error) {
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}

/**
 * Copies through SQLite, so that a file that is still in use brings what stands in its log. Answers the documents.
 * Refuses `backup_not_found`, `backup_damaged` {path, detail}, `disk_full`. Takes minutes for a large file.
 */
function copyBackup(backupPath: string, to: string): Result<number> {
  if (!existsSync(backupPath)) return refuse('backup_not_found', { path: backupPath });
  try {
    rmSync(to, { force: true });
    return ok(copyDatabase(backupPath, to).documents);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const refused = storageRefusal(error, to);
    if (refused !== null && refused.refusal.code === 'disk_full') return refused;
    return refuse('backup_damaged', { path: backupPath, detail: error.message });
  }
}

/** A backup that cannot be opened (of a newer version, of another program) leaves nothing behind. */
function openOrRemove(dataFolder: string, documents: number, ports: TillPorts): Result<Restored> {
  let restored: Result<Restored> | null = null;
  try {
    restored = openRestored(dataFolder, documents, ports);
    return restored;
  } finally {
    if (restored?.ok !== true) for (const name of OWN_FILES) rmSync(join(dataFolder, name), { force: true });
  }
}

function openRestored(dataFolder: string, documents: number, ports: TillPorts): Result<Restored> {
  const db = openWriter(dataFolder);
  try {
    const identity = readIdentity(db);
    if (identity === null) return refuse('backup_not_a_till', { path: dataFolder });
    // Made-up goods and tickets never become a shop.
    if (isSampleFolder(db)) return refuse('backup_of_sample', {});
    const { shop, tillCode } = identity;
    const installation = transact(db, () => {
      const here = ports.place(dataFolder);
      updatePlace(db, here.machineKey, here.folderKey);
      holdAllJobs(db, ports.clock.nowMs());
      appendIncident(db, {
        at: localTimestamp(ports.clock.nowMs(), shop.timeZone),
        code: 'restored_from_backup',
        detail: { documents },
      });
      return openNextInstallation(db, { shopCode: shop.code, tillCode, timeZone: shop.timeZone }, 'restored', ports);
    });
    const highWater = openHighWater(dataFolder);
    highWater.write(markOf(db, installation));
    highWater.close();
    return ok({ documents, installation });
  } finally {
    db.close();
  }
}
