import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChildOptions } from '../../../electron/ipc/child/options.ts';
import type { CommandName, EventName, InputOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import { events } from '../../../electron/ipc/contract/index.ts';
import { createPeer, type Handlers, type Peer } from '../../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../../electron/ipc/system-timeouts.ts';
import { unwrap } from '../../support/till.ts';

export const WIZARD_SHOP = {
  issuer: {
    name: 'Ultramarinos La Plaza, S.L.',
    taxId: 'B12345674',
    address: 'Calle Mayor 12',
    postalCode: '46001',
    city: 'València',
    province: 'València',
    country: 'ES',
  },
  shopName: 'La Plaza',
  shopCode: '01',
  tillCode: 'T01',
  timeZone: 'Europe/Madrid',
  taxArea: 'IVA',
  activity: 'retail',
  footer: 'Gracias por su visita.',
} as const;

/** The till process as it ships, in a process of its own; this end plays the shell. */
export type ForkedTill = {
  readonly child: ChildProcess;
  readonly peer: Peer;
  readonly told: { readonly event: EventName; readonly data: unknown }[];
  /** What it wrote to standard error. */
  readonly log: () => string;
  get<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Asks it to end in order; answers its exit code. */
  end(): Promise<number | null>;
  kill(): Promise<void>;
};

export function forkTill(options: Partial<ChildOptions> & { dataFolder: string }, handlers: Handlers = {}): ForkedTill {
  const all: ChildOptions = {
    bootId: 'boot-1',
    isSample: false,
    samplesFolder: resolve('samples'),
    host: 'browser',
    version: '0.1.0',
    ...options,
  };
  const child = fork(resolve('electron/till/process/main.ts'), [JSON.stringify(all)], {
    serialization: 'json',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const gone = new Promise<number | null>((end) => child.once('exit', (code) => end(code)));
  const peer = createPeer(
    {
      post: (message) => void (child.connected && child.send(message as object, () => undefined)),
      onMessage: (listener) => child.on('message', listener),
      onClose: (listener) => child.once('exit', () => listener()),
      close: () => child.disconnect(),
    },
    handlers,
    { onError: (_command, error) => Promise.reject(error) },
    systemTimeouts,
  );
  const told: { event: EventName; data: unknown }[] = [];
  for (const event of Object.keys(events) as EventName[]) peer.on(event, (data) => told.push({ event, data }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  return {
    child,
    peer,
    told,
    log: () => log,
    get: async (command, input) => unwrap(await peer.call(command, input)),
    async end() {
      child.kill('SIGTERM');
      return gone;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
