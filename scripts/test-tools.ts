import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './find-chromium.ts';

/**
 * What some tests need from the machine: a pseudo-terminal, a record of system calls, a browser, a display for Electron.
 * What is missing is installed where that is possible; otherwise the tests that need it are skipped by name.
 */
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A download that cannot be reached must not hold up the tests. */
const DOWNLOAD_MS = 60_000;

const isOnPath = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));

const canUseApt = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get');

/** Command on the path -> Debian package. */
const LINUX_TOOLS = { socat: 'socat', strace: 'strace', Xvfb: 'xvfb' } as const;

function aptInstall(packages: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: readonly string[]): boolean =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
  apt('update', '-qq');
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

function installLinuxTools(): void {
  if (process.platform !== 'linux') return;
  const missing = Object.entries(LINUX_TOOLS).filter(([tool]) => !isOnPath(tool));
  if (missing.length === 0) return;
  const names = missing.map(([, name]) => name);
  say(
    `\n== tools: ${names.join(', ')} missing${canUseApt() ? ', installing' : '; the tests that need them are skipped'}`,
  );
  if (canUseApt() && !aptInstall(names)) say(`could not install ${names.join(', ')}; tests that need them are skipped`);
}

function installBrowser(): void {
  if (findChromium() !== null) return;
  say('\n== browser: no Chromium here, getting one');
  const playwright = join('node_modules', '.bin', process.platform === 'win32' ? 'playwright.cmd' : 'playwright');
  const got = spawnSync(playwright, ['install', 'chromium'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: DOWNLOAD_MS,
    shell: process.platform === 'win32',
  });
  if (got.status === 0 || (canUseApt() && aptInstall(['chromium']))) return;
  say('could not get a Chromium; the tests of the screen are skipped (install one, or name it in MOSTRADOR_CHROMIUM)');
}

export function installTestTools(): void {
  installLinuxTools();
  installBrowser();
}
