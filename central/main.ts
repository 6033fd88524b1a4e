import { parseArgs } from 'node:util';
import { type Refusal, refuse } from '../domain/result.ts';
import { type Language, refusalText, text } from '../domain/texts/index.ts';
import type { Logger } from './app/context.ts';
import { adminCreate, adminToken, tillPair } from './commands/admin.ts';
import type { Command } from './commands/command.ts';
import { backupCommand, moveCommand, restoreCommand } from './commands/copies.ts';
import { testCompany } from './commands/test-company.ts';
import { systemClock } from './real-world.ts';
import { dataFolder } from './setup/data-folder.ts';
import { type RunningCentral, serve } from './setup/serve.ts';

const EXIT = { done: 0, refused: 1, usage: 2, bug: 70 } as const;

const commands: Readonly<Record<string, Command>> = {
  'admin create': adminCreate,
  'admin token': adminToken,
  'till pair': tillPair,
  'test-company': testCompany,
  backup: backupCommand,
  restore: restoreCommand,
  move: moveCommand,
};

const SERVE_USAGE = '[--data DIR] [--port N] [--host H] [--http] [--public-url URL]';
const SERVE_OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  http: { type: 'boolean' },
  'public-url': { type: 'string' },
} as const;
const DEFAULT_PORT = 7443;
/** Longer than any request may take; whoever is not done by then is cut off. */
const CLOSE_TIMEOUT_MS = 70_000;

const language: Language = (process.env['MOSTRADOR_LANG'] ?? 'es').startsWith('en') ? 'en' : 'es';
const databaseUrl = process.env['DATABASE_URL'] || undefined;
const say = (message: string): boolean => process.stderr.write(`${message}\n`);
const print = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`);

const logLine = (level: string, event: string, facts: Readonly<Record<string, unknown>> = {}): boolean =>
  say(JSON.stringify({ at: new Date(systemClock.nowMs()).toISOString(), level, event, ...facts }));
const log: Logger = {
  info: (event, facts) => logLine('info', event, facts),
  error: (event, facts) => logLine('error', event, facts),
};

const help = (): string =>
  [
    text(language, 'central.cli.help'),
    `  npm run central -- ${SERVE_USAGE}`,
    ...Object.values(commands).map(({ usage }) => `  npm run --silent central -- ${usage}`),
  ].join('\n');

function report(refusal: Refusal): number {
  const message = refusalText(language, refusal);
  say(`${refusal.code}: ${message}`);
  print({ error: { code: refusal.code, message, retryable: refusal.retryable } });
  return EXIT.refused;
}

function usageError(detail: string): number {
  say(`${detail}\n${help()}`);
  return EXIT.usage;
}

/** @returns what was wrong with the arguments as text. */
function parse(
  args: readonly string[],
  options: Command['options'],
): Record<string, string | boolean | undefined> | string {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return values as Record<string, string | boolean | undefined>;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return error.message.split('\n')[0] ?? '';
  }
}

async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  const values = parse(args, { data: { type: 'string' }, ...command.options });
  if (typeof values === 'string') return usageError(values);
  const missing = command.required.find((name) => values[name] === undefined);
  if (missing !== undefined) return usageError(`--${missing}`);
  const { data } = values;
  const folder = dataFolder(typeof data === 'string' ? data : undefined);
  const result = await command.run({ folder, databaseUrl, values, log, say });
  if (!result.ok) return report(result.refusal);
  if ('token' in result.value) say(text(language, 'central.cli.tokenOnce'));
  print(result.value);
  return EXIT.done;
}

function welcome(central: RunningCentral, folder: string): void {
  const { url, fingerprint } = central.place;
  say(text(language, 'central.cli.listening', { url }));
  if (fingerprint !== null) say(text(language, 'central.cli.fingerprint', { fingerprint }));
  if (!central.hasCompany) say(text(language, 'central.cli.first', { data: `--data ${folder}` }));
  print({ url, fingerprint });
}

/** Why it ends: a signal, or its database went away for good. */
async function untilTold(central: RunningCentral): Promise<'signal' | 'database'> {
  const told = Promise.withResolvers<'signal' | 'database'>();
  const onSignal = (): void => told.resolve('signal');
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
  central.databaseEnded.then(() => told.resolve('database'), told.reject);
  return told.promise;
}

async function runServer(args: readonly string[]): Promise<number> {
  const values = parse(args, SERVE_OPTIONS);
  if (typeof values === 'string') return usageError(values);
  const port = values['port'] === undefined ? DEFAULT_PORT : Number(values['port']);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return usageError('--port');
  const { data, host, 'public-url': publicUrl } = values;
  const folder = dataFolder(typeof data === 'string' ? data : undefined);
  const started = await serve({
    folder,
    databaseUrl,
    host: typeof host === 'string' ? host : '127.0.0.1',
    port,
    isPlain: values['http'] === true,
    publicUrl: typeof publicUrl === 'string' ? publicUrl : undefined,
    environment: process.env,
    log,
  });
  if (!started.ok) return report(started.refusal);
  welcome(started.value, folder);
  const why = await untilTold(started.value);
  say(text(language, why === 'signal' ? 'central.cli.stopping' : 'central.cli.databaseLost'));
  setTimeout(() => process.exit(EXIT.bug), CLOSE_TIMEOUT_MS).unref();
  await started.value.close();
  say(text(language, 'central.cli.stopped'));
  return why === 'signal' ? EXIT.done : EXIT.bug;
}

async function main(args: readonly string[]): Promise<number> {
  const [first = '', second = ''] = args;
  if (first === '--help' || first === '-h' || first === 'help') {
    say(help());
    return EXIT.done;
  }
  if (first === '' || first.startsWith('-')) return runServer(args);
  for (const [name, rest] of [
    [`${first} ${second}`, args.slice(2)],
    [first, args.slice(1)],
  ] as const) {
    const command = commands[name];
    if (command !== undefined) return runCommand(command, rest);
  }
  const { refusal } = refuse('usage', { detail: first, usage: SERVE_USAGE });
  return usageError(refusalText(language, refusal));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  log.error('unexpected', { message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = EXIT.bug;
}
