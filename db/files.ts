import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

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
