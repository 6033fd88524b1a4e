import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '../../../db/backup.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { makeFolder } from '../../../db/files.ts';
import { transact } from '../../../db/handles.ts';
import { HIGH_WATER_FILE, openHighWater } from '../../../db/high-water.ts';
import { readIdentity, updatePlace } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { lockFolder } from '../../../db/lock.ts';
import { appendIncident } from '../../../db/logs.ts';
import { DATABASE_FILE, databasePath, openWriter } from '../../../db/open.ts';
import { holdAllJobs } from '../../../db/print-jobs.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { markOf, openNextInstallation } from '../installation.ts';
import type { TillPorts } from '../till.ts';

export type Restored = { readonly documents: number; readonly installation: Installation };

/**
 * Makes a data folder from a backup: its documents stay readable, but nothing continues its series or its chain, because
 * the till may have sold after the backup was made. Killed at any point it leaves a folder that opens the same way: a
 * database without its high-water mark is treated as a backup.
 * Refuses `restore_folder_in_use` (the folder already holds a till), `backup_not_found`, `backup_damaged`,
 * `backup_not_a_till` and storage refusals.
 */
export function restoreTill(backupPath: string, dataFolder: string, ports: TillPorts): Result<Restored> {
  if (!existsSync(backupPath)) return refuse('backup_not_found', { path: backupPath });
  try {
    makeFolder(dataFolder);
    const lock = lockFolder(dataFolder, 0);
    try {
      if (OWN_FILES.some((name) => existsSync(join(dataFolder, name)))) {
        return refuse('restore_folder_in_use', { path: dataFolder });
      }
      const copied = copyInto(backupPath, dataFolder);
      return copied.ok ? openOrRemove(dataFolder, copied.value, ports) : copied;
    } finally {
      lock.release();
    }
  } catch (error) {
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}

/** What a till leaves in its folder: a log of another database would be replayed over the restored one. */
const OWN_FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, HIGH_WATER_FILE];

/** Copies through SQLite, so that a file that is still in use brings what stands in its log. Answers the documents. */
function copyInto(backupPath: string, dataFolder: string): Result<number> {
  try {
    return ok(copyDatabase(backupPath, databasePath(dataFolder)).documents);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const refused = storageRefusal(error, dataFolder);
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
