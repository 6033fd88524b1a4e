import type { Port } from '../../../electron/ipc/port.ts';

/** Two ends in memory; what is posted arrives later, as JSON would bring it. Closing one closes both. */
export function createPortPair(): readonly [Port, Port] {
  const closed: (() => void)[] = [];
  let isClosed = false;
  const inboxes = [createInbox(), createInbox()] as const;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    for (const listener of closed) listener();
  };
  const end = (own: Inbox, other: Inbox): Port => ({
    post: (message) => {
      if (!isClosed) queueMicrotask(() => other.take(clone(message)));
    },
    onMessage: (listener) => own.listen(listener),
    onClose: (listener) => (isClosed ? listener() : closed.push(listener)),
    close,
  });
  return [end(inboxes[0], inboxes[1]), end(inboxes[1], inboxes[0])];
}

type Inbox = { take(message: unknown): void; listen(listener: (message: unknown) => void): void };

function createInbox(): Inbox {
  const early: unknown[] = [];
  const listeners: ((message: unknown) => void)[] = [];
  return {
    take: (message) => {
      if (listeners.length === 0) early.push(message);
      for (const listener of listeners) listener(message);
    },
    listen: (listener) => {
      listeners.push(listener);
      for (const message of early.splice(0)) listener(message);
    },
  };
}

/** Electron's ports carry what JSON cannot; those pass as they are. */
function clone(message: unknown): unknown {
  try {
    const text = JSON.stringify(message);
    return text === undefined ? message : JSON.parse(text);
  } catch {
    return message;
  }
}
