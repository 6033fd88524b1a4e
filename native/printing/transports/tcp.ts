import { connect, type LookupFunction, type Socket } from 'node:net';
import type { PrintFailure } from '../../../domain/printing/types.ts';
import { Inbox } from '../inbox.ts';
import {
  accepted,
  type Connection,
  failure,
  type Opened,
  orAborted,
  type Transport,
  type TransportResult,
} from '../transport.ts';

export type TcpAddress = { readonly host: string; readonly port: number };
export type TcpOptions = { readonly lookup?: LookupFunction };

/** Cheap network printers lose large pictures that arrive faster than they print; the sender pauses between chunks. */
const CHUNK_BYTES = 4096;

/** Raw printing over TCP (port 9100). */
export function tcpTransport(address: TcpAddress, options: TcpOptions = {}): Transport {
  return {
    open: (signal) =>
      new Promise<Opened>((resolve) => {
        const socket = connect({ ...address, ...options, noDelay: true });
        let reason: PrintFailure = 'timeout';
        const giveUp = (): void => {
          socket.destroy();
        };
        // Stays for the life of the socket: an error without a listener would end the process.
        socket.on('error', (error: NodeJS.ErrnoException) => {
          reason = error.code === 'ECONNREFUSED' ? 'refused' : 'cannot-open';
        });
        const closed = (): void => resolve({ ok: false, reason });
        socket.once('close', closed);
        signal.addEventListener('abort', giveUp, { once: true });
        if (signal.aborted) return giveUp();
        socket.once('connect', () => {
          signal.removeEventListener('abort', giveUp);
          if (signal.aborted) return giveUp();
          socket.off('close', closed);
          resolve({ ok: true, connection: tcpConnection(socket) });
        });
      }),
  };
}

function tcpConnection(socket: Socket): Connection {
  const inbox = new Inbox();
  let isEnding = false;
  let isLost = false;
  const lost = (): void => {
    isLost = true;
    inbox.close();
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // Read always: closing a socket with unread bytes resets it and takes the end of the ticket with it.
  socket.on('data', (bytes) => inbox.push(bytes));
  socket.on('error', lost);
  socket.on('close', () => (isEnding ? inbox.close() : lost()));
  // A printer that hangs up before we do has not taken the whole job.
  socket.on('end', () => (isEnding ? inbox.close() : lost()));

  return {
    chunkBytes: CHUNK_BYTES,
    inbox,
    write: (bytes, signal) => {
      if (isLost) return Promise.resolve(failure('connection-lost', false));
      // Once handed to the kernel nobody can tell how much of it left.
      return orAborted<TransportResult>(
        signal,
        () => failure('timeout', true),
        (settle) =>
          socket.write(bytes, (error) => settle(error || isLost ? failure('connection-lost', true) : accepted)),
      );
    },
    finish: (signal) => {
      if (isLost) return Promise.resolve(failure('connection-lost', true));
      isEnding = true;
      return orAborted<TransportResult>(
        signal,
        // A printer may keep its side open as long as it likes; all bytes and our end were accepted.
        () => accepted,
        (settle) => {
          socket.end();
          void closed.then(() => settle(isLost ? failure('connection-lost', true) : accepted));
        },
      );
    },
    close: () => {
      isEnding = true;
      socket.destroy();
      return closed;
    },
  };
}
