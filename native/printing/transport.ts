import type { PrintFailure } from '../../domain/printing/types.ts';
import type { Inbox } from './inbox.ts';

export type TransportFailure = {
  readonly ok: false;
  readonly reason: PrintFailure;
  /** False only if surely none of the bytes given to this call left the computer. */
  readonly mayHaveLeft: boolean;
};
export type TransportResult = { readonly ok: true } | TransportFailure;

/**
 * One open line to a printer. Nothing here throws or rejects, and every call settles soon after its signal is aborted.
 * An error of the device at any later time is swallowed into the state of the connection: it never crashes the process.
 */
export type Connection = {
  /** The most to give to one `write`: what the line takes well within the write deadline. */
  readonly chunkBytes: number;
  /** What the printer sends back; closed with the line. */
  readonly inbox: Inbox;
  /** Ok once the operating system has accepted every byte. */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<TransportResult>;
  /** How long `finish` may take, when the usual bound is too short (a spooler starts a program). */
  readonly finishMs?: number;
  /** Ends the job in order after the last byte; not ok when the line broke before the end was reached. */
  finish(signal: AbortSignal): Promise<TransportResult>;
  /** Lets go of the device at once. Resolves when it is free again; may be called twice. */
  close(): Promise<void>;
};

export type Opened =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly reason: PrintFailure };

export type Transport = {
  /** Aborting stops the attempt; a line that opens after that is closed again. */
  open(signal: AbortSignal): Promise<Opened>;
};

export const accepted: TransportResult = { ok: true };

export const failure = (reason: PrintFailure, mayHaveLeft: boolean): TransportFailure => ({
  ok: false,
  reason,
  mayHaveLeft,
});

/** Settles with `start`'s value or with `onAbort()` when the signal comes first. */
export function orAborted<T>(
  signal: AbortSignal,
  onAbort: () => T,
  start: (settle: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve) => {
    const aborted = (): void => resolve(onAbort());
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    start((value) => {
      signal.removeEventListener('abort', aborted);
      resolve(value);
    });
  });
}
