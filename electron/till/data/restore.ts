import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { verifyBackup } from '../../../db/backup.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { syncFileAndFolder, syncFolder } from '../../../db/files.ts';
import { transact } from '../../../db/handles.ts';
import { openHighWater } from '../../../db/high-water.ts';
import { readIdentity, updatePlace } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { lockFolder } from '../../../db/lock.ts';
import { appendIncident } from '../../../db/logs.ts';
import { databasePath, openWriter } from '../../../db/open.ts';
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
  let documents: number;
  try {
    documents = verifyBackup(backupPath).documents;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refuse('backup_damaged', { path: backupPath, detail: error.message });
  }
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const lock = lockFolder(dataFolder, 0);
    try {
      if (existsSync(databasePath(dataFolder))) return refuse('restore_folder_in_use', { path: dataFolder });
      copyInto(backupPath, dataFolder);
      return openRestored(dataFolder, documents, ports);
    } finally {
      lock.release();
    }
  } catch (error) {
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}

function copyInto(backupPath: string, dataFolder: string): void {
  const partial = `${databasePath(dataFolder)}.partial`;
  try {
    copyFileSync(backupPath, partial);
    syncFileAndFolder(partial);
    renameSync(partial, databasePath(dataFolder));
    syncFolder(dataFolder);
  } finally {
    rmSync(partial, { force: true });
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
