import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ok, type Result, refuse } from '../../domain/result.ts';

type System = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

const thisSystem = (): System => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * Where a shop's data live when nobody says otherwise: of this user, on this machine. LOCALAPPDATA and not APPDATA,
 * which a Windows domain copies to a server.
 */
export function defaultDataFolder({ platform, env, home }: System = thisSystem()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Mostrador');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Mostrador');
  const xdg = env['XDG_DATA_HOME'];
  // The specification says that a relative path there is to be ignored.
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share'), 'mostrador');
}

/** The sample shop beside a real one: never inside it, so that no copy of the shop takes it along. */
export const sampleFolderOf = (dataFolder: string): string =>
  join(dirname(dataFolder), `${basename(dataFolder)}-muestra`);

/** Programs that copy a folder while it is written tear a database apart. */
const SYNCHRONISED =
  /^(onedrive( - .+)?|dropbox|google ?drive|icloud ?drive|com~apple~clouddocs|mobile documents|nextcloud|owncloud)$/i;
/** Magic numbers of statfs: NFS, SMB, SMB2, CIFS, AFS, 9p, Ceph. SQLite's log needs memory that both sides share. */
const NETWORK_FILE_SYSTEMS = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x01021997, 0x00c36400]);

/**
 * Makes the folder, for this user only, and answers its absolute path. The rights of one that is there already are its
 * owner's business: `--data` may name a folder that others use too.
 * Refuses `data_folder_synchronised` {path, service}, `data_folder_network` {path}, `data_folder_unusable` {path, detail}.
 */
export function prepareDataFolder(folder: string, fileSystemOf = fileSystemType): Result<string> {
  const path = resolve(folder);
  const service = path.split(/[/\\]/).find((part) => SYNCHRONISED.test(part));
  if (service !== undefined) return refuse('data_folder_synchronised', { path, service });
  if (path.startsWith('\\\\')) return refuse('data_folder_network', { path });
  try {
    const isNew = mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined;
    if (NETWORK_FILE_SYSTEMS.has(fileSystemOf(path))) {
      if (isNew) rmSync(path, { recursive: true });
      return refuse('data_folder_network', { path });
    }
    return ok(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return refuse('data_folder_unusable', { path, detail: code });
  }
}

const fileSystemType = (path: string): number => statfsSync(path).type;

/** A fresh folder for `--demo`, of this user only; whoever made it removes it. */
export const makeDemoFolder = (): string => mkdtempSync(join(tmpdir(), 'mostrador-demo-'));
export const removeDemoFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
