import type { Port } from '../../electron/ipc/port.ts';
import type { WindowBridge } from '../../electron/ipc/window-bridge.ts';
import type { Connect } from './till-client.ts';

declare global {
  interface Window {
    readonly mostrador?: WindowBridge;
  }
}

export function connectionOfThisPage(): Connect {
  const bridge = window.mostrador;
  return bridge === undefined ? connectSocket : () => bridgePort(bridge);
}

const bridgePort = (bridge: WindowBridge): Port => ({
  post: (message) => bridge.post(message),
  onMessage: (listener) => bridge.onMessage(listener),
  onClose: () => undefined,
  close: () => undefined,
});

function connectSocket(): Port {
  const url = new URL('till', window.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  const waiting: string[] = [];
  socket.addEventListener('open', () => {
    for (const text of waiting.splice(0)) socket.send(text);
  });
  return {
    post(message) {
      const text = JSON.stringify(message);
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
      else if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onMessage: (listener) => socket.addEventListener('message', ({ data }) => listener(parse(data))),
    onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
    close: () => socket.close(),
  };
}

/** Text that is no JSON becomes a message that no schema accepts, and is dropped there. */
function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
