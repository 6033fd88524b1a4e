import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from 'playwright';
import { findChromium } from '../../../scripts/find-chromium.ts';
import type { Counter, CounterOptions } from './counter.ts';

const START_MS = 30_000;
const URL_IN_LINE = /http:\/\/127\.0\.0\.1:\d+\/\S+/;

function linkOf(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no pipes');
  let said = '';
  stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no link in time; it said: ${said}`)), START_MS);
    createInterface({ input: stdout }).on('line', (line) => {
      const [url] = URL_IN_LINE.exec(line) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}; it said: ${said}`)));
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

type RunningChromium = { readonly browser: Browser; readonly pid: number; close(): Promise<void> };

/** Chromium as the machine has it, as root without its sandbox; it draws without a screen. */
export async function launchChromium(): Promise<RunningChromium> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium here');
  // As a server: only that tells the process, which the memory figures count.
  const server = await chromium.launchServer({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, pid: server.process().pid ?? 0, close: () => server.close() };
}

/** The browser host as it ships, with a Chromium on its link. */
export async function openInBrowser(options: CounterOptions): Promise<Counter> {
  const { dataFolder, args, width, height, hasTouch = false } = options;
  const folderWords = dataFolder === null ? ['--demo'] : ['--data', dataFolder];
  const host = spawn(process.execPath, ['dist/app/browser.js', ...folderWords, '--no-window', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running = await launchChromium();
  try {
    const url = await linkOf(host);
    const context = await running.browser.newContext({ viewport: { width, height }, locale: 'es-ES', hasTouch });
    const page = await context.newPage();
    await page.goto(url);
    return {
      page,
      hostPid: host.pid ?? 0,
      otherPids: [running.pid],
      async newWindow() {
        const other = await context.newPage();
        await other.goto(new URL('/', url).href);
        return other;
      },
      async close() {
        await running.close();
        host.kill('SIGTERM');
        await ended(host);
      },
    };
  } catch (error) {
    await running.close();
    host.kill('SIGKILL');
    throw error;
  }
}
