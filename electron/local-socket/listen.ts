import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Port } from '../ipc/port.ts';
import { hasSafeFolder, localAddress } from './address.ts';
import { listens, replaceDead } from './replace-dead.ts';
import { socketPort } from './socket-port.ts';

export type LocalServer = { close(): Promise<void> };

/** Waits for nobody where no safe folder can be made: commands then find no till, and the lock keeps them from writing. */
const NOBODY: LocalServer = { close: () => Promise.resolve() };

/**
 * Listens for commands of the same user on this data folder; null when a living till does already. The socket of a dead
 * one is replaced.
 * @throws Error when the system gives no socket for another reason.
 */
export async function listenLocal(dataFolder: string, onConnection: (port: Port) => void): Promise<LocalServer | null> {
  if (!hasSafeFolder()) return NOBODY;
  const address = localAddress(dataFolder);
  const ports = new Set<Port>();
  const server = createServer((socket) => {
    const port = socketPort(socket);
    ports.add(port);
    port.onClose(() => ports.delete(port));
    onConnection(port);
  });
  if (!(await listens(server, address)) && !(await replaceDead(server, address))) return null;
  if (process.platform !== 'win32') chmodSync(address, 0o600);
  // A later error (no file handles left) is one connection that fails, not a till that stops.
  server.on('error', () => undefined);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const port of ports) port.close();
      }),
  };
}
