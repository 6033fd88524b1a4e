import { type AddressInfo, createServer, type Socket } from 'node:net';

export type TimingPrinter = {
  readonly port: number;
  /** Resolves with performance.now() when the next byte arrives that is no status question; null when none does. */
  nextByte(): Promise<number | null>;
  close(): Promise<void>;
};

const DLE_EOT = [0x10, 0x04] as const;
const GS_R = [0x1d, 0x72] as const;
const QUESTION_BYTES = 3;
/** A byte that takes this long was lost on the way. */
const LOST_MS = 3000;

const endsWith = (chunk: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => chunk[chunk.length - QUESTION_BYTES + index] === byte);

/**
 * A printer on 127.0.0.1 that answers as a ready one and tells when paper data begins. Whoever prints waits for every
 * answer, so a question is always the end of what has come.
 */
export async function startTimingPrinter(): Promise<TimingPrinter> {
  let waiting: ((atMs: number) => void) | null = null;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const atMs = performance.now();
      const isStatus = endsWith(chunk, DLE_EOT);
      const isPrinted = endsWith(chunk, GS_R);
      const isData = chunk.length > (isStatus || isPrinted ? QUESTION_BYTES : 0);
      if (isData && waiting !== null) {
        waiting(atMs);
        waiting = null;
      }
      if (isStatus) socket.write(Uint8Array.of(0x12));
      if (isPrinted) socket.write(Uint8Array.of(0x00));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    nextByte: () =>
      new Promise((resolve) => {
        const lost = setTimeout(() => resolve(null), LOST_MS);
        waiting = (atMs) => {
          clearTimeout(lost);
          resolve(atMs);
        };
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
