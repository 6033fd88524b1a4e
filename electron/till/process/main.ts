import { program } from '../../../domain/program.ts';
import { onEndAsked } from '../../ipc/child/end-asked.ts';
import { readChildOptions } from '../../ipc/child/options.ts';
import { parentPort } from '../../ipc/child/parent-port.ts';
import { createPeer, type Handlers, type Peer } from '../../ipc/peer.ts';
import { systemTimeouts } from '../../ipc/system-timeouts.ts';
import { placeOf, sha256Hex, systemClock, systemIds } from '../adapters.ts';
import { dataHandlers } from '../commands/data.ts';
import { setupHandlers } from '../commands/setup.ts';
import { makeSampleShop } from '../sample/make-sample.ts';
import type { TillPorts } from '../till.ts';
import { logBug, logLine } from './log.ts';
import { createTillProcess } from './till-process.ts';

/**
 * The till process: the only writer of the data folder. The shell starts it, hands it everybody's commands, and starts it
 * again when it falls over; what it had answered is on disk.
 */
const BUG_EXIT = 70;

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    logBug(`till.${event === 'uncaughtException' ? 'exception' : 'rejection'}`, error);
    process.exit(BUG_EXIT);
  });
}

const options = readChildOptions(process.argv[2]);
const ports: TillPorts = { clock: systemClock, ids: systemIds, sha256: sha256Hex, program, place: placeOf };
const port = parentPort();

// The peer needs the handlers and they need the peer, which nobody uses before both are there.
const handlers: Record<string, unknown> = {};
const peer: Peer = createPeer(
  port,
  handlers as Handlers,
  {
    onError: (command, error) => logBug('command.failed', error, command),
    onMalformed: () => logLine('warning', 'message.malformed'),
  },
  systemTimeouts,
);
const till = createTillProcess({ options, ports, peer: () => peer }, (life) => ({
  ...setupHandlers(life, options, ports),
  ...dataHandlers(life, options, ports),
}));

Object.assign(handlers, till.handlers);

async function end(): Promise<void> {
  await till.close();
  process.exit(0);
}
onEndAsked(() => void end());
port.onClose(() => void end());

const sample = options.isSample ? await makeSampleShop(options, ports) : null;
if (sample?.ok === false) logLine('error', 'sample.not-made', { code: sample.refusal.code });
const state = till.open(sample?.ok === false ? sample.refusal : null);
logLine('info', 'till.open', { phase: state.phase });
