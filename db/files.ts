import { accessSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder that only its owner may read, with those above it.
 * @throws a storage error that names the cause: on a read-only disk mkdir itself says that something does not exist.
 */
export function makeFolder(folder: string): void {
  let existing = resolve(folder);
  while (!existsSync(existing)) existing = dirname(existing);
  accessSync(existing, constants.W_OK);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** fsync of a finished file and of its folder, so that name and content survive a power cut. */
export function syncFileAndFolder(path: string): void {
  syncPath(path, 'r+');
  syncFolder(dirname(path));
}

/** Windows cannot open a folder for fsync and does not need it: NTFS journals names. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  syncPath(folder, 'r');
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
