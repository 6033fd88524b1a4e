import type { Port } from '../../electron/ipc/port.ts';

export type PortPair = {
  readonly left: Port;
  readonly right: Port;
  /** The way between them breaks: both ends hear of it. */
  cut(): void;
};

/** Two ends of one connection in memory; messages go through JSON, as they do between processes. */
export function portPair(): PortPair {
  const closing: (() => void)[] = [];
  let isCut = false;
  const cut = (): void => {
    if (isCut) return;
    isCut = true;
    for (const listener of closing) listener();
  };
  const make = (send: (message: unknown) => void, listen: (listener: (message: unknown) => void) => void): Port => ({
    post: (message) => queueMicrotask(() => !isCut && send(JSON.parse(JSON.stringify(message)))),
    onMessage: listen,
    onClose: (listener) => (isCut ? listener() : void closing.push(listener)),
    close: cut,
  });
  const toLeft: ((message: unknown) => void)[] = [];
  const toRight: ((message: unknown) => void)[] = [];
  return {
    left: make(
      (message) => {
        for (const listener of toRight) listener(message);
      },
      (listener) => void toLeft.push(listener),
    ),
    right: make(
      (message) => {
        for (const listener of toLeft) listener(message);
      },
      (listener) => void toRight.push(listener),
    ),
    cut,
  };
}
