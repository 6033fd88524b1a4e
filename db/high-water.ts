import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './files.ts';

/**
 * The high-water mark: what the till has acknowledged, kept apart from SQLite. SQLite drops a damaged tail of its log
 * without an error, and an older file may be put back; only something outside the database can tell. Behind the
 * database is harmless (crash before the mark); ahead of it means that committed rows were lost.
 */
export type HighWaterMark = {
  readonly numeroInstalacion: string;
  /** Position of the chain tip. */
  readonly position: number;
  readonly huella: string;
  /** Last sequence per series code. */
  readonly series: Readonly<Record<string, number>>;
  /** Last outbox seq. */
  readonly eventSeq: number;
};

export const HIGH_WATER_FILE = 'highwater';
/** Two slots written in turn: a torn write spoils one and leaves the other. */
const SLOT_BYTES = 4096;
const SLOTS = 2;
/** The mark is synced off the sale's path, at most this long after the commit. */
const SYNC_DELAY_MS = 500;

type Slot = { readonly counter: number; readonly mark: HighWaterMark };

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function encodeSlot(slot: Slot): Buffer {
  const body = JSON.stringify(slot);
  const bytes = Buffer.alloc(SLOT_BYTES, 0x20);
  const written = bytes.write(`${digest(body)} ${body}\n`, 'utf8');
  if (written >= SLOT_BYTES) throw new RangeError('high-water mark does not fit its slot');
  return bytes;
}

function decodeSlot(bytes: Buffer): Slot | null {
  const text = bytes.toString('utf8').split('\n')[0] ?? '';
  const body = text.slice(65);
  if (body === '' || digest(body) !== text.slice(0, 64)) return null;
  return JSON.parse(body) as Slot;
}

function readSlots(descriptor: number): Slot | null {
  let newest: Slot | null = null;
  for (let index = 0; index < SLOTS; index += 1) {
    const bytes = Buffer.alloc(SLOT_BYTES);
    if (readSync(descriptor, bytes, 0, SLOT_BYTES, index * SLOT_BYTES) < SLOT_BYTES) continue;
    const slot = decodeSlot(bytes);
    if (slot !== null && (newest === null || slot.counter > newest.counter)) newest = slot;
  }
  return newest;
}

export type HighWaterReading =
  | { readonly state: 'missing' | 'damaged' }
  | { readonly state: 'read'; readonly mark: HighWaterMark };

/** Reads without writing: for `verify` beside a running till. */
export function readHighWater(dataFolder: string): HighWaterReading {
  const path = join(dataFolder, HIGH_WATER_FILE);
  if (!existsSync(path)) return { state: 'missing' };
  const descriptor = openSync(path, 'r');
  try {
    const slot = readSlots(descriptor);
    return slot === null ? { state: 'damaged' } : { state: 'read', mark: slot.mark };
  } finally {
    closeSync(descriptor);
  }
}

export type HighWaterFile = {
  /** Writes in place now, syncs within a second. */
  write(mark: HighWaterMark): void;
  /** Syncs what is written and closes. */
  close(): void;
};

export function openHighWater(dataFolder: string): HighWaterFile {
  const path = join(dataFolder, HIGH_WATER_FILE);
  const isNew = !existsSync(path);
  const descriptor = openSync(path, isNew ? 'w+' : 'r+', 0o600);
  // Preallocated, so that a full disk cannot refuse the mark of a sale that was committed.
  if (fstatSync(descriptor).size < SLOT_BYTES * SLOTS) {
    writeSync(descriptor, Buffer.alloc(SLOT_BYTES * SLOTS, 0x20), 0, SLOT_BYTES * SLOTS, 0);
    fsyncSync(descriptor);
    syncFolder(dataFolder);
  }
  let counter = readSlots(descriptor)?.counter ?? 0;
  let timer: NodeJS.Timeout | null = null;
  let syncing = false;
  let closed = false;

  const syncSoon = (): void => {
    timer = null;
    if (closed || syncing) return;
    syncing = true;
    // A failed sync is no failed sale: the mark may be behind. The next one tries again.
    fsync(descriptor, () => {
      syncing = false;
      if (closed) closeSync(descriptor);
    });
  };

  return {
    write(mark) {
      counter += 1;
      const bytes = encodeSlot({ counter, mark });
      writeSync(descriptor, bytes, 0, SLOT_BYTES, (counter % SLOTS) * SLOT_BYTES);
      if (timer === null) {
        timer = setTimeout(syncSoon, SYNC_DELAY_MS);
        timer.unref();
      }
    },
    close() {
      if (closed) return;
      closed = true;
      if (timer !== null) clearTimeout(timer);
      fsyncSync(descriptor);
      // A descriptor that a background fsync still uses is closed by its callback.
      if (!syncing) closeSync(descriptor);
    },
  };
}
