import { tidySearchIndex } from '../../../db/catalog/search-index.ts';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import type { Clock } from '../../../domain/ports.ts';
import type { Slices } from './slices.ts';

/** Merging every sixth slice keeps the segments of the search index few enough to search meanwhile. */
const SLICES_PER_TIDY = 6;
/** About 700 pages of log: on a quick disk, copying and syncing them takes no longer than a slice. */
const SLICES_BEFORE_CHECKPOINT = 4;
/**
 * A checkpoint waits twice for the disk whatever its size, and holds the sales as long. On a slow or busy disk it comes
 * seldom: at most a twentieth of the time goes into it.
 */
const REST_PER_CHECKPOINT = 20;
/** About 100 MB of log: then it comes anyway, before the log fills the disk. */
const MAX_SLICES_WITHOUT_CHECKPOINT = 500;
/** 32 MB: codes arrive in any order and touch every page of their index. */
const IMPORT_CACHE = -32_768;

/** How the log stands; who writes in many short jobs carries it from one to the next. */
export type LogPace = { slices: number; slicesInLog: number; nextCheckpointMs: number };
export const newLogPace = (): LogPace => ({ slices: 0, slicesInLog: 0, nextCheckpointMs: 0 });

/** Two jobs may run at once, an import and changes of central: the first one changes the connection, the last one gives it back. */
type Held = { jobs: number; readonly autocheckpointPages: number; readonly cacheSize: number };
const held = new WeakMap<WritableDatabase, Held>();

function hold(db: WritableDatabase): void {
  const now = held.get(db) ?? {
    jobs: 0,
    autocheckpointPages: Number(db.pragma('wal_autocheckpoint', { simple: true })),
    cacheSize: Number(db.pragma('cache_size', { simple: true })),
  };
  now.jobs += 1;
  held.set(db, now);
  db.pragma('wal_autocheckpoint = 0');
  db.pragma(`cache_size = ${IMPORT_CACHE}`);
}

function giveBack(db: WritableDatabase): void {
  const now = held.get(db);
  if (now === undefined) return;
  now.jobs -= 1;
  if (now.jobs > 0) return;
  held.delete(db);
  db.pragma(`wal_autocheckpoint = ${now.autocheckpointPages}`);
  db.pragma(`cache_size = ${now.cacheSize}`);
}

/**
 * What would happen inside an unlucky commit, kept away from the sales while an import or changes of central are written: syncing to disk, checkpoints
 * of the log (an automatic one of 16 MB holds a sale for 15 ms and more) and merging of the search index.
 */
export class Upkeep {
  readonly #db: WritableDatabase;
  readonly #clock: Clock;
  readonly #pace: LogPace;

  constructor(db: WritableDatabase, clock: Clock, pace: LogPace = newLogPace()) {
    this.#db = db;
    this.#clock = clock;
    this.#pace = pace;
    hold(db);
  }

  /**
   * One transaction of catalogue rows that need not be on disk yet: thousands of syncs would hold up the sales between
   * them. It is as whole as any other; a power cut takes at most the latest slices, and the import has not said "done".
   * FULL is back before anything else can run on this thread, so no sale ever commits without its sync; that sync also
   * carries the slices before it.
   */
  write<T>(body: () => T): T {
    this.#db.pragma('synchronous = NORMAL');
    try {
      return transact(this.#db, body);
    } finally {
      this.#db.pragma('synchronous = FULL');
    }
  }

  async afterSlice(slices: Slices): Promise<void> {
    this.#pace.slices += 1;
    if (this.#pace.slices % SLICES_PER_TIDY === 0) {
      this.write(() => tidySearchIndex(this.#db));
      await slices.rest();
    }
    this.#pace.slicesInLog += 1;
    if (this.#isCheckpointDue) await this.#checkpoint(slices);
  }

  /** Merges until the segments are few; searching is fastest then. */
  async finish(slices: Slices): Promise<void> {
    for (let isMore = true; isMore; ) {
      isMore = this.write(() => tidySearchIndex(this.#db));
      await slices.rest();
      this.#pace.slicesInLog += 1;
      if (!isMore || this.#isCheckpointDue) await this.#checkpoint(slices);
    }
  }

  get #isCheckpointDue(): boolean {
    if (this.#pace.slicesInLog >= MAX_SLICES_WITHOUT_CHECKPOINT) return true;
    return (
      this.#pace.slicesInLog >= SLICES_BEFORE_CHECKPOINT && this.#clock.monotonicMs() >= this.#pace.nextCheckpointMs
    );
  }

  async #checkpoint(slices: Slices): Promise<void> {
    const startedMs = this.#clock.monotonicMs();
    this.#db.pragma('wal_checkpoint(PASSIVE)');
    const endedMs = this.#clock.monotonicMs();
    this.#pace.nextCheckpointMs = endedMs + (endedMs - startedMs) * REST_PER_CHECKPOINT;
    this.#pace.slicesInLog = 0;
    await slices.rest();
  }

  /** Gives the connection back as it was. Call at the end, also after a failure. */
  restore(): void {
    giveBack(this.#db);
  }
}
