import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ok, type Result, refuse } from '../../domain/result.ts';

/** Programs that copy a folder while it is written tear a database apart. */
const SYNCHRONISED =
  /^(onedrive( - .+)?|dropbox|google ?drive|icloud ?drive|com~apple~clouddocs|mobile documents|nextcloud|owncloud)$/i;
/** Magic numbers of statfs: NFS, SMB, SMB2, CIFS, AFS, 9p, Ceph. SQLite's log needs memory that both sides share. */
const NETWORK_FILE_SYSTEMS = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x01021997, 0x00c36400]);

/**
 * Whether a till may keep its data in a folder, which need not be there yet; answers its absolute path and makes nothing.
 * The same for the shells and for the command line: one would open what the other has made.
 * Refuses `data_folder_synchronised` {path, service}, `data_folder_network` {path}, `data_folder_unusable` {path, detail}.
 */
export function checkDataFolder(folder: string, fileSystemOf = fileSystemType): Result<string> {
  const path = resolve(folder);
  const service = path.split(/[/\\]/).find((part) => SYNCHRONISED.test(part));
  if (service !== undefined) return refuse('data_folder_synchronised', { path, service });
  if (path.startsWith('\\\\')) return refuse('data_folder_network', { path });
  try {
    // A folder that is made below this one is on the same disk.
    let existing = path;
    while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
    return NETWORK_FILE_SYSTEMS.has(fileSystemOf(existing)) ? refuse('data_folder_network', { path }) : ok(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return refuse('data_folder_unusable', { path, detail: code });
  }
}

const fileSystemType = (path: string): number => statfsSync(path).type;
