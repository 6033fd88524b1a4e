import { statSync } from 'node:fs';
import { tidySearchIndex } from '../../../db/catalog/search-index.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { transact } from '../../../db/handles.ts';
import { databasePath } from '../../../db/open.ts';
import type { Timeouts } from '../../ipc/peer.ts';
import type { Till } from '../till.ts';
import { logLine } from './log.ts';

/** Nobody has asked for anything for this long: between two customers, not between two scans. */
export const IDLE_MS = 1500;
/** From one bounded step to the next, so that a scan that comes now waits for one step at most. */
const STEP_MS = 25;
/** Below this the log is not worth the two syncs of a checkpoint. */
const WORTH_BYTES = 256 * 1024;
/** Past this the log itself is cut down; it costs a little more than copying it. */
const LONG_BYTES = 16 * 1024 * 1024;

export type IdleWork = {
  /** Somebody asked for something: not now. */
  touch(): void;
  stop(): void;
};

/**
 * What would otherwise happen inside somebody's sale: moving the log into the database file, joining the segments of the
 * search index. One bounded step at a time, only while nobody asks for anything.
 */
export function createIdleWork(till: Till, timeouts: Timeouts): IdleWork {
  let timer: unknown = null;
  let isStopped = false;

  const later = (work: () => void, delayMs: number): void => {
    timeouts.clear(timer);
    timer = timeouts.set(work, delayMs);
  };

  /** A disk that is full or gone is met by the next sale, and said there: idle work waits for the next idle moment. */
  function carefully(work: () => void): void {
    try {
      work();
    } catch (error) {
      const refused = storageRefusal(error, till.dataFolder);
      if (refused === null) throw error;
      logLine('warning', 'idle.refused', { code: refused.refusal.code });
    }
  }

  function tidy(): void {
    if (isStopped) return;
    if (transact(till.db, () => tidySearchIndex(till.db))) later(() => carefully(tidy), STEP_MS);
    else checkpoint();
  }

  function checkpoint(): void {
    const bytes = statSync(`${databasePath(till.dataFolder)}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes < WORTH_BYTES) return;
    // PASSIVE waits for nobody: a reader in the middle of a report keeps it from finishing, and the next one does it.
    till.db.pragma(`wal_checkpoint(${bytes > LONG_BYTES ? 'TRUNCATE' : 'PASSIVE'})`);
  }

  const work: IdleWork = {
    touch() {
      if (!isStopped) later(() => carefully(tidy), IDLE_MS);
    },
    stop() {
      isStopped = true;
      timeouts.clear(timer);
    },
  };
  work.touch();
  return work;
}
