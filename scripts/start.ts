import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { APP_FOLDER, buildApp, isFresh } from './app-build.ts';
import { type DemoCentral, startDemoCentral } from './demo-central.ts';
import { electronPath, hasDisplay, installElectron } from './electron-runtime.ts';

/**
 * `npm start`: builds what is stale and opens the till, in Electron if its runtime is here or can be got, otherwise in a
 * browser window served by the Node of the project (DESIGN: "Two hosts, one product"). Options go on to the shell.
 */
type HostKind = 'electron' | 'browser';

const isEnglish = (process.env['MOSTRADOR_LANG'] ?? 'es').startsWith('en');
/** Standard output is the shell's: it prints where the till is. */
const say = (es: string, en: string): boolean => process.stderr.write(`${isEnglish ? en : es}\n`);

/** `--central` is ours: the shells know only the code that pairs with it. */
const wantsCentral = process.argv.includes('--central');
const args = process.argv.slice(2).filter((arg) => arg !== '--central');

/** What `--host` says; null when it says nothing that is known, and then the shell explains its options. */
function askedHost(): HostKind | null {
  const at = args.findIndex((arg) => arg === '--host' || arg.startsWith('--host='));
  const value = args[at]?.includes('=') ? args[at]?.split('=')[1] : args[at + 1];
  return at !== -1 && (value === 'electron' || value === 'browser') ? value : null;
}

async function build(): Promise<void> {
  if (isFresh()) return;
  say('Preparando el programa...', 'Building...');
  await buildApp();
}

async function chooseHost(): Promise<HostKind> {
  const asked = askedHost();
  if (asked === 'browser') return 'browser';
  if (electronPath() !== null && hasEntry('electron')) return asked ?? (hasDisplay() ? 'electron' : 'browser');
  if (asked === null && !hasDisplay()) return 'browser';
  if (hasEntry('electron') && (await installElectron(Date.now()))) return 'electron';
  say(
    'Electron no está en esta máquina y no se ha podido descargar: se abre en un navegador.',
    'Electron is not on this machine and could not be downloaded: opening in a browser.',
  );
  return 'browser';
}

const hasEntry = (host: HostKind): boolean =>
  existsSync(host === 'electron' ? 'electron/main/main.ts' : 'electron/browser/main.ts');

/** Hands signals on (one sent to this process alone would not reach the shell) and waits for the end of the shell. */
function run(host: HostKind, more: readonly string[] = []): Promise<number> {
  const electron = electronPath();
  const isElectron = host === 'electron' && electron !== null;
  const [command, entry] = isElectron ? [electron, 'main.js'] : [process.execPath, 'browser.js'];
  // The channel carries nothing: its end tells the browser host that this process was killed.
  const stdio = isElectron ? ('inherit' as const) : (['inherit', 'inherit', 'inherit', 'ipc'] as const);
  const child = spawn(command, [join(APP_FOLDER, entry), ...args, ...more], { stdio: stdio as 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
  });
}

async function main(): Promise<number> {
  process.chdir(dirname(import.meta.dirname));
  // A link of the till that runs: nothing is built for it.
  if (args.includes('--url') && existsSync(join(APP_FOLDER, 'browser.js'))) return run('browser');
  if (wantsCentral && !args.includes('--demo')) {
    say(
      '--central es para la demostración: npm start -- --demo --central. Para una tienda: npm run central.',
      '--central is for the demonstration: npm start -- --demo --central. For a shop: npm run central.',
    );
    return 2;
  }
  const [host, central] = await Promise.all([chooseHost(), wantsCentral ? startCentral() : null, build()]);
  try {
    return await run(host, central === null ? [] : ['--pair', central.pairingCode]);
  } finally {
    await central?.stop();
  }
}

/** Without it the demonstration sells all the same, and the strip says that nothing is connected. */
async function startCentral(): Promise<DemoCentral | null> {
  say('Preparando la central...', 'Preparing central...');
  try {
    const central = await startDemoCentral();
    const { url, token, pid, command } = central;
    say(`Central: ${url}  clave: ${token}`, `Central: ${url}  token: ${token}`);
    say(
      `  Para pararla: kill ${pid}   Para arrancarla otra vez: ${command}`,
      `  To stop it: kill ${pid}   To start it again: ${command}`,
    );
    return central;
  } catch (error) {
    say('La central no ha arrancado:', 'Central did not start:');
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

process.exitCode = await main();
