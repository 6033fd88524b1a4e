import Database from 'better-sqlite3';
import { databasePath } from '../../../db/open.ts';
import type { TillPorts } from '../../../electron/till/till.ts';

/** The place that the folder remembers, wherever a copy of it lies: the disk of a fault is still in its machine. */
export function portsAtStoredPlace(folder: string, ports: TillPorts): TillPorts {
  const db = new Database(databasePath(folder), { fileMustExist: true });
  const row = db.prepare('SELECT machine_key AS machineKey, folder_key AS folderKey FROM identity').get();
  db.close();
  const place = row as ReturnType<TillPorts['place']>;
  return { ...ports, place: () => place };
}
