import { createConnection } from 'node:net';
import type { Port } from '../ipc/port.ts';
import { isSafeFolder, localAddress } from './address.ts';
import { socketPort } from './socket-port.ts';

/** The way to the till that runs on a data folder; null when none does. Close it, or the program does not end. */
export function connectLocal(dataFolder: string): Promise<Port | null> {
  if (!isSafeFolder()) return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = createConnection(localAddress(dataFolder));
    const give = (): void => resolve(null);
    // No socket, or one that a dead process left behind.
    socket.once('error', give);
    socket.once('connect', () => {
      socket.removeListener('error', give);
      resolve(socketPort(socket));
    });
  });
}
