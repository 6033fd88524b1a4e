import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of Chromium, in the data folder: two tills on two folders share nothing, also not the lock of the single instance. */
const PROFILE_FOLDER = 'ventana-electron';
const DEMO_FOLDER = /^mostrador-demo-/;
/** A demonstration that is just being started has no data yet either. */
const SETTLED_MS = 60_000;

export function makeProfileFolder(dataFolder: string): string {
  const path = join(dataFolder, PROFILE_FOLDER);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

/**
 * Removes what a demonstration leaves. Chromium is still alive and writes its cache once more after everything of ours
 * has ended: of the shop nothing is left, of the profile perhaps an empty one, which the next demonstration clears away.
 */
export function removeDemo(folder: string): void {
  for (const name of readdirSync(folder).filter((found) => found !== PROFILE_FOLDER)) {
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
  try {
    rmSync(folder, { recursive: true });
  } catch {
    // It wrote while we removed.
  }
}

/** What demonstrations before this one could not remove. */
export function removeRemainsOfDemos(nowMs: number, folder = tmpdir()): void {
  for (const name of readdirSync(folder).filter((found) => DEMO_FOLDER.test(found))) {
    const path = join(folder, name);
    try {
      const isOld = nowMs - statSync(path).mtimeMs > SETTLED_MS;
      if (isOld && readdirSync(path).every((found) => found === PROFILE_FOLDER)) rmSync(path, { recursive: true });
    } catch {
      // Another user's, or somebody else is clearing it away.
    }
  }
}
