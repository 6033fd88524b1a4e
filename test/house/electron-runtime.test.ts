import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronPath, installElectron } from '../../scripts/electron-runtime.ts';

/** In place of the package's installer: notes that it ran, and leaves a program or fails. */
const installer = (succeeds: boolean): string => `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('calls', 'x');
if (!${succeeds}) process.exit(1);
mkdirSync('node_modules/electron/dist');
writeFileSync('node_modules/electron/dist/electron', '');
writeFileSync('node_modules/electron/path.txt', 'electron');
`;
const DAY_MS = 24 * 60 * 60_000;

const home = process.cwd();
let folder: string;
beforeEach(() => {
  // Of the machine that runs the tests: here there is no runtime but the one that a test makes.
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined);
  folder = mkdtempSync(join(tmpdir(), 'mostrador-electron-'));
  mkdirSync(join(folder, 'node_modules/electron'), { recursive: true });
  process.chdir(folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const calls = (): number => (existsSync('calls') ? readFileSync('calls').length : 0);

describe('the runtime of Electron', () => {
  it('is got once, and then it is here', async () => {
    writeFileSync('node_modules/electron/install.js', installer(true));
    expect(electronPath()).toBeNull();
    expect(await installElectron(Date.now())).toBe(true);
    expect(electronPath()).toBe(join('node_modules', 'electron', 'dist', 'electron'));
    expect(await installElectron(Date.now())).toBe(true);
    expect(calls()).toBe(1);
  });

  it('that cannot be got is not asked for again for a day', async () => {
    writeFileSync('node_modules/electron/install.js', installer(false));
    const now = Date.now();
    expect(await installElectron(now)).toBe(false);
    expect(await installElectron(now + DAY_MS / 2)).toBe(false);
    expect(calls()).toBe(1);
    const yesterday = new Date(now - DAY_MS);
    utimesSync(join('node_modules', '.cache', 'mostrador', 'electron-failed'), yesterday, yesterday);
    expect(await installElectron(now)).toBe(false);
    expect(calls()).toBe(2);
  });

  it('is not here when only its name is', () => {
    writeFileSync('node_modules/electron/path.txt', 'electron');
    expect(electronPath()).toBeNull();
  });
});

describe('a runtime in another folder', () => {
  it('is found by the name that Electron itself has for it', () => {
    mkdirSync('elsewhere');
    const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
    writeFileSync(join('elsewhere', name), '');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', 'elsewhere');
    expect(electronPath()).toBe(join('elsewhere', name));
  });
});
