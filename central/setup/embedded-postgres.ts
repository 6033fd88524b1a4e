import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import pg from 'pg';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { findBinaries, type PostgresBinaries, type RunAs, runAs } from './postgres-binaries.ts';

/** Of the packages in package.json; another one's files are never opened, because PostgreSQL cannot. */
const MAJOR = '18';
const USER = 'mostrador';
const DATABASE = 'mostrador';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 100;
/** Of what PostgreSQL says while it starts. */
const MAX_KEPT_LOG = 4_000;

export type EmbeddedPostgres = {
  readonly connectionString: string;
  /** Of another database of the same server. */
  connectionTo(database: string): string;
  /** Of its main process, for tests that stop it. */
  readonly pid: number;
  /** Resolves when PostgreSQL ended, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Holds `postgres/` and `postgres-password`. */
  readonly folder: string;
  readonly newPassword: () => string;
  /** More settings, e.g. `fsync=off` in tests. */
  readonly settings?: readonly string[];
};

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The password of the database, made once and readable to this user only. */
function passwordOf(folder: string, newPassword: () => string): string {
  const path = join(folder, 'postgres-password');
  if (!existsSync(path)) writeFileSync(path, `${newPassword()}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8').trim();
}

async function run(program: string, args: readonly string[], user: RunAs, input?: string): Promise<Result<null>> {
  const child = spawn(program, args, { ...user, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-MAX_KEPT_LOG);
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? ok(null) : refuse('postgres_not_started', { detail: said.trim() });
}

async function initialise(
  folder: string,
  { initdb }: PostgresBinaries,
  user: RunAs,
  password: string,
): Promise<Result<null>> {
  const data = join(folder, 'postgres');
  // A first start that was cut off leaves a folder that PostgreSQL would not take; only initdb's last step writes this file.
  if (existsSync(join(data, 'PG_VERSION'))) return ok(null);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = join(data, '..', 'postgres-initial-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== null) {
    chownSync(data, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    // C: the same order of texts on every machine, whatever its system libraries think of letters this year.
    return await run(
      initdb,
      [
        `--pgdata=${data}`,
        `--username=${USER}`,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
      ],
      user,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function checkVersion(folder: string): Result<null> {
  const path = join(folder, 'postgres', 'PG_VERSION');
  if (!existsSync(path)) return ok(null);
  const found = readFileSync(path, 'utf8').trim();
  return found === MAJOR
    ? ok(null)
    : refuse('postgres_other_version', { found, wanted: MAJOR, path: join(folder, 'postgres') });
}

async function waitUntilReady(child: ChildProcess): Promise<Result<null>> {
  let said = '';
  const outcome = Promise.withResolvers<Result<null>>();
  const timer = setTimeout(
    () => outcome.resolve(refuse('postgres_not_started', { detail: said.trim() || 'timeout' })),
    START_TIMEOUT_MS,
  );
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-MAX_KEPT_LOG);
    if (said.includes('ready to accept connections')) outcome.resolve(ok(null));
  });
  child.once('error', (error) => outcome.resolve(refuse('postgres_not_started', { detail: error.message })));
  child.once('exit', () => outcome.resolve(refuse('postgres_not_started', { detail: said.trim() })));
  try {
    return await outcome.promise;
  } finally {
    clearTimeout(timer);
  }
}

async function createDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // SIGINT is PostgreSQL's fast shutdown: transactions under way are rolled back, everything committed is written.
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

const LOCAL_ONLY = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'log_timezone=UTC',
];

async function start(
  folder: string,
  { postgres }: PostgresBinaries,
  user: RunAs,
  port: number,
  settings: readonly string[],
): Promise<Result<ChildProcess>> {
  const flags = [...LOCAL_ONLY, ...settings].flatMap((setting) => ['-c', setting]);
  const child = spawn(postgres, ['-D', join(folder, 'postgres'), '-p', String(port), ...flags], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C of a terminal goes to the whole group; PostgreSQL is ended by us, after the last request.
    detached: true,
  });
  const ready = await waitUntilReady(child);
  if (ready.ok) return ok(child);
  child.kill('SIGQUIT');
  return ready;
}

const addressOf =
  (password: string, port: number) =>
  (database: string): string =>
    `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

/** What PostgreSQL writes while it runs: its process in the first line, its port in the fourth. */
function runningAt(folder: string): { readonly pid: number; readonly port: number } | null {
  const path = join(folder, 'postgres', 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && Number.isInteger(port) && pid > 0 && port > 0 ? { pid, port } : null;
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // Nobody there, or somebody else's server on that port.
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Its file goes at the end of a clean stop; a process that nobody waits for may stay in the list long after. */
async function untilGone(
  folder: string,
  pid: number,
  { isWaitedFor }: { readonly isWaitedFor: boolean },
): Promise<void> {
  while (runningAt(folder)?.pid === pid && isAlive(pid))
    await setTimeoutPromise(POLL_MS, undefined, { ref: isWaitedFor });
}

/**
 * The PostgreSQL that already runs in `folder`: of a central that is running, or left behind by one that was killed.
 * @returns null when there is none that answers.
 */
export async function findRunning(folder: string): Promise<EmbeddedPostgres | null> {
  const running = runningAt(folder);
  const passwordFile = join(folder, 'postgres-password');
  if (running === null || !existsSync(passwordFile)) return null;
  const connectionTo = addressOf(readFileSync(passwordFile, 'utf8').trim(), running.port);
  if (!(await answers(connectionTo('postgres')))) return null;
  await createDatabase(connectionTo('postgres'));
  return {
    connectionString: connectionTo(DATABASE),
    connectionTo,
    pid: running.pid,
    ended: untilGone(folder, running.pid, { isWaitedFor: false }),
    async stop() {
      process.kill(running.pid, 'SIGINT');
      await untilGone(folder, running.pid, { isWaitedFor: true });
    },
  };
}

/**
 * A real PostgreSQL of its own in `folder`, on 127.0.0.1 with a random password. Refused: postgres_not_here,
 * postgres_user_missing, postgres_other_version {found, wanted, path}, postgres_not_started {detail}.
 */
export async function startEmbedded({
  folder,
  newPassword,
  settings = [],
}: EmbeddedOptions): Promise<Result<EmbeddedPostgres>> {
  const binaries = await findBinaries();
  if (!binaries.ok) return binaries;
  const user = runAs();
  if (!user.ok) return user;
  const version = checkVersion(folder);
  if (!version.ok) return version;
  const password = passwordOf(folder, newPassword);
  const initialised = await initialise(folder, binaries.value, user.value, password);
  if (!initialised.ok) return initialised;
  const port = await freePort();
  const started = await start(folder, binaries.value, user.value, port, settings);
  if (!started.ok) return started;
  const child = started.value;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const connectionTo = addressOf(password, port);
  await createDatabase(connectionTo('postgres'));
  return ok({
    connectionString: connectionTo(DATABASE),
    connectionTo,
    pid: child.pid ?? 0,
    ended,
    stop: () => stopChild(child, ended),
  });
}
