import type { Result } from '../../domain/result.ts';
import { refuse } from '../../domain/result.ts';
import type { CommandName, DataOf, EventName, InputOf, OutputOf } from '../../electron/ipc/contract/index.ts';
import { createPeer, type Peer, type Timeouts } from '../../electron/ipc/peer.ts';
import type { Port } from '../../electron/ipc/port.ts';

/** The way to the till: Electron's bridge, which lasts as long as the page, or a WebSocket, which may break and come back. */
export type Connect = () => Port;

/**
 * The page's end of the contract. A connection that breaks is made again; what was asked meanwhile is asked again, which
 * is safe because reads change nothing and every change carries its operation's id (contract/sale.ts).
 */
export type TillClient = {
  /** Asks once: for what must not be repeated unseen (a test slip, the drawer). */
  askOnce<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
  /** Asks until there is an answer, for at most PATIENCE_MS; then refuses as the last try did. */
  ask<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
  on<Name extends EventName>(event: Name, listener: (data: DataOf<Name>) => void): () => void;
  /** Called with false when the connection broke and with true when it is there (again). */
  onConnected(listener: (isConnected: boolean) => void): void;
};

/** A till process is back in 2 s; a machine that swaps may take longer. */
export const PATIENCE_MS = 30_000;
const RETRY_MS = 120;
const RECONNECT_MS = 400;
/** Answers that say: nothing is known, ask again. */
const WORTH_REPEATING = new Set(['process_gone', 'no_answer', 'till_not_ready']);

/** After these another folder answers. */
const SWITCHES: ReadonlySet<string> = new Set(['host.open-sample', 'host.leave-sample']);

export type ClientPorts = { readonly timeouts: Timeouts; monotonicMs(): number };

export function createTillClient(connect: Connect, { timeouts, monotonicMs }: ClientPorts): TillClient {
  const listeners: ((peer: Peer) => void)[] = [];
  const onConnected: ((isConnected: boolean) => void)[] = [];
  let switches = 0;
  let peer = open();

  function open(): Peer {
    const port = connect();
    const made = createPeer(port, {}, { onError: () => undefined }, timeouts);
    port.onClose(() => {
      for (const listener of onConnected) listener(false);
      timeouts.set(() => {
        peer = open();
        for (const attach of listeners) attach(peer);
        for (const listener of onConnected) listener(true);
      }, RECONNECT_MS);
    });
    return made;
  }

  const pause = (): Promise<void> => new Promise((resolve) => timeouts.set(resolve, RETRY_MS));

  return {
    askOnce: (command, input) => peer.call(command, input),
    async ask<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>> {
      const until = monotonicMs() + PATIENCE_MS;
      if (SWITCHES.has(command)) switches += 1;
      const asked = switches;
      for (;;) {
        const result = await peer.call(command, input);
        if (result.ok || !WORTH_REPEATING.has(result.refusal.code)) return result;
        // What was asked of one shop must not be asked of the other.
        if (asked !== switches) return result;
        if (monotonicMs() > until) return refuse(result.refusal.code, result.refusal.params, true);
        await pause();
      }
    },
    on(event, listener) {
      let stop = peer.on(event, listener);
      const attach = (fresh: Peer) => {
        stop = fresh.on(event, listener);
      };
      listeners.push(attach);
      return () => {
        stop();
        listeners.splice(listeners.indexOf(attach), 1);
      };
    },
    onConnected: (listener) => onConnected.push(listener),
  };
}
