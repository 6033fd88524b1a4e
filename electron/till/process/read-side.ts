import { Worker } from 'node:worker_threads';
import { createPeer, type Handlers, type Peer } from '../../ipc/peer.ts';
import { systemTimeouts } from '../../ipc/system-timeouts.ts';
import { logBug, logLine } from './log.ts';
import { workerPort } from './worker-port.ts';

/** Reads that may take long, answered by a thread of their own on a handle that cannot write. */
export type ReadSide = { readonly handlers: Handlers; close(): Promise<void> };

export const READS = [
  'tickets.list',
  'tickets.paper',
  'day.payments',
  'day.x',
  'day.reports',
  'day.report',
  'day.pdf',
  'data.verify',
  'data.export-records',
  'data.backup',
] as const;

/** A thread that dies this soon after it was started would only die again. */
const RESTART_MS = 1000;

/**
 * Starts the read worker of an open till and starts it again if it dies; what was asked of the dead one is refused
 * `process_gone`, and asked again.
 */
export function startReadSide(dataFolder: string, tell: Peer['tell']): ReadSide {
  let isClosed = false;
  let worker = start();

  function start(): { readonly thread: Worker; readonly peer: Peer } {
    // From source this is a .ts file, in the bundle its neighbour read-worker.js (scripts/app-build.ts).
    const thread = new Worker(new URL('./read-worker.ts', import.meta.url), { workerData: { dataFolder } });
    const peer = createPeer(workerPort(thread), {}, { onError: () => undefined }, systemTimeouts);
    peer.on('data.progress', (progress) => tell('data.progress', progress));
    thread.on('error', (error) => logBug('reader.died', error));
    thread.once('exit', (code) => {
      if (isClosed) return;
      logLine('warning', 'reader.gone', { count: code });
      systemTimeouts.set(() => {
        if (!isClosed) worker = start();
      }, RESTART_MS);
    });
    return { thread, peer };
  }

  const handlers = Object.fromEntries(
    READS.map((command) => [command, (input: never) => worker.peer.call(command, input)]),
  ) as Handlers;

  return {
    handlers,
    async close() {
      isClosed = true;
      await worker.thread.terminate();
    },
  };
}
