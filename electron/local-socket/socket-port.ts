import type { Socket } from 'node:net';
import type { Port } from '../ipc/port.ts';

/** Characters of one line: the longest message, and the longest answer (a report about every row of a catalogue). */
export const MAX_LINE_LENGTH = 16_000_000;

/**
 * Whole messages over a byte stream: one JSON text per line. The other end is dropped when a line is no JSON or does not
 * end in time to fit into `maxLineLength`.
 */
export function socketPort(socket: Socket, maxLineLength = MAX_LINE_LENGTH): Port {
  const listeners: ((message: unknown) => void)[] = [];
  const early: unknown[] = [];
  const closeListeners: (() => void)[] = [];
  let pieces: string[] = [];
  let length = 0;
  let isClosed = false;

  function take(line: string): void {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      socket.destroy();
      return;
    }
    if (listeners.length === 0) early.push(message);
    else for (const listener of listeners) listener(message);
  }

  function read(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1 && !socket.destroyed; end = text.indexOf('\n', from)) {
      const line = pieces.join('') + text.slice(from, end);
      pieces = [];
      length = 0;
      from = end + 1;
      if (line.length > maxLineLength) socket.destroy();
      else take(line);
    }
    length += text.length - from;
    if (length > maxLineLength) socket.destroy();
    else if (from < text.length) pieces.push(text.slice(from));
  }

  socket.setEncoding('utf8');
  socket.on('data', (text) => read(String(text)));
  // 'close' follows; an error that nobody listens to would end the process.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    isClosed = true;
    for (const listener of closeListeners) listener();
  });

  return {
    post(message) {
      if (!isClosed && socket.writable) socket.write(`${JSON.stringify(message)}\n`);
    },
    onMessage(listener) {
      listeners.push(listener);
      for (const message of early.splice(0)) listener(message);
    },
    onClose(listener) {
      if (isClosed) listener();
      else closeListeners.push(listener);
    },
    // What was posted before still goes out.
    close: () => socket.destroySoon(),
  };
}
