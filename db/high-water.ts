import { hash } from 'node:crypto';
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
/**
 * Two slots: one holds the last mark that was synced, the other takes every write until a sync has covered it. A power
 * cut may tear all unsynced writes, so the synced slot is never written over.
 */
const SLOT_BYTES = 4096;
const SLOTS = 2;
const BLANK = 0x20;
/** The mark is synced off the sale's path, at most this long after the commit. */
const SYNC_DELAY_MS = 500;

type Slot = { readonly counter: number; readonly mark: HighWaterMark };

const digest = (text: string): string => hash('sha256', text, 'hex');

function encodeSlot(slot: Slot): Buffer {
  const body = JSON.stringify(slot);
  const bytes = Buffer.alloc(SLOT_BYTES, BLANK);
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

function readSlots(descriptor: number): { readonly slot: Slot; readonly index: number } | null {
  let newest: { slot: Slot; index: number } | null = null;
  for (let index = 0; index < SLOTS; index += 1) {
    const bytes = Buffer.alloc(SLOT_BYTES);
    if (readSync(descriptor, bytes, 0, SLOT_BYTES, index * SLOT_BYTES) < SLOT_BYTES) continue;
    const slot = decodeSlot(bytes);
    if (slot !== null && (newest === null || slot.counter > newest.slot.counter)) newest = { slot, index };
  }
  return newest;
}

/** Preallocated and never written to: the process died while it made the file. */
function isBlank(descriptor: number): boolean {
  const bytes = Buffer.alloc(SLOT_BYTES * SLOTS);
  return readSync(descriptor, bytes, 0, bytes.length, 0) === bytes.length && bytes.every((byte) => byte === BLANK);
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
    const newest = readSlots(descriptor);
    if (newest !== null) return { state: 'read', mark: newest.slot.mark };
    return { state: isBlank(descriptor) ? 'missing' : 'damaged' };
  } finally {
    closeSync(descriptor);
  }
}

export type HighWaterFile = {
  /** Writes in place now, syncs within a second. */
  write(mark: HighWaterMark): void;
  /** Writes and syncs now: the first mark of a file, before anything is sold. */
  writeDurably(mark: HighWaterMark): void;
  /** Syncs what is written, as far as the disk lets it, and closes. */
  close(): void;
};

export function openHighWater(dataFolder: string): HighWaterFile {
  const path = join(dataFolder, HIGH_WATER_FILE);
  const isNew = !existsSync(path);
  const descriptor = openSync(path, isNew ? 'w+' : 'r+', 0o600);
  // Preallocated, so that a full disk cannot refuse the mark of a sale that was committed.
  if (fstatSync(descriptor).size < SLOT_BYTES * SLOTS) {
    writeSync(descriptor, Buffer.alloc(SLOT_BYTES * SLOTS, BLANK), 0, SLOT_BYTES * SLOTS, 0);
    fsyncSync(descriptor);
    syncFolder(dataFolder);
  }
  const newest = readSlots(descriptor);
  let counter = newest?.slot.counter ?? 0;
  let target = newest === null ? 0 : (newest.index + 1) % SLOTS;
  let timer: NodeJS.Timeout | null = null;
  let syncing = false;
  let closed = false;

  const put = (mark: HighWaterMark): void => {
    counter += 1;
    writeSync(descriptor, encodeSlot({ counter, mark }), 0, SLOT_BYTES, target * SLOT_BYTES);
  };
  const turn = (): void => {
    target = (target + 1) % SLOTS;
  };
  const syncLater = (): void => {
    if (timer !== null) return;
    timer = setTimeout(sync, SYNC_DELAY_MS);
    timer.unref();
  };
  const sync = (): void => {
    timer = null;
    if (closed) return;
    if (syncing) {
      syncLater();
      return;
    }
    syncing = true;
    const covered = counter;
    fsync(descriptor, (error) => {
      syncing = false;
      if (closed) return closeSync(descriptor);
      // A failed sync is no failed sale: the mark may be behind. Written meanwhile: the slot is not whole on disk yet.
      if (error === null && covered === counter) turn();
      else syncLater();
    });
  };

  return {
    write(mark) {
      put(mark);
      syncLater();
    },
    writeDurably(mark) {
      put(mark);
      fsyncSync(descriptor);
      turn();
    },
    close() {
      if (closed) return;
      closed = true;
      if (timer !== null) clearTimeout(timer);
      try {
        fsyncSync(descriptor);
      } catch (error) {
        // The mark is behind, which is harmless; what was committed must not be answered as an error.
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      }
      // A descriptor that a background fsync still uses is closed by its callback.
      if (!syncing) closeSync(descriptor);
    },
  };
}
