import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { checkDataFolder } from '../data-folder/check-data-folder.ts';

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

/**
 * Makes the folder, for this user only, and answers its absolute path. The rights of one that is there already are its
 * owner's business: `--data` may name a folder that others use too.
 * Refuses what checkDataFolder refuses, `data_folder_unusable` {path, detail}; then nothing is made.
 */
export function prepareDataFolder(folder: string, fileSystemOf?: (path: string) => number): Result<string> {
  const checked = checkDataFolder(folder, fileSystemOf);
  if (!checked.ok) return checked;
  const path = checked.value;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return ok(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return refuse('data_folder_unusable', { path, detail: code });
  }
}

/** A fresh folder for `--demo`, of this user only; whoever made it removes it. */
export const makeDemoFolder = (): string => mkdtempSync(join(tmpdir(), 'mostrador-demo-'));
export const removeDemoFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
