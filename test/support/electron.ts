import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { APP_FOLDER } from '../../scripts/app-build.ts';
import { electronPath } from '../../scripts/electron-runtime.ts';
import { canShowWindows, openDisplay } from './display.ts';

const START_MS = 60_000;
/** A till that a test has broken must not outlive it. */
const END_MS = 15_000;

/** Whether the till can be shown in Electron here; the tests that need it are skipped where not. */
export const hasElectron = electronPath() !== null && canShowWindows();

/** What the runtime needs here: no sandbox for root, no graphics card on a screen that nobody sees. */
export const runtimeSwitches: readonly string[] = [
  ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
];

const entry = join(APP_FOLDER, 'main.js');

export type LaunchOptions = {
  /** Null: the demonstration, in a folder of its own. */
  readonly dataFolder: string | null;
  /** More words of the command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Of the page; the window is as large as the screen otherwise. */
  readonly size?: { readonly width: number; readonly height: number };
};

/** The built till (dist/app) in Electron, on a screen of its own, driven by Playwright. */
export type ElectronTill = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The shell's process; the others are its children. */
  readonly hostPid: number;
  /** Which screen it is on: a second start goes there too. */
  readonly displayEnv: Readonly<Record<string, string>>;
  /** What it wrote to standard error, its runtime's complaints included. */
  said(): string;
  /** Asks it to end and waits for it and its screen. Safe to call when it has ended. */
  close(): Promise<void>;
};

export async function launchElectron({ dataFolder, args = [], env = {}, size }: LaunchOptions): Promise<ElectronTill> {
  const display = await openDisplay();
  let app: ElectronApplication;
  try {
    app = await _electron.launch({
      args: [...runtimeSwitches, entry, ...(dataFolder === null ? ['--demo'] : ['--data', dataFolder]), ...args],
      env: { ...environment(), ...display.env, ...env },
      timeout: START_MS,
    });
  } catch (error) {
    await display.end();
    throw error;
  }
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = exitOf(child);
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), END_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
    await display.end();
  };
  try {
    const page = await app.firstWindow({ timeout: START_MS });
    if (size !== undefined) await resize(app, page, size);
    return { app, page, hostPid: child.pid ?? 0, displayEnv: display.env, said: () => said, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function resize(app: ElectronApplication, page: Page, size: { width: number; height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.unmaximize();
      window.setContentSize(width, height);
    }
  }, size);
  await page.waitForFunction(({ width, height }) => {
    const { innerWidth, innerHeight } = globalThis as unknown as { innerWidth: number; innerHeight: number };
    return innerWidth === width && innerHeight === height;
  }, size);
}

export type Started = {
  readonly child: ChildProcess;
  /** Everything it wrote. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
};

/** The built till without a driver: as a person starts it. */
export function startElectron(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const path = electronPath();
  if (path === null) throw new Error('no Electron here');
  return startProgram(path, [...runtimeSwitches, entry, ...args], env);
}

/** A program of Electron, for instance a packed one. */
export function startProgram(path: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
  // A group of its own, as in a terminal: Ctrl-C there reaches all of them.
  const child = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(), ...env },
    detached: process.platform !== 'win32',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  return { child, said: () => said, ended: exitOf(child) };
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('close', (code) => resolve(code)));

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
