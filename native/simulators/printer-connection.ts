import type { Socket } from 'node:net';
import { RealTimeScanner } from './escpos/real-time.ts';

export type ConnectionEvents = {
  readonly onData: (connection: PrinterConnection) => void;
  readonly onGone: (connection: PrinterConnection) => void;
  readonly onStatusRequest: (connection: PrinterConnection, n: number) => void;
  readonly onPulse: (connector: number, timeMs: number) => void;
};

/** When a connection is given up by the printer, counted in bytes received on it. */
export type ConnectionLimit = { readonly bytes: number; readonly how: 'close' | 'reset' };

/** One sender: its bytes wait here until the printer takes them. Real-time requests are seen as soon as they arrive. */
export class PrinterConnection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #scanner: RealTimeScanner;
  readonly #bufferBytes: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #receivedBytes = 0;
  #limit: ConnectionLimit | null = null;
  #isGone = false;
  #isCutOff = false;
  #mayRead = false;

  constructor(socket: Socket, bufferBytes: number, events: ConnectionEvents) {
    this.#socket = socket;
    this.#events = events;
    this.#bufferBytes = bufferBytes;
    this.#scanner = new RealTimeScanner({
      onStatusRequest: (n) => events.onStatusRequest(this, n),
      onPulse: events.onPulse,
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => this.#leave());
    // A sender that resets is gone like one that closes; what it sent is still printed.
    socket.on('error', () => this.#leave());
    socket.on('close', () => this.#leave());
    socket.pause();
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** The sender has left; bytes may still be waiting. */
  get isGone(): boolean {
    return this.#isGone;
  }

  setReading(mayRead: boolean): void {
    this.#mayRead = mayRead;
    this.#flow();
  }

  setLimit(limit: ConnectionLimit | null): void {
    this.#limit = limit;
    if (limit !== null && this.#receivedBytes >= limit.bytes) this.#cutOff(limit);
  }

  take(maxBytes: number): Buffer {
    const all = Buffer.concat(this.#waiting);
    const taken = all.subarray(0, maxBytes);
    const rest = all.subarray(taken.length);
    this.#waiting = rest.length > 0 ? [rest] : [];
    this.#waitingBytes = rest.length;
    this.#flow();
    return taken;
  }

  /** The bytes that wait, without taking them. */
  peek(): Buffer {
    return Buffer.concat(this.#waiting);
  }

  answer(bytes: Uint8Array): void {
    if (!this.#isCutOff && this.#socket.writable) this.#socket.write(bytes);
  }

  /** Everything was printed and the sender is done: the printer closes its side too. */
  finish(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.#isCutOff) return;
    const limit = this.#limit;
    const accepted = limit === null ? chunk : chunk.subarray(0, Math.max(0, limit.bytes - this.#receivedBytes));
    this.#receivedBytes += accepted.length;
    this.#waiting.push(accepted);
    this.#waitingBytes += accepted.length;
    this.#scanner.write(accepted);
    this.#events.onData(this);
    if (limit !== null && this.#receivedBytes >= limit.bytes) this.#cutOff(limit);
    this.#flow();
  }

  #cutOff(limit: ConnectionLimit): void {
    if (this.#isCutOff) return;
    this.#isCutOff = true;
    if (limit.how === 'reset') this.#socket.resetAndDestroy();
    // Reading on keeps the end a clean one: unread bytes would turn it into a reset.
    else this.#socket.end(() => this.#socket.resume());
    this.#leave();
  }

  #leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#events.onGone(this);
  }

  #flow(): void {
    if (this.#isCutOff || this.#socket.destroyed) return;
    if (this.#mayRead && this.#waitingBytes < this.#bufferBytes) this.#socket.resume();
    else this.#socket.pause();
  }
}
