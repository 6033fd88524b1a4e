import { type ChildProcess, spawn } from 'node:child_process';
import { Inbox } from '../inbox.ts';
import {
  accepted,
  type Connection,
  failure,
  type Opened,
  orAborted,
  type Transport,
  type TransportResult,
} from '../transport.ts';
import { WINSPOOL_SCRIPT } from './winspool-script.ts';

export type SpoolCommand = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** PowerShell starts in seconds on a slow till and compiles the script first. */
const FINISH_MS = 30_000;
const CHUNK_BYTES = 65_536;

/** The program that hands standard input to the system's queue unchanged: lp (CUPS), or PowerShell on Windows. */
export function spoolCommand(queue: string, platform: NodeJS.Platform): SpoolCommand {
  if (platform !== 'win32') return { file: 'lp', args: ['-d', queue, '-o', 'raw'], env: {} };
  const script = Buffer.from(WINSPOOL_SCRIPT, 'utf16le').toString('base64');
  return {
    file: 'powershell.exe',
    args: ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand', script],
    // Not on the command line: a queue may be named anything.
    env: { MOSTRADOR_PRINT_QUEUE: queue },
  };
}

export function spoolTransport(command: SpoolCommand): Transport {
  return {
    open: (signal) =>
      orAborted<Opened>(
        signal,
        () => ({ ok: false, reason: 'timeout' }),
        (settle) => {
          const child = spawn(command.file, command.args, {
            stdio: ['pipe', 'ignore', 'ignore'],
            env: { ...process.env, ...command.env },
            windowsHide: true,
          });
          child.once('error', () => settle({ ok: false, reason: 'cannot-open' }));
          child.once('spawn', () => {
            const connection = spoolConnection(child);
            if (signal.aborted) void connection.close();
            else settle({ ok: true, connection });
          });
        },
      ),
  };
}

function spoolConnection(child: ChildProcess): Connection {
  const inbox = new Inbox();
  let exitCode: number | null = null;
  const exited = new Promise<void>((resolve) =>
    child.once('close', (code) => {
      exitCode = code ?? 1;
      inbox.close();
      resolve();
    }),
  );
  // A program that ends early breaks the pipe; without listeners that would end the process.
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);

  return {
    chunkBytes: CHUNK_BYTES,
    inbox,
    write: (bytes, signal) =>
      orAborted<TransportResult>(
        signal,
        () => failure('timeout', false),
        (settle) => {
          // The queue takes a job only when its program ends well, so a broken pipe means that nothing was queued.
          const done = (error: Error | null | undefined): void =>
            settle(error ? failure('device-error', false) : accepted);
          if (child.stdin === null || exitCode !== null) done(new Error('ended'));
          else child.stdin.write(bytes, done);
        },
      ),
    finishMs: FINISH_MS,
    finish: (signal) =>
      orAborted<TransportResult>(
        signal,
        () => failure('timeout', true),
        (settle) => {
          child.stdin?.end();
          void exited.then(() => settle(exitCode === 0 ? accepted : failure('device-error', false)));
        },
      ),
    close: () => {
      if (exitCode === null) child.kill('SIGKILL');
      return exited;
    },
  };
}
