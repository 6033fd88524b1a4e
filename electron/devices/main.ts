import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import { systemTimers } from '../../native/printing/timers.ts';
import { transportForUrl } from '../../native/printing/transport-for.ts';
import { onEndAsked } from '../ipc/child/end-asked.ts';
import { readChildOptions } from '../ipc/child/options.ts';
import { parentPort } from '../ipc/child/parent-port.ts';
import type { FoundPrinter } from '../ipc/contract/printing.ts';
import { createPeer, type Handlers, type Peer } from '../ipc/peer.ts';
import { systemTimeouts } from '../ipc/system-timeouts.ts';
import { logBug, logLine } from './log.ts';
import { patienceMs } from './patience.ts';
import { createPrintDesk } from './print-desk.ts';
import { createVirtualPrinters } from './virtual-printer.ts';

/** The device process: printers and drawers. It may hang, crash or wait for paper; nobody sells through it. */
const BUG_EXIT = 70;

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    logBug('devices.exception', error);
    process.exit(BUG_EXIT);
  });
}

const options = readChildOptions(process.argv[2]);
const port = parentPort();
const handlers: Record<string, unknown> = {};
const peer: Peer = createPeer(
  port,
  handlers as Handlers,
  { onError: (command, error) => logBug(command, error) },
  systemTimeouts,
);
const virtualPrinters = createVirtualPrinters(options.dataFolder);
const desk = createPrintDesk({
  peer,
  timeouts: systemTimeouts,
  transportFor: (profile) => transportForUrl(profile.url, systemTimers, process.platform),
  prepare: (profile) => virtualPrinters.prepare(profile),
});

Object.assign(handlers, {
  'devices.print': async ({ tasks }) => {
    // What the till said before is heard first: a job that it has ended and sends again in one breath is a new try.
    await nextTurn();
    desk.take(tasks);
    return ok({});
  },
  'devices.test-printer': async ({ profile, language }) => ok(await desk.test(profile, language)),
  'devices.find-printers': async (): Promise<Result<{ printers: FoundPrinter[] }>> => {
    const { findPrinters } = await import('../../native/printing/discovery/find-printers.ts');
    return ok({ printers: await findPrinters() });
  },
} satisfies Handlers);

onEndAsked(() => process.exit(0));
port.onClose(() => process.exit(0));

/**
 * What was queued while this process was not there. The till may be starting too. One that has no shop yet has no papers
 * either, and hands over what it owes by itself once it is open.
 */
async function takeWaiting(attempt = 0): Promise<void> {
  const queued = await peer.call('jobs.queued', {});
  if (queued.ok) desk.take(queued.value.tasks);
  else if (queued.refusal.retryable) systemTimeouts.set(() => void takeWaiting(attempt + 1), patienceMs(attempt));
  else logLine('info', 'devices.nothing-waits', { code: queued.refusal.code });
}
logLine('info', 'devices.open');
void takeWaiting();
