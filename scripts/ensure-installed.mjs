// Runs before every npm script, on whatever Node there is (20 or newer) and before anything is installed: built-ins only.
// Installs the exact packages of package-lock.json when node_modules is missing or older than the lock file.
// Standard output belongs to the command that follows; everything here goes to standard error.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, '.installing');

/** Only a lock that another version of this program left can lack an owner; this old it belongs to no one. */
const OWNERLESS_MS = 5_000;
const POLL_MS = 300;

const say = (message) => process.stderr.write(`${message}\n`);
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;
const isInstalled = () => (changedAt(installed) ?? Number.NEGATIVE_INFINITY) >= (changedAt(wanted) ?? 0);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Process that holds the lock; null if it is not signed. */
function ownerOfLock() {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || null;
  } catch {
    return null;
  }
}

/** The lock appears with its owner in it, in one step: a folder is never renamed onto one that holds something. */
function tryLock() {
  const signed = `${lock}-${process.pid}`;
  mkdirSync(signed, { recursive: true });
  writeFileSync(join(signed, 'pid'), String(process.pid));
  try {
    renameSync(signed, lock);
    return true;
  } catch (error) {
    rmSync(signed, { recursive: true, force: true });
    const isTaken = ['ENOTEMPTY', 'EEXIST'].includes(error.code) || changedAt(lock) !== undefined;
    if (isTaken || error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Puts away the lock of a dead process. Of several who come for it one succeeds: the grave bears the name of the dead, so a
 * second one, who by now would carry off a fresh lock, finds it occupied. Graves are emptied when the install is done.
 */
function dropStaleLock() {
  const owner = ownerOfLock();
  const since = changedAt(lock);
  if (owner === null ? since === undefined || Date.now() - since < OWNERLESS_MS : isAlive(owner)) return false;
  try {
    renameSync(lock, `${lock}-dead-${owner ?? 'unknown'}`);
    return true;
  } catch {
    return false;
  }
}

function takeLock() {
  for (let isFirst = true; !tryLock(); isFirst = false) {
    if (dropStaleLock()) continue;
    if (isFirst) {
      say(
        'Otra orden está instalando los paquetes; se espera (si no la hay, borre la carpeta .installing). / ' +
          'Another command is installing packages; waiting (if there is none, delete the folder .installing).',
      );
    }
    sleep(POLL_MS);
  }
}

function releaseLock() {
  const dead = readdirSync(root).filter((name) => name.startsWith('.installing-dead-'));
  for (const name of dead) rmSync(join(root, name), { recursive: true, force: true });
  // Away in one step too: emptied in place, it would look unsigned for a moment.
  const away = `${lock}-${process.pid}`;
  if (ownerOfLock() !== process.pid) return;
  renameSync(lock, away);
  rmSync(away, { recursive: true, force: true });
}

/** @returns {boolean} whether npm installed everything; it has said why if not. */
function install() {
  say('Instalando los paquetes de Mostrador (una sola vez)... / Installing packages (once)...');
  const npm = process.env['npm_execpath'];
  // `npm run --silent` reaches this npm through the environment and would hide why it fails; warnings about the Node of
  // this machine do not concern a program that brings its own.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const command = npm === undefined ? ['npm', args] : [process.execPath, [npm, ...args]];
  // Whoever is told to stop now waits for npm: the lock has to last as long as the npm that it guards.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  const run = spawnSync(command[0], command[1], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm === undefined && process.platform === 'win32',
  });
  if (run.error !== undefined) say(run.error.message);
  if (run.status !== 0) return false;
  // A lock file dated in the future (copied, or a clock that was put right) would install again before every command.
  if (!isInstalled()) utimesSync(installed, new Date(), new Date(changedAt(wanted)));
  return true;
}

function main() {
  if (isInstalled()) return 0;
  takeLock();
  try {
    if (isInstalled() || install()) return 0;
    say(
      'No se han podido instalar los paquetes (el motivo, arriba). Compruebe la conexión y repita la orden. / ' +
        'Packages could not be installed (reason above). Check the connection and repeat the command.',
    );
    return 1;
  } finally {
    releaseLock();
  }
}

process.exitCode = main();
