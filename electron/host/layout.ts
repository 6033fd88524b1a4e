import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostOptions } from './shell.ts';

/** Where the parts of the program lie: beside each other once built (scripts/build.ts), in their folders as sources. */
export type Layout = Pick<HostOptions, 'entries' | 'samplesFolder' | 'version'> & {
  /** The built page; `index.html` is in it. */
  readonly rendererFolder: string;
  readonly isBuilt: boolean;
};

/** @param shellUrl import.meta.url of the shell's entry (`electron/<shell>/main.ts`, or its bundle in `dist/app`). */
export function layoutOf(shellUrl: string): Layout {
  const path = fileURLToPath(shellUrl);
  const folder = dirname(path);
  const isBuilt = !basename(path).endsWith('.ts');
  const root = join(folder, '..', '..');
  const version = versionIn(root);
  if (isBuilt) {
    return {
      isBuilt,
      version,
      entries: {
        till: join(folder, 'till.js'),
        devices: join(folder, 'devices.js'),
        sync: join(folder, 'sync.js'),
      },
      samplesFolder: join(folder, 'samples'),
      rendererFolder: join(folder, 'renderer'),
    };
  }
  return {
    isBuilt,
    version,
    entries: {
      till: join(root, 'electron', 'till', 'process', 'main.ts'),
      devices: join(root, 'electron', 'devices', 'main.ts'),
      sync: join(root, 'electron', 'sync', 'main.ts'),
    },
    samplesFolder: join(root, 'samples'),
    rendererFolder: join(root, 'dist', 'app', 'renderer'),
  };
}

/** `dist/app` and `electron/<shell>` both lie two folders below package.json, in the repository and in a package. */
function versionIn(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return String((manifest as { version?: unknown }).version ?? '');
}
