import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the till of a data folder listens. The same for the shell and the command line whatever their environment: a
 * fixed place (TMPDIR and XDG_RUNTIME_DIR differ between a desktop and `sudo`), named by a hash of the real path, because
 * a socket's path has 104 bytes at most and a data folder's may be longer.
 */
export function localAddress(dataFolder: string): string {
  const key = createHash('sha256').update(realPath(dataFolder)).digest('hex').slice(0, 32);
  // A pipe takes writers only of the user who made it and of administrators (the default of Windows).
  if (process.platform === 'win32') return `\\\\.\\pipe\\mostrador-${key}`;
  return join(socketFolder(), `${key}.sock`);
}

export const socketFolder = (): string => `/tmp/mostrador-${process.getuid?.() ?? 0}`;

function realPath(dataFolder: string): string {
  try {
    return realpathSync.native(dataFolder);
  } catch {
    // Not made yet: nobody listens for it under any name.
    return dataFolder;
  }
}

/**
 * The folder of the sockets is ours alone, so that whoever reaches a socket in it is the same user: another user could
 * have made it before us, in /tmp. False when it is not, and then there is no local socket.
 */
export function hasSafeFolder(): boolean {
  if (process.platform === 'win32') return true;
  const folder = socketFolder();
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
  }
  return isSafeFolder();
}

export function isSafeFolder(): boolean {
  if (process.platform === 'win32') return true;
  const folder = socketFolder();
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) return false;
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return true;
}
