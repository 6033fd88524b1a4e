import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const START_MS = 20_000;

export type Display = { readonly env: Readonly<Record<string, string>>; end(): Promise<void> };

const virtualScreen = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'Xvfb'))
    .find((path) => existsSync(path));

const ownDisplay = (): string | undefined => process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY'];

/** Whether a window can be shown: on a screen that nobody sees, or on this machine's own. */
export const canShowWindows = (): boolean =>
  process.platform !== 'linux' || virtualScreen() !== undefined || ownDisplay() !== undefined;

/**
 * A screen for one test. Where there is Xvfb it is a new one, so that no window comes up before somebody who works, and
 * none of another test takes the keyboard.
 */
export async function openDisplay(size = '1920x1080'): Promise<Display> {
  const program = process.platform === 'linux' ? virtualScreen() : undefined;
  if (program === undefined) return { env: {}, end: () => Promise.resolve() };
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // A test runner that is killed leaves no screen behind.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const number = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb gave no display')), START_MS);
    child.stdio[3]?.once('data', (chunk) => {
      clearTimeout(timer);
      resolve(String(chunk).trim());
    });
    void ended.then(() => reject(new Error('Xvfb ended')));
  });
  return {
    env: { DISPLAY: `:${number}` },
    async end() {
      child.kill('SIGTERM');
      await ended;
      process.removeListener('exit', kill);
    },
  };
}
