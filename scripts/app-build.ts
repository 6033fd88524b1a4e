import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { build as buildPage } from 'vite';
import { whileLocked } from './build-lock.ts';

/**
 * Makes `dist/app`: one file per process and the page, the same for both shells (docs/adr/0009). It is made beside the old
 * one and takes its place in one step, so that a build that fails or is interrupted leaves what was there.
 */
export const APP_FOLDER = join('dist', 'app');
const STAMP = 'build.json';

type Entry = { readonly name: string; readonly source: string; readonly format: 'esm' | 'cjs' };

const entry = (name: string, source: string, format: Entry['format'] = 'esm'): Entry => ({ name, source, format });

export const ENTRIES: readonly Entry[] = [
  entry('browser.js', 'electron/browser/main.ts'),
  entry('main.js', 'electron/main/main.ts'),
  // A sandboxed preload is one CommonJS file.
  entry('preload.cjs', 'electron/preload/preload.ts', 'cjs'),
  entry('till.js', 'electron/till/process/main.ts'),
  entry('read-worker.js', 'electron/till/process/read-worker.ts'),
  entry('devices.js', 'electron/devices/main.ts'),
  entry('sync.js', 'electron/sync/main.ts'),
  entry('cli.js', 'electron/cli/main.ts'),
];

/**
 * Stay outside: what the runtime brings, what has native parts that are found beside it, node-thermal-printer, which
 * requires its drivers by the name of a setting, the fonts and
 * pdfkit, which are read as files, and the optional parts of ws.
 */
const EXTERNAL = [
  /^node:/,
  'electron',
  'better-sqlite3',
  'serialport',
  /^@serialport\//,
  'node-thermal-printer',
  /^@fontsource/,
  'pdfkit',
  'bufferutil',
  'utf-8-validate',
];

/** What the bundles and the page are made of. */
const SOURCES = ['domain', 'contracts', 'db', 'native', 'electron', 'renderer', 'samples'];
const SOURCE_FILES = ['package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts', 'scripts/app-build.ts'];

/** Changes when a source is added, removed or written. */
export function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  const files = SOURCES.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name)),
  );
  for (const path of [...files, ...SOURCE_FILES].sort()) {
    const found = statSync(path, { throwIfNoEntry: false });
    hash.update(`${path} ${found?.size} ${found?.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether `dist/app` was made of the sources as they are. */
export function isFresh(): boolean {
  try {
    const stamp: unknown = JSON.parse(readFileSync(join(APP_FOLDER, STAMP), 'utf8'));
    return (stamp as { fingerprint?: unknown }).fingerprint === fingerprint();
  } catch {
    return false;
  }
}

/** Files that name each other (`new URL('./read-worker.ts', import.meta.url)`) lie beside each other as `.js`. */
const NEIGHBOUR = /(new URL\(\s*'\.\/[\w-]+)\.ts('\s*,\s*import\.meta\.url\s*\))/g;

async function bundle({ name, source, format }: Entry, folder: string): Promise<void> {
  const made = await rolldown({
    input: source,
    platform: 'node',
    external: EXTERNAL,
    tsconfig: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'neighbours',
        transform: (code) => (code.includes('import.meta.url') ? { code: code.replace(NEIGHBOUR, '$1.js$2') } : null),
      },
    ],
  });
  await made.write({ file: join(folder, name), format, codeSplitting: false, sourcemap: false });
  await made.close();
}

/**
 * Makes it, unless another process just did. @returns names of entries that have no source yet.
 * @param isForced makes it even when it is what the sources say.
 */
export const buildApp = (isForced = false): Promise<readonly string[]> =>
  whileLocked(join('dist', 'building'), async () => {
    const present = ENTRIES.filter(({ source }) => existsSync(source));
    if (isForced || !isFresh()) await make(present);
    return ENTRIES.filter((one) => !present.includes(one)).map(({ name, source }) => `${name} (${source})`);
  });

async function make(present: readonly Entry[]): Promise<void> {
  // Before the work: a source that changes meanwhile makes the result stale.
  const made = fingerprint();
  const folder = join('dist', `app-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await Promise.all([
      ...present.map((one) => bundle(one, folder)),
      buildPage({ logLevel: 'warn', build: { outDir: join('..', folder, 'renderer'), emptyOutDir: true } }),
    ]);
    cpSync('samples', join(folder, 'samples'), { recursive: true });
    writeFileSync(join(folder, STAMP), JSON.stringify({ fingerprint: made }));
    replace(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function replace(folder: string): void {
  const old = join('dist', `app-old-${process.pid}`);
  if (existsSync(APP_FOLDER)) renameSync(APP_FOLDER, old);
  renameSync(folder, APP_FOLDER);
  rmSync(old, { recursive: true, force: true });
}
