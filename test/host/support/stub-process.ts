import { ok } from '../../../domain/result.ts';
import { readChildOptions } from '../../../electron/ipc/child/options.ts';
import { parentPort } from '../../../electron/ipc/child/parent-port.ts';
import { createPeer } from '../../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../../electron/ipc/system-timeouts.ts';

/** A process of the till that does nothing but answer. */
const { dataFolder } = readChildOptions(process.argv[2]);
const port = parentPort();
port.onClose(() => process.exit(0));
createPeer(
  port,
  { 'catalog.look-up': () => ok({ product: null }), 'local.adopt': () => ok({ dataFolder, version: '0' }) },
  { onError: () => undefined },
  systemTimeouts,
);
