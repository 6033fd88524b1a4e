import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser, openWindow } from '../../electron/browser/chromium.ts';
import { openTillWindow } from '../../electron/browser/till-window.ts';

const here = (changes: Partial<Parameters<typeof findBrowser>[0]> = {}) => ({
  platform: 'linux' as const,
  env: { DISPLAY: ':0', PATH: '/usr/bin:/snap/bin' },
  exists: (path: string) => path === '/snap/bin/chromium',
  isRoot: false,
  ...changes,
});

describe('the browser that shows the window', () => {
  it('is the Chromium of the path', () => {
    expect(findBrowser(here())).toEqual({ path: '/snap/bin/chromium' });
    expect(findBrowser(here({ env: { WAYLAND_DISPLAY: 'wayland-0', PATH: '/snap/bin' } }))).toEqual({
      path: '/snap/bin/chromium',
    });
  });

  it('is none where nothing can be shown, and it is said why', () => {
    expect(findBrowser(here({ env: { PATH: '/snap/bin' } }))).toBe('no_display');
    expect(findBrowser(here({ exists: () => false }))).toBe('no_browser');
    expect(findBrowser(here({ isRoot: true }))).toBe('browser_as_root');
  });

  it('is found where macOS and Windows keep it', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(here({ platform: 'darwin', env: {}, exists: (path) => path === mac }))).toEqual({ path: mac });
    const env = { PROGRAMFILES: '/pf', 'PROGRAMFILES(X86)': '/pf86' };
    const edge = join('/pf86', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    expect(findBrowser(here({ platform: 'win32', env, exists: (path) => path === edge }))).toEqual({ path: edge });
  });

  it.skipIf(process.platform === 'win32')('opens a window of its own profile, with its sandbox', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mostrador-chromium-'));
    const fake = join(folder, 'chromium');
    writeFileSync(fake, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/args'\n`, { mode: 0o700 });
    const child = openWindow(fake, 'http://127.0.0.1:7410/entrar?llave=x', join(folder, 'ventana'), true);
    await new Promise((resolve) => child.once('exit', resolve));
    const args = readFileSync(join(folder, 'args'), 'utf8').trim().split('\n');
    rmSync(folder, { recursive: true });
    expect(args).toContain('--app=http://127.0.0.1:7410/entrar?llave=x');
    expect(args).toContain(`--user-data-dir=${join(folder, 'ventana')}`);
    expect(args).toContain('--kiosk');
    expect(args.filter((arg) => /sandbox|remote-debugging|web-security|proxy/.test(arg))).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('the window of this shell', () => {
  const sleeper = (): ChildProcess => spawn('sleep', ['60'], { stdio: 'ignore' });

  it('is replaced, once the old one has gone, to enter and leave full screen', async () => {
    const opened: { isKiosk: boolean; child: ChildProcess; wasAlone: boolean }[] = [];
    const isRunning = ({ child }: { child: ChildProcess }): boolean =>
      child.exitCode === null && child.signalCode === null;
    const open = (isKiosk: boolean): ChildProcess => {
      const child = sleeper();
      opened.push({ isKiosk, child, wasAlone: !opened.some(isRunning) });
      return child;
    };
    const window = openTillWindow({ open }, true);
    window.setKiosk(true);
    window.setKiosk(false);
    await expect.poll(() => opened.map(({ isKiosk }) => isKiosk)).toEqual([true, false]);
    expect(opened.every(({ wasAlone }) => wasAlone)).toBe(true);
    window.close();
    await expect.poll(() => opened.some(isRunning)).toBe(false);
    window.setKiosk(true);
    expect(opened).toHaveLength(2);
  });
});
