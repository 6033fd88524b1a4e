import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

export type Mount = { readonly path: string; unmount(): void /** Only a small disk. */; remount(size: string): void };

function mountPoint(name: string): string {
  return mkdtempSync(join(tmpdir(), `mostrador-${name}-`));
}

const mounted = (path: string): Mount => ({
  path,
  remount: (size) => void run('mount', '-o', `remount,size=${size}`, path),
  unmount() {
    // Lazy: also when a test failed before it closed its files.
    run('umount', '-l', path);
    rmdirSync(path);
  },
});

/** A small disk of its own; null where this user may not mount. */
export function mountSmallDisk(size: string): Mount | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const path = mountPoint('disk');
  if (run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path)) return mounted(path);
  rmdirSync(path);
  return null;
}

/** `folder` a second time, read-only: what a write-protected disk looks like, also to root. */
export function mountReadOnly(folder: string): Mount | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const path = mountPoint('read-only');
  if (run('mount', '--bind', folder, path)) {
    if (run('mount', '-o', 'remount,ro,bind', path)) return mounted(path);
    run('umount', path);
  }
  rmdirSync(path);
  return null;
}

/** Whether the tests of this machine can mount; asked once, when the tests are listed. */
export function canMount(): boolean {
  const probe = mountSmallDisk('64k');
  probe?.unmount();
  return probe !== null;
}
