import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly isRoot: boolean;
};

const here = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  isRoot: process.getuid?.() === 0,
});

const LINUX_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Why no window opens: text key `host.<reason>`. */
export type NoWindow = 'no_display' | 'no_browser' | 'browser_as_root';

/** The browser that would show the window. */
export function findBrowser({ platform, env, exists, isRoot }: Surroundings = here()): { path: string } | NoWindow {
  const isGraphic = platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  if (!isGraphic) return 'no_display';
  const path = candidates(platform, env).find(exists);
  if (path === undefined) return 'no_browser';
  // Its sandbox refuses, and a window without a sandbox is none that we open.
  return isRoot && platform === 'linux' ? 'browser_as_root' : { path };
}

function candidates(platform: NodeJS.Platform, env: Surroundings['env']): string[] {
  if (platform === 'darwin') return MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return roots.flatMap((root) => (root === undefined ? [] : WINDOWS_PATHS.map((path) => join(root, ...path))));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Opens a window without tabs or address, with a profile of its own, so that no extension and no other site shares it.
 * The link is visible to other users of this machine for the moment until the window has used it up.
 */
export function openWindow(browserPath: string, url: string, profileFolder: string, isKiosk: boolean): ChildProcess {
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profileFolder}`,
    // Dates and numbers of its own fields are those of the shop, whatever the system speaks.
    '--lang=es',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-extensions',
    '--disable-features=Translate',
    // No keyring of the desktop asks for a password before the first sale.
    '--password-store=basic',
    ...(isKiosk ? ['--kiosk'] : []),
  ];
  const child = spawn(browserPath, args, { stdio: 'ignore', detached: process.platform !== 'win32' });
  // It may be gone between the look and the start; the link is printed anyway.
  child.on('error', () => undefined);
  child.unref();
  return child;
}
