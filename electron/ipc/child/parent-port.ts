import type { Port } from '../port.ts';

/** Electron's utility process speaks through process.parentPort, a Node child through process.send. */
type UtilityPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

const utilityPort = (): UtilityPort | undefined => (process as { parentPort?: UtilityPort }).parentPort;

/**
 * The way to the shell that started this process. When the shell is gone there is nobody to work for: the process ends,
 * after `onClose`. @throws Error when nobody listens, as when the file is started by hand.
 */
export function parentPort(): Port {
  const utility = utilityPort();
  return utility === undefined ? nodePort() : fromUtility(utility);
}

function fromUtility(port: UtilityPort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    // A utility process is ended by its shell, and never outlives it.
    onClose: () => undefined,
    close: () => process.exit(0),
  };
}

function nodePort(): Port {
  if (process.send === undefined) {
    throw new Error('started by hand: this file is a part of the till and has nobody to talk to');
  }
  const send = process.send.bind(process) as (
    message: unknown,
    handle: undefined,
    options: undefined,
    done: (error: Error | null) => void,
  ) => boolean;
  return {
    // Between `disconnect` of the shell and our end nothing can be said to anybody.
    post: (message) => {
      if (process.connected) send(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.once('disconnect', listener),
    close: () => process.disconnect(),
  };
}
