import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { ok, type Result } from '../../../domain/result.ts';
import type { TillPorts } from '../till.ts';
import { copyBackup, copyPath, replaceTill } from './restore.ts';

export type RestoredHere = {
  readonly documents: number;
  readonly installation: string;
  /** Where the data that were here are now; null when there were none. */
  readonly putAside: string | null;
};

/**
 * Restores a backup in the folder of a till that is closed: what was there is put into `aside`, whole, and comes back if
 * the backup is refused or the process is killed (put-aside.ts). Refuses what restoreTill refuses; then nothing has
 * changed. The copy is read and verified before anything moves.
 */
export function restoreHere(
  backupPath: string,
  dataFolder: string,
  aside: string,
  ports: TillPorts,
): Result<RestoredHere> {
  const copy = copyPath(dataFolder);
  try {
    const documents = copyBackup(backupPath, copy);
    if (!documents.ok) return documents;
    const stamp = basename(aside).replace(/^apartado-/, '');
    const replaced = replaceTill(dataFolder, { documents: documents.value, stamp }, ports);
    if (!replaced.ok) return replaced;
    const { installation, putAside } = replaced.value;
    return ok({ documents: documents.value, installation: installation.numeroInstalacion, putAside });
  } finally {
    rmSync(copy, { force: true });
  }
}
