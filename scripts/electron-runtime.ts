import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE = join('node_modules', 'electron');
const FAILURE = join('node_modules', '.cache', 'mostrador', 'electron-failed');
/** A machine that cannot download it today is not asked again with every start. */
const FAILURE_MS = 24 * 60 * 60_000;
const DOWNLOAD_MS = 60_000;

/** Name of the program in a runtime that was put somewhere else by hand: the package then does not say it. */
const PLAIN_NAME = process.platform === 'win32' ? 'electron.exe' : 'electron';

/**
 * Path of the Electron program; null when its runtime is not here. The package itself would download it when asked.
 * ELECTRON_OVERRIDE_DIST_PATH is Electron's own name for a runtime in another folder.
 */
export function electronPath(): string | null {
  const pathFile = join(PACKAGE, 'path.txt');
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const hasName = existsSync(pathFile);
  if (!hasName && elsewhere === undefined) return null;
  const name = hasName ? readFileSync(pathFile, 'utf8').trim() : PLAIN_NAME;
  const path = join(elsewhere ?? join(PACKAGE, 'dist'), name);
  return existsSync(path) ? path : null;
}

/** Electron needs a screen; without one nothing is downloaded for it. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

const failedLately = (nowMs: number): boolean => {
  const found = statSync(FAILURE, { throwIfNoEntry: false });
  return found !== undefined && nowMs - found.mtimeMs < FAILURE_MS;
};

/** Gets the runtime, in a minute at most; whether it is here now. */
export async function installElectron(nowMs: number): Promise<boolean> {
  if (electronPath() !== null) return true;
  const installer = join(PACKAGE, 'install.js');
  if (failedLately(nowMs) || !existsSync(installer)) return false;
  const child = spawn(process.execPath, [installer], { stdio: 'ignore', windowsHide: true });
  const timer = setTimeout(() => child.kill('SIGKILL'), DOWNLOAD_MS);
  const isDone = await new Promise<boolean>((resolve) => {
    child.once('exit', (code) => resolve(code === 0));
    child.once('error', () => resolve(false));
  });
  clearTimeout(timer);
  if (isDone && electronPath() !== null) {
    rmSync(FAILURE, { force: true });
    return true;
  }
  mkdirSync(dirname(FAILURE), { recursive: true });
  writeFileSync(FAILURE, '');
  return false;
}
