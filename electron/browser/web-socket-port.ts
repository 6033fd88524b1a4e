import type { RawData, WebSocket } from 'ws';
import type { Port } from '../ipc/port.ts';

const PING_MS = 15_000;

/**
 * A page behind a WebSocket. One that answers no ping until the next one is due is gone: a tab that crashed or a machine
 * that slept must not keep the till.
 */
export function webSocketPort(socket: WebSocket, pingMs = PING_MS): Port {
  let isAnswering = true;
  const timer = setInterval(() => {
    if (!isAnswering) {
      socket.terminate();
      return;
    }
    isAnswering = false;
    socket.ping();
  }, pingMs);
  timer.unref();
  socket.on('pong', () => {
    isAnswering = true;
  });
  // 'close' follows; an error that nobody listens to would end the till.
  socket.on('error', () => undefined);
  socket.once('close', () => clearInterval(timer));
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => listener(isBinary ? null : parse(data)));
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) listener();
      else socket.once('close', listener);
    },
    close: () => socket.close(),
  };
}

/** What is no JSON becomes a message that no schema accepts. */
function parse(data: RawData): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return null;
  }
}
