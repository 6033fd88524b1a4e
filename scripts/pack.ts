import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildApp, isFresh } from './app-build.ts';
import { libraryLicences } from './library-licences.ts';

/**
 * `npm run pack`: the program of this system as it is installed, unpacked in dist/pack. More words go on to
 * electron-builder (`npm run pack -- --linux AppImage`).
 */
export const PACK_FOLDER = join('dist', 'pack');

const isWindows = process.platform === 'win32';

/**
 * With a runtime from elsewhere (Electron's own variable), that one is packed; the `version` file of every distribution
 * of Electron tells which it is. Otherwise electron-builder takes the one that package.json names.
 */
function runtimeOptions(): readonly string[] {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined) return [];
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : null;
  return [`-c.electronDist=${folder}`, ...(version === null ? [] : [`-c.electronVersion=${version}`])];
}

async function main(more: readonly string[]): Promise<number> {
  process.chdir(dirname(import.meta.dirname));
  if (!isFresh()) await buildApp();
  rmSync(PACK_FOLDER, { recursive: true, force: true });
  // Where electron-builder.yml takes it from.
  writeFileSync(join('dist', 'licences.txt'), libraryLicences());
  const builder = join('node_modules', '.bin', isWindows ? 'electron-builder.cmd' : 'electron-builder');
  const targets = more.some((word) => /^--?(?:l|w|m|o|linux|win|windows|mac|macos)$/.test(word)) ? [] : ['--dir'];
  const { status, error } = spawnSync(builder, [...targets, '--publish', 'never', ...runtimeOptions(), ...more], {
    stdio: 'inherit',
    shell: isWindows,
  });
  if (error !== undefined) process.stderr.write(`${error.message}\n`);
  // A runtime that was unpacked by hand brings the program that it shows when there is none; ours never loads it.
  for (const path of globSync(join(PACK_FOLDER, '*-unpacked', 'resources', 'default_app.asar'))) rmSync(path);
  return status ?? 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
