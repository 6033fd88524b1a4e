import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Random } from './random.ts';
import type { FileEvent } from './system-calls.ts';

const SECTOR_BYTES = 512;

type Change = Extract<FileEvent, { kind: 'write' | 'truncate' }>;
/** What the platter holds of a file, and what the operating system has not been made to write yet. */
type Inode = { durable: Buffer; pending: Change[] };
type EntryChange = { readonly end: number; readonly name: string; readonly inode: Inode | null };

/** How much of what was not synced reached the disk. */
type Luck = 'nothing' | 'everything' | 'prefix' | 'scattered';
const LUCK: readonly Luck[] = ['nothing', 'everything', 'prefix', 'scattered', 'scattered', 'scattered'];

/** Rebuilt by SQLite at every start, or without content. */
const isTransient = (name: string): boolean => name.endsWith('-shm') || name === 'lock.db';

/** A file's content with room to grow: thousands of changes are applied to one copy. */
class Content {
  #bytes: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#bytes = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  #resize(size: number): void {
    const capacity = this.#bytes.length;
    if (size > capacity) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.max(size - capacity, capacity))]);
    this.#size = size;
  }

  apply(change: Change, keepsSector: (index: number) => boolean): void {
    if (change.kind === 'truncate') {
      if (change.size < this.#size) this.#bytes.fill(0, change.size, this.#size);
      this.#resize(change.size);
      return;
    }
    const end = change.offset + change.bytes.length;
    for (let from = change.offset; from < end; ) {
      const sector = Math.floor(from / SECTOR_BYTES);
      const to = Math.min((sector + 1) * SECTOR_BYTES, end);
      if (keepsSector(sector)) {
        if (to > this.#size) this.#resize(to);
        change.bytes.copy(this.#bytes, from, from - change.offset, to - change.offset);
      }
      from = to;
    }
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }
}

const whole = (): boolean => true;

/** Replays file events up to a point and makes folders as a power cut there could have left them. */
export class DiskReplay {
  readonly #folder: string;
  readonly #events: readonly FileEvent[];
  #next = 0;
  readonly #names = new Map<string, Inode>();
  readonly #durableNames = new Map<string, Inode>();
  #pendingNames: EntryChange[] = [];
  /** Syncs that had not returned yet at the point reached. */
  #syncing: FileEvent[] = [];

  /** @param base the folder as it was, wholly on disk, when the events began. */
  constructor(folder: string, base: string, events: readonly FileEvent[]) {
    this.#folder = folder;
    this.#events = events;
    for (const name of readdirSync(base)) {
      if (isTransient(name) || !statSync(join(base, name)).isFile()) continue;
      const inode = { durable: readFileSync(join(base, name)), pending: [] };
      this.#names.set(name, inode);
      this.#durableNames.set(name, inode);
    }
  }

  /** Everything that had begun before line `point`; points only grow. */
  advance(point: number): void {
    for (;;) {
      const event = this.#events[this.#next];
      if (event === undefined || event.start >= point) break;
      this.#finishSyncs(event.start);
      this.#apply(event);
      this.#next += 1;
    }
    this.#finishSyncs(point);
  }

  #apply(event: FileEvent): void {
    if (event.kind === 'sync') {
      this.#syncing.push(event);
      return;
    }
    const name = basename(event.path);
    if (event.path === this.#folder || dirname(event.path) !== this.#folder || isTransient(name)) return;
    if (event.kind === 'unlink') this.#rename(name, null, event.end);
    else if (event.kind === 'rename') {
      const inode = this.#names.get(name) ?? null;
      this.#rename(name, null, event.end);
      this.#rename(basename(event.to), inode, event.end);
    } else if (event.kind === 'create') this.#inode(name, event.end);
    else if (event.kind === 'write' || event.kind === 'truncate') this.#inode(name, event.end).pending.push(event);
  }

  #rename(name: string, inode: Inode | null, end: number): void {
    if (inode === null) this.#names.delete(name);
    else this.#names.set(name, inode);
    this.#pendingNames.push({ end, name, inode });
  }

  #inode(name: string, end: number): Inode {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const inode: Inode = { durable: Buffer.alloc(0), pending: [] };
    this.#rename(name, inode, end);
    return inode;
  }

  /** A sync that returned before `point` has made durable what had returned before it was called. */
  #finishSyncs(point: number): void {
    const running: FileEvent[] = [];
    for (const sync of this.#syncing) {
      if (sync.end >= point) running.push(sync);
      else if (sync.path === this.#folder) this.#syncNames(sync.start);
      else this.#syncFile(basename(sync.path), sync.start);
    }
    this.#syncing = running;
  }

  #syncNames(start: number): void {
    for (const change of this.#pendingNames.filter(({ end }) => end < start)) {
      if (change.inode === null) this.#durableNames.delete(change.name);
      else this.#durableNames.set(change.name, change.inode);
    }
    this.#pendingNames = this.#pendingNames.filter(({ end }) => end >= start);
  }

  #syncFile(name: string, start: number): void {
    const inode = this.#names.get(name);
    if (inode === undefined) return;
    const content = new Content(inode.durable);
    for (const change of inode.pending.filter(({ end }) => end < start)) content.apply(change, whole);
    inode.durable = content.bytes;
    inode.pending = inode.pending.filter(({ end }) => end >= start);
  }

  /** Fills `target` with what one power cut at the reached point leaves. Same random numbers, same folder. */
  materialise(target: string, random: Random): void {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    const names = new Map(this.#durableNames);
    // Journalling file systems keep the order of names: some first part of the changes is there.
    for (const change of this.#pendingNames.slice(0, random.below(this.#pendingNames.length + 1))) {
      if (change.inode === null) names.delete(change.name);
      else names.set(change.name, change.inode);
    }
    for (const [name, inode] of names) writeFileSync(join(target, name), this.#survivor(inode, random));
  }

  #survivor(inode: Inode, random: Random): Buffer {
    const luck = random.pick(LUCK);
    const share = random.next();
    const prefix = random.below(inode.pending.length + 1);
    const content = new Content(inode.durable);
    inode.pending.forEach((change, index) => {
      if (luck === 'nothing' || (luck === 'prefix' && index >= prefix)) return;
      if (luck === 'scattered' && !random.chance(share)) return;
      const isTorn = luck !== 'everything' && random.chance(0.4);
      content.apply(change, isTorn ? () => random.chance(0.5) : whole);
    });
    return content.bytes;
  }
}
