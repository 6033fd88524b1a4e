import { tidySearchIndex } from '../../../db/catalog/search-index.ts';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import type { Slices } from './slices.ts';

/** About 600 pages of log: copying them back takes as long as a slice. */
const SLICES_PER_CHECKPOINT = 4;
/** A merge step is a transaction with its own sync: every third slice keeps the segments few enough to search. */
const SLICES_PER_TIDY = 3;

/**
 * What SQLite would do inside an unlucky commit, done in slices of its own: checkpoints of the log (an automatic one of
 * 16 MB would hold a sale for 15 ms and more) and merging of the search index.
 */
export class Upkeep {
  readonly #db: WritableDatabase;
  readonly #autocheckpointPages: number;
  #slices = 0;

  constructor(db: WritableDatabase) {
    this.#db = db;
    this.#autocheckpointPages = Number(db.pragma('wal_autocheckpoint', { simple: true }));
    db.pragma('wal_autocheckpoint = 0');
  }

  async afterSlice(slices: Slices): Promise<void> {
    this.#slices += 1;
    if (this.#slices % SLICES_PER_TIDY === 0) {
      transact(this.#db, () => tidySearchIndex(this.#db));
      await slices.rest();
    }
    if (this.#slices % SLICES_PER_CHECKPOINT === 0) {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
      await slices.rest();
    }
  }

  /** Merges until the segments are few; searching is fastest then. */
  async finish(slices: Slices): Promise<void> {
    for (let isMore = true, steps = 1; isMore; steps += 1) {
      isMore = transact(this.#db, () => tidySearchIndex(this.#db));
      await slices.rest();
      if (steps % SLICES_PER_CHECKPOINT === 0 || !isMore) {
        this.#db.pragma('wal_checkpoint(PASSIVE)');
        await slices.rest();
      }
    }
  }

  restore(): void {
    this.#db.pragma(`wal_autocheckpoint = ${this.#autocheckpointPages}`);
  }
}
