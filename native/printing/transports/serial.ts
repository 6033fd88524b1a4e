import type { SerialPort } from 'serialport';
import type { SerialFlow, SerialParity } from '../../../domain/printing/printer-url.ts';
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

export type SerialAddress = {
  readonly path: string;
  readonly baud: number;
  readonly parity: SerialParity;
  readonly flow: SerialFlow;
};

/** Ten bits a byte; half a second of line per chunk keeps every write far below its deadline, also at 1200 baud. */
const BITS_PER_BYTE = 10;
const CHUNKS_PER_SECOND = 2;

/**
 * A port whose printer holds the line busy can take long to close; opening it meanwhile would only tie up another of
 * the threads that all devices share.
 */
const closingPorts = new Map<string, Promise<void>>();

export function serialTransport(address: SerialAddress): Transport {
  return {
    open: async (signal) => {
      const earlier = closingPorts.get(address.path);
      if (earlier !== undefined) {
        await orAborted<void>(
          signal,
          () => undefined,
          (settle) => void earlier.then(settle),
        );
        if (signal.aborted) return { ok: false, reason: 'timeout' };
      }
      return openPort(address, signal);
    },
  };
}

async function openPort(address: SerialAddress, signal: AbortSignal): Promise<Opened> {
  // Only here: 5 MB of memory that a shop with a network printer never needs.
  const { SerialPort: Port } = await import('serialport');
  if (signal.aborted) return { ok: false, reason: 'timeout' };
  const port = new Port({
    path: address.path,
    baudRate: address.baud,
    parity: address.parity,
    rtscts: address.flow === 'rtscts',
    xon: address.flow === 'xonxoff',
    xoff: address.flow === 'xonxoff',
    autoOpen: false,
  });
  // Before opening and for good: an error without a listener would end the process.
  port.on('error', () => undefined);
  return orAborted<Opened>(
    signal,
    () => ({ ok: false, reason: 'timeout' }),
    (settle) =>
      port.open((error) => {
        if (error !== null) return settle({ ok: false, reason: 'cannot-open' });
        if (signal.aborted) return void closePort(port, address.path, true);
        settle({ ok: true, connection: serialConnection(port, address) });
      }),
  );
}

/**
 * After a write that did not end, what is not yet on the line is thrown away first, or closing would wait for a printer
 * that never reads. Never after a good one: drained is not yet read on every line (pseudo-terminals, converters), and the
 * end of a ticket would be lost that was reported as sent.
 */
function closePort(port: SerialPort, path: string, isStuck: boolean): Promise<void> {
  if (!port.isOpen) return closingPorts.get(path) ?? Promise.resolve();
  const closing = new Promise<void>((resolve) => {
    const close = (): void => port.close(() => resolve());
    if (isStuck) port.flush(close);
    else close();
  }).finally(() => closingPorts.delete(path));
  closingPorts.set(path, closing);
  return closing;
}

function serialConnection(port: SerialPort, address: SerialAddress): Connection {
  const inbox = new Inbox();
  port.on('data', (bytes: Buffer) => inbox.push(bytes));
  port.on('close', () => inbox.close());

  let isStuck = false;
  const write = (bytes: Uint8Array, signal: AbortSignal): Promise<TransportResult> => {
    if (!port.isOpen) return Promise.resolve(failure('connection-lost', false));
    isStuck = true;
    return orAborted<TransportResult>(
      signal,
      () => failure('timeout', true),
      (settle) =>
        port.write(Buffer.from(bytes), (error) => {
          if (error) return settle(failure('device-error', true));
          // Accepted by the kernel is not yet on the line.
          port.drain((late) => {
            isStuck = late !== null && late !== undefined;
            settle(isStuck ? failure('device-error', true) : accepted);
          });
        }),
    );
  };

  return {
    chunkBytes: Math.max(64, Math.floor(address.baud / BITS_PER_BYTE / CHUNKS_PER_SECOND)),
    inbox,
    write,
    // Every chunk was drained; a port that was pulled out meanwhile has closed itself.
    finish: () => Promise.resolve(port.isOpen ? accepted : failure('connection-lost', true)),
    close: () => closePort(port, address.path, isStuck),
  };
}
