import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** In place of npm: notes that it ran and how, takes a while, and installs unless it is told to fail. */
const NPM = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
console.log('npm says something');
setTimeout(() => {
  if (process.env.NPM_FAILS) process.exit(7);
  mkdirSync('node_modules', { recursive: true });
  writeFileSync('node_modules/.package-lock.json', '{}');
}, 400);
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-install-'));
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(join(import.meta.dirname, '../../scripts/ensure-installed.mjs'), join(folder, 'scripts/run.mjs'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(folder, 'npm.cjs'), NPM);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ensureInstalled(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(folder, 'scripts/run.mjs')], {
    env: { ...process.env, npm_execpath: join(folder, 'npm.cjs'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { stdout, stderr, code };
}

const calls = (): number => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').length;

function leaveLock(owner: string, ageMs: number): void {
  const lock = join(folder, '.installing');
  const since = new Date(Date.now() - ageMs);
  mkdirSync(lock);
  if (owner !== '') writeFileSync(join(lock, 'pid'), owner);
  utimesSync(lock, since, since);
}

describe('installing what is missing before a command', () => {
  it('installs once, leaves standard output to the command, and then has nothing to do', async () => {
    const first = await ensureInstalled();
    expect(first).toEqual(expect.objectContaining({ code: 0, stdout: '' }));
    expect(first.stderr).toContain('npm says something');
    expect(await ensureInstalled()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(/^ci /);
    expect(calls()).toBe(1);
  });

  it('installs again when the lock file is newer, and only once when it is dated in the future', async () => {
    await ensureInstalled();
    const tomorrow = new Date(Date.now() + 86_400_000);
    utimesSync(join(folder, 'package-lock.json'), tomorrow, tomorrow);
    await ensureInstalled();
    expect(calls()).toBe(2);
    await ensureInstalled();
    expect(calls()).toBe(2);
  });

  it('lets four at once install one time', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => ensureInstalled()));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(calls()).toBe(1);
  });

  it('says so when npm fails, lets npm tell why, and can be tried again at once', async () => {
    const failed = await ensureInstalled({ NPM_FAILS: '1', npm_config_loglevel: 'silent' });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('Compruebe la conexión');
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toContain('--loglevel=error');
    expect((await ensureInstalled()).code).toBe(0);
    expect(existsSync(join(folder, '.installing'))).toBe(false);
  });

  it.each([
    ['of a process that died', String(2 ** 22 + 1), 0],
    ['that nobody signed', '', 60_000],
  ])('takes over a lock %s, also when several come for it', async (_name, owner, ageMs) => {
    leaveLock(owner, ageMs);
    const runs = await Promise.all([1, 2, 3, 4, 5].map(() => ensureInstalled()));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(calls()).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('.installing'))).toEqual([]);
  });

  it('waits for the lock of a living process, however old', async () => {
    leaveLock(String(process.pid), 3_600_000);
    const run = ensureInstalled();
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(existsSync(join(folder, 'calls'))).toBe(false);
    rmSync(join(folder, '.installing'), { recursive: true });
    expect((await run).code).toBe(0);
  });
});
