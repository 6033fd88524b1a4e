import { basename } from 'node:path';
import { ok, type Result } from '../../../domain/result.ts';
import type { TillPorts } from '../till.ts';
import { replaceTill } from './restore.ts';

export type RestoredHere = {
  readonly documents: number;
  readonly installation: string;
  /** Where the data that were here are now; null when there were none. */
  readonly putAside: string | null;
};

/**
 * Restores a backup in the folder of a till that is closed: what was there is put into `aside`, whole, and comes back if
 * the backup is refused or the process is killed (put-aside.ts). Refuses what replaceTill refuses; then nothing has
 * changed. The copy is read and verified before anything moves.
 */
export function restoreHere(
  backupPath: string,
  dataFolder: string,
  aside: string,
  ports: TillPorts,
): Result<RestoredHere> {
  const stamp = basename(aside).replace(/^apartado-/, '');
  const replaced = replaceTill(backupPath, dataFolder, stamp, ports);
  if (!replaced.ok) return replaced;
  const { documents, installation, putAside } = replaced.value;
  return ok({ documents, installation: installation.numeroInstalacion, putAside });
}
