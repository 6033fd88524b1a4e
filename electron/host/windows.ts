import type { EventMessage } from '../ipc/messages.ts';
import type { Port } from '../ipc/port.ts';
import type { Asker } from './router.ts';

/** A page that is connected. One of them holds the till. */
export type ConnectedWindow = { readonly port: Port; readonly asker: Asker };

export type Windows = {
  add(window: ConnectedWindow): void;
  /** Frees its lease; nobody gets it who does not ask. */
  remove(window: ConnectedWindow): void;
  holds(asker: Asker): boolean;
  /** For the first who asks; false when another window has it. */
  claim(asker: Asker): boolean;
  /** Answers the window that lost it, if one did. */
  take(asker: Asker): ConnectedWindow | null;
  tell(asker: Asker, message: EventMessage): void;
  tellHolder(message: EventMessage): void;
  tellAll(message: EventMessage): void;
};

/** Who is connected and who holds the till. The lease belongs to the connection, not to a name that a page may choose. */
export function createWindows(): Windows {
  const windows = new Set<ConnectedWindow>();
  let holder: ConnectedWindow | null = null;
  const windowOf = (asker: Asker): ConnectedWindow | null =>
    [...windows].find((window) => window.asker === asker) ?? null;

  return {
    add: (window) => windows.add(window),
    remove(window) {
      windows.delete(window);
      if (holder === window) holder = null;
    },
    holds: (asker) => holder?.asker === asker,
    claim(asker) {
      holder ??= windowOf(asker);
      return holder?.asker === asker;
    },
    take(asker) {
      const before = holder;
      holder = windowOf(asker);
      return before !== null && before.asker !== asker ? before : null;
    },
    tell: (asker, message) => windowOf(asker)?.port.post(message),
    tellHolder: (message) => holder?.port.post(message),
    tellAll: (message) => {
      for (const { port } of windows) port.post(message);
    },
  };
}
