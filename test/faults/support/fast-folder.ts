import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Folders in memory where there is such a place: for faults that are played by the test itself, where waiting for a
 * real disk proves nothing and takes most of the time.
 */
function memoryRoot(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

const made: string[] = [];

export function fastFolder(name: string): string {
  const folder = mkdtempSync(join(memoryRoot(), `mostrador-${name}-`));
  made.push(folder);
  return folder;
}

export function removeFastFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
