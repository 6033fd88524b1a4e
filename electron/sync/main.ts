import { ok } from '../../domain/result.ts';
import { onEndAsked } from '../ipc/child/end-asked.ts';
import { readChildOptions } from '../ipc/child/options.ts';
import { parentPort } from '../ipc/child/parent-port.ts';
import type { CommandName, InputOf } from '../ipc/contract/index.ts';
import { createPeer, type Handlers, type Peer } from '../ipc/peer.ts';
import { systemTimeouts } from '../ipc/system-timeouts.ts';
import type { Source } from './engine/ports.ts';
import { createSync } from './engine/sync.ts';
import { httpTo } from './http-client.ts';
import { networkKey, systemClock, systemRandom } from './real-world.ts';
import { folderSource } from './source.ts';
import { tokenFile } from './token-file.ts';
import { type SecretBox, tokenStore } from './token-store.ts';

/**
 * The sync process: what the till did goes to central and what changed there comes back. It reads the till's file on a
 * handle that cannot write; everything that is to be kept is asked of the till. Nobody sells through it.
 */
const BUG_EXIT = 70;
const NETWORK_LOOK_MS = 5000;

type Fields = { readonly count?: number; readonly kind?: string; readonly code?: string };
const say = (level: 'info' | 'warning' | 'error', event: string, fields: Fields = {}): void => {
  process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
};
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    say('error', 'sync.exception', { kind: kindOf(error) });
    if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
    process.exit(BUG_EXIT);
  });
}

const options = readChildOptions(process.argv[2]);
const port = parentPort();
const handlers: Record<string, unknown> = {};
const peer: Peer = createPeer(
  port,
  handlers as Handlers,
  { onError: (command, error) => say('error', command, { kind: kindOf(error) }) },
  systemTimeouts,
);

/** The last trouble: a folder that stays damaged is said once, not at every look for a year. */
let lastTrouble = '';
let lastSaid: number | null = null;
const WORTH_SAYING = 1000;

/** A file that cannot be read is the till's to tell a person; here it only means that there is nothing to send now. */
function carefully(source: Source): Source {
  function look<T>(read: () => T, otherwise: T): T {
    try {
      const value = read();
      lastTrouble = '';
      return value;
    } catch (error) {
      const kind = kindOf(error);
      if (kind !== lastTrouble) say('warning', 'sync.cannot-read', { kind });
      lastTrouble = kind;
      return otherwise;
    }
  }
  return {
    view: () => {
      const view = look(() => source.view(), null);
      const count = view?.hello.pending ?? null;
      if (count !== null && (lastSaid === null || Math.abs(count - lastSaid) >= WORTH_SAYING)) {
        say('info', 'sync.waiting', { count });
        lastSaid = count;
      }
      return view;
    },
    batch: (...asked) => look(() => source.batch(...asked), []),
    standAt: (...asked) => look(() => source.standAt(...asked), null),
  };
}

const tell =
  <Name extends CommandName>(name: Name) =>
  (input: InputOf<Name>) =>
    peer.call(name, input);

/** Whoever does not answer is no store: what is sealed waits for the next attempt. */
const shellBox: SecretBox = {
  async seal(text) {
    const sealed = await peer.call('host.seal', { text });
    return sealed.ok ? sealed.value.sealed : null;
  },
  async unseal(sealed) {
    const unsealed = await peer.call('host.unseal', { sealed });
    if (!unsealed.ok) throw new Error(unsealed.refusal.code);
    return unsealed.value.text;
  },
};

const sync = createSync({
  connect: (place) => httpTo(place),
  tokens: tokenStore(tokenFile(options.dataFolder), shellBox),
  clock: systemClock,
  timeouts: systemTimeouts,
  random: systemRandom,
  source: carefully(folderSource(options.dataFolder)),
  till: {
    acked: tell('central.acked'),
    contact: tell('central.contact'),
    apply: tell('central.apply'),
    diverged: tell('central.diverged'),
    ahead: tell('central.ahead'),
    strand: tell('central.strand'),
    paired: tell('central.paired'),
    unpaired: tell('central.unpaired'),
  },
  programVersion: options.version,
  report: (event, fields) => say('warning', event, fields),
});

Object.assign(handlers, {
  'sync.wake': () => {
    sync.wake();
    return ok({});
  },
  'sync.retry': () => {
    sync.retryNow();
    return ok({});
  },
  'sync.once': () => sync.once(),
  'sync.pair': ({ code }) => sync.pair(code),
  'sync.unpair': () => sync.unpair(),
} satisfies Handlers);

onEndAsked(() => process.exit(0));
port.onClose(() => process.exit(0));

let network = networkKey();
setInterval(() => {
  const before = network;
  network = networkKey();
  if (network !== before) sync.retryNow();
}, NETWORK_LOOK_MS);
sync.start();
