// Runs before every npm script, on whatever Node there is (20 or newer) and before anything is installed: built-ins only.
// Installs the exact packages of package-lock.json when node_modules is missing or older than the lock file.
// Standard output belongs to the command that follows; everything here goes to standard error.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, '.installing');

/** An install takes a minute or two; a lock older than this belongs to one that died. */
const STALE_LOCK_MS = 10 * 60 * 1000;

const isInstalled = () => existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
const say = (message) => process.stderr.write(`${message}\n`);
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > STALE_LOCK_MS) {
        rmSync(lock, { recursive: true, force: true });
      } else {
        sleep(300);
      }
    }
  }
}

function install() {
  say('Instalando los paquetes de Mostrador (una sola vez)... / Installing packages (once)...');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--no-audit', '--no-fund'];
  const command = npm === undefined ? ['npm', args] : [process.execPath, [npm, ...args]];
  const run = spawnSync(command[0], command[1], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm === undefined && process.platform === 'win32',
  });
  if (run.status !== 0) {
    say(
      'No se han podido instalar los paquetes. Compruebe la conexión y repita: npm ci / Packages could not be installed.',
    );
    process.exit(1);
  }
}

if (!isInstalled()) {
  takeLock();
  try {
    if (!isInstalled()) install();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
