import { join, resolve } from 'node:path';
import { ok, type Refusal, type RefusalParams, type Result } from '../../domain/result.ts';
import { type Language, refusalText, type TextKey, text } from '../../domain/texts/index.ts';
import { defaultDataFolder, makeDemoFolder, prepareDataFolder, removeDemoFolder } from '../host/data-folder.ts';
import { layoutOf } from '../host/layout.ts';
import { createLog } from '../host/log.ts';
import { nodeFork } from '../host/node-fork.ts';
import { parseOptions, type ShellOptions } from '../host/options.ts';
import { pairAtStart } from '../host/pair-at-start.ts';
import { monotonicMs, nowMs } from '../host/real-world.ts';
import { askRunningTill } from '../host/running-till.ts';
import { runSelfTest } from '../host/self-test/self-test.ts';
import type { Report } from '../host/shell.ts';
import { findBrowser, openWindow } from './chromium.ts';
import { type BrowserHost, startBrowserHost } from './start-browser-host.ts';
import { openTillWindow, type TillWindow } from './till-window.ts';

/** The till in a browser of this machine: `npm start` where there is no Electron, or with `--host browser`. */
const EXIT = { done: 0, refused: 1, usage: 2, bug: 70 } as const;
const SAME_SIGNAL_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const language: Language = (process.env['MOSTRADOR_LANG'] ?? 'es').startsWith('en') ? 'en' : 'es';
const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const tell = (key: TextKey, params: RefusalParams = {}): boolean => say(text(language, key, params));

function complain(refusal: Refusal): number {
  say(refusalText(language, refusal));
  return refusal.code.startsWith('option_') ? EXIT.usage : EXIT.refused;
}

/** The one line of standard output: where the till is. */
const print = (url: string): boolean => process.stdout.write(`${url}\n`);

function tellRunning(running: Result<{ url: string | null }>, isBare: boolean): number {
  if (!running.ok) return complain(running.refusal);
  const { url } = running.value;
  if (url === null) tell('host.already_open_window');
  else if (isBare) print(url);
  else print(text(language, 'host.already_open', { url }));
  return EXIT.done;
}

/** The folder to work on and, if it is one, a demonstration's to remove at the end. */
function chooseFolder(options: ShellOptions): { path: string; isDemo: boolean } {
  if (options.isDemo) return { path: makeDemoFolder(), isDemo: true };
  return { path: resolve(options.dataFolder ?? defaultDataFolder()), isDemo: false };
}

function showWindow(browser: BrowserHost, dataFolder: string, options: ShellOptions): TillWindow | null {
  if (!options.opensWindow) return null;
  const found = findBrowser();
  if (typeof found === 'string') {
    tell(`host.${found}`);
    return null;
  }
  const profile = join(dataFolder, 'ventana');
  const open = (isKiosk: boolean) => openWindow(found.path, browser.signInUrl(), profile, isKiosk);
  return openTillWindow({ open }, options.isKiosk);
}

/**
 * Resolves when somebody wants an end: a signal, a window, a command, the death of `npm start`. A second Ctrl-C does not
 * wait for the order; the first one comes several times, from the terminal and from whoever started this.
 */
function endWanted(): { readonly promise: Promise<void>; readonly ask: () => void } {
  const { promise, resolve: ask } = Promise.withResolvers<void>();
  let firstMs: number | null = null;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      firstMs ??= monotonicMs();
      if (monotonicMs() - firstMs > SAME_SIGNAL_MS) process.exit(EXIT.bug);
      ask();
    });
  }
  if (process.connected) process.once('disconnect', ask);
  return { promise, ask };
}

/** A bug of the shell: the processes end with it, and what was paid is on disk. */
function watchBugs(report: Report): void {
  process.once('uncaughtException', (error: unknown) => {
    report('error', 'shell.exception', { kind: error instanceof Error ? error.name : typeof error });
    bug(error);
    process.exit(EXIT.bug);
  });
}

/** How a person gets another link, in words for a shell. */
const linkCommand = (dataFolder: string): string =>
  `npm start -- --url${dataFolder === defaultDataFolder() ? '' : ` --data "${dataFolder}"`}`;

async function serve(dataFolder: string, isDemo: boolean, options: ShellOptions): Promise<Result<number>> {
  const report = createLog(dataFolder, { nowMs });
  watchBugs(report);
  const end = endWanted();
  let window: TillWindow | null = null;
  const started = await startBrowserHost({
    dataFolder,
    isSample: isDemo,
    port: options.port,
    layout: layoutOf(import.meta.url),
    report,
    onQuit: end.ask,
    isKiosk: options.isKiosk,
    onKiosk: (isOn) => window?.setKiosk(isOn),
  });
  if (!started.ok) return started;
  const browser = started.value;
  if (isDemo) tell('host.demo', { path: dataFolder });
  print(text(language, 'host.listening', { url: browser.signInUrl() }));
  tell('host.link_note', { command: linkCommand(dataFolder) });
  window = showWindow(browser, dataFolder, options);
  if (options.pairingCode !== null) pairAtStart(dataFolder, options.pairingCode).then(tellPaired, bug);
  await end.promise;
  tell('host.ending');
  window?.close();
  await browser.stop();
  return ok(EXIT.done);
}

/** Not paired is no reason to end: the till sells without. */
function tellPaired(paired: Awaited<ReturnType<typeof pairAtStart>>): void {
  if (paired === null) return;
  if (paired.ok) tell('host.paired', { company: paired.value.companyName });
  else complain(paired.refusal);
}

async function selfTest(): Promise<number> {
  const report = await runSelfTest({ kind: 'browser', fork: nodeFork, layout: layoutOf(import.meta.url) });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.ok ? EXIT.done : EXIT.refused;
}

async function main(args: readonly string[]): Promise<number> {
  const parsed = parseOptions(args);
  if (!parsed.ok) return complain(parsed.refusal);
  const options = parsed.value;
  if (options.isSelfTest) return selfTest();
  const folder = chooseFolder(options);
  try {
    const running = folder.isDemo ? null : await askRunningTill(folder.path);
    if (running !== null) return tellRunning(running, options.onlyUrl);
    if (options.onlyUrl) {
      tell('host.not_open', { path: folder.path });
      return EXIT.refused;
    }
    const prepared = prepareDataFolder(folder.path);
    if (!prepared.ok) return complain(prepared.refusal);
    const outcome = await serve(prepared.value, folder.isDemo, options);
    return outcome.ok ? outcome.value : complain(outcome.refusal);
  } finally {
    if (folder.isDemo) removeDemoFolder(folder.path);
  }
}

function bug(error: unknown): void {
  tell('host.bug', { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

try {
  // What still listens here (a window's process) must not keep a till that has ended.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  bug(error);
  process.exit(EXIT.bug);
}
