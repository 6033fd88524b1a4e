import { resolve } from 'node:path';
import { app, Menu } from 'electron';
import type { Result } from '../../domain/result.ts';
import { defaultDataFolder, makeDemoFolder, prepareDataFolder } from '../host/data-folder.ts';
import { layoutOf } from '../host/layout.ts';
import { createLog } from '../host/log.ts';
import { parseOptions, type ShellOptions } from '../host/options.ts';
import { pairAtStart } from '../host/pair-at-start.ts';
import { monotonicMs, nowMs } from '../host/real-world.ts';
import { askRunningTill } from '../host/running-till.ts';
import { runSelfTest } from '../host/self-test/self-test.ts';
import type { Report } from '../host/shell.ts';
import { registerAppScheme } from './app-scheme.ts';
import { ownArguments } from './arguments.ts';
import { lockDownProcess } from './lock-down.ts';
import { makeProfileFolder, removeDemo, removeRemainsOfDemos } from './profile.ts';
import { serveTill } from './serve-till.ts';
import { complain, complainOfBug, EXIT, print, tell } from './terminal.ts';
import { utilityFork } from './utility-fork.ts';

/** The till in a window of Electron: the installed program, and `npm start` where its runtime is. */
const SAME_SIGNAL_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type End = { readonly promise: Promise<void>; readonly ask: () => void };

/**
 * Resolves when somebody wants an end: a signal, a window, a command, the system. A second Ctrl-C does not wait for the
 * order; the first one comes several times, from the terminal and from whoever started this. Only when Electron is ready:
 * until then it puts its own handlers in, of which the second signal ends everything at once.
 */
function endWanted(): End {
  const { promise, resolve: ask } = Promise.withResolvers<void>();
  let firstMs: number | null = null;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      firstMs ??= monotonicMs();
      if (monotonicMs() - firstMs > SAME_SIGNAL_MS) app.exit(EXIT.bug);
      ask();
    });
  }
  // Whatever asks Electron to quit waits for the processes; `app.exit` comes afterwards and asks nobody.
  app.on('before-quit', (event) => {
    event.preventDefault();
    ask();
  });
  return { promise, ask };
}

/** A bug of the shell: the processes end with it, and what was paid is on disk. */
function watchBugs(report: Report): void {
  process.once('uncaughtException', (error: unknown) => {
    report('error', 'shell.exception', { kind: error instanceof Error ? error.name : typeof error });
    void complainOfBug(error).then((code) => app.exit(code));
  });
}

/** A browser host on the same folder: where it is. A till in a window of its own holds the lock of the instance. */
async function tellRunning(running: Result<{ url: string | null }>): Promise<number> {
  if (!running.ok) return complain(running.refusal);
  const { url } = running.value;
  if (url === null) tell('host.already_open_window');
  else print('host.already_open', { url });
  return EXIT.done;
}

async function serve(dataFolder: string, options: ShellOptions): Promise<number> {
  const report = createLog(dataFolder, { nowMs });
  watchBugs(report);
  await app.whenReady();
  const end = endWanted();
  Menu.setApplicationMenu(menuOfSystem());
  const till = await serveTill({ ...options, dataFolder, report, onQuit: end.ask });
  if (!till.ok) return complain(till.refusal);
  app.on('second-instance', () => till.value.show());
  app.on('activate', () => till.value.show());
  if (options.isDemo) tell('host.demo', { path: dataFolder });
  if (options.pairingCode !== null) {
    void pairAtStart(dataFolder, options.pairingCode).then(tellPaired).catch(complainOfBug);
  }
  await end.promise;
  tell('host.ending');
  await till.value.stop();
  return EXIT.done;
}

/** Not paired is no reason to end: the till sells without. */
async function tellPaired(paired: Awaited<ReturnType<typeof pairAtStart>>): Promise<void> {
  if (paired === null) return;
  if (paired.ok) tell('host.paired', { company: paired.value.companyName });
  else await complain(paired.refusal);
}

/** No menu; only macOS has no other way to copy, paste and end. */
function menuOfSystem(): Menu | null {
  if (process.platform !== 'darwin') return null;
  return Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]);
}

async function openOn(path: string, options: ShellOptions): Promise<number> {
  const prepared = prepareDataFolder(path);
  if (!prepared.ok) return complain(prepared.refusal);
  app.setPath('userData', makeProfileFolder(prepared.value));
  // The first one comes to the front by its 'second-instance'.
  if (!app.requestSingleInstanceLock()) {
    tell('host.already_open_window');
    return EXIT.done;
  }
  const running = await askRunningTill(prepared.value);
  if (running !== null) return tellRunning(running);
  if (options.onlyUrl) {
    tell('host.not_open', { path: prepared.value });
    return EXIT.refused;
  }
  return serve(prepared.value, options);
}

/** Needs no window, but only a running Electron forks its own processes. */
async function selfTest(): Promise<number> {
  await app.whenReady();
  const report = await runSelfTest({ kind: 'electron', fork: utilityFork, layout: layoutOf(import.meta.url) });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.ok ? EXIT.done : EXIT.refused;
}

async function main(): Promise<number> {
  const parsed = parseOptions(ownArguments(process.argv, app.isPackaged));
  if (!parsed.ok) return complain(parsed.refusal);
  const options = parsed.value;
  if (options.isSelfTest) return selfTest();
  if (!options.isDemo) return openOn(resolve(options.dataFolder ?? defaultDataFolder()), options);
  removeRemainsOfDemos(nowMs());
  const folder = makeDemoFolder();
  try {
    return await openOn(folder, options);
  } finally {
    removeDemo(folder);
  }
}

app.setName('Mostrador');
lockDownProcess();
registerAppScheme();
// Not awaited: Electron is not ready before this file has been carried out.
void main()
  .catch(complainOfBug)
  .then((code) => app.exit(code));
