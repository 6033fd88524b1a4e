import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Inbox } from '../inbox.ts';
import { pause, type Timers } from '../timers.ts';
import { accepted, type Connection, failure, type Opened, type Transport, type TransportResult } from '../transport.ts';

/**
 * Never blocking: a printer that is off would otherwise hold one of the four threads that all files share, for ever.
 * Never creating: a wrong path must not become a file full of tickets. Undefined (0) on Windows, which has no such files.
 */
const FLAGS = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
/** The kernel's queue for a USB printer is 8 kB. */
const CHUNK_BYTES = 4096;
/** How long to wait when the device takes or has nothing; small beside the time a line takes to print. */
const POLL_MS = 15;

/** A character device such as /dev/usb/lp0; a plain file also takes the bytes (at its end) but never answers. */
export function deviceFileTransport(path: string, timers: Timers): Transport {
  return {
    open: async (signal) => {
      const file = await openFile(path);
      if (file === null) return { ok: false, reason: 'cannot-open' };
      if (signal.aborted) {
        await file.close().catch(ignore);
        return { ok: false, reason: 'timeout' };
      }
      const canAnswer = await file.stat().then(
        (stat) => !stat.isFile(),
        () => false,
      );
      return { ok: true, connection: deviceConnection(file, canAnswer, timers) } satisfies Opened;
    },
  };
}

// Nothing can be done about a device that fails while it is let go.
const ignore = (): void => undefined;

async function openFile(path: string): Promise<FileHandle | null> {
  // Write-only devices and permissions exist: without answers printing still works.
  for (const mode of [constants.O_RDWR, constants.O_WRONLY]) {
    try {
      return await open(path, mode | constants.O_APPEND | FLAGS);
    } catch (error) {
      if (!isCode(error, 'EACCES', 'EPERM', 'EROFS', 'EINVAL', 'ENXIO')) return null;
    }
  }
  return null;
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

function deviceConnection(file: FileHandle, canAnswer: boolean, timers: Timers): Connection {
  const inbox = new Inbox();
  let isClosed = false;
  let closing: Promise<void> | null = null;

  const listen = async (): Promise<void> => {
    const buffer = new Uint8Array(64);
    while (!isClosed) {
      try {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
        if (bytesRead > 0) inbox.push(buffer.slice(0, bytesRead));
        else await pause(timers, POLL_MS);
      } catch (error) {
        if (!isCode(error, 'EAGAIN')) {
          // Opened for writing only it is merely deaf; any other error means that the device is gone.
          if (!isCode(error, 'EBADF', 'EINVAL')) inbox.close();
          return;
        }
        await pause(timers, POLL_MS);
      }
    }
  };
  if (canAnswer) void listen();

  const write = async (bytes: Uint8Array, signal: AbortSignal): Promise<TransportResult> => {
    let at = 0;
    while (at < bytes.length) {
      if (isClosed) return failure('interrupted', at > 0);
      if (signal.aborted) return failure('timeout', at > 0);
      try {
        at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
      } catch (error) {
        if (!isCode(error, 'EAGAIN'))
          return failure(isCode(error, 'ENODEV') ? 'connection-lost' : 'device-error', at > 0);
        await pause(timers, POLL_MS);
      }
    }
    return accepted;
  };

  return {
    chunkBytes: CHUNK_BYTES,
    inbox,
    write,
    finish: () => Promise.resolve(accepted),
    close: () => {
      isClosed = true;
      inbox.close();
      closing ??= file.close().catch(ignore);
      return closing;
    },
  };
}
