import { existsSync, statSync } from 'node:fs';
import { RefusalError, storageRefusal } from '../../db/errors.ts';
import { transact, type WritableDatabase } from '../../db/handles.ts';
import { openHighWater, readHighWater } from '../../db/high-water.ts';
import { type Identity, readIdentity } from '../../db/identity.ts';
import { currentInstallation, type Installation } from '../../db/installations.ts';
import { lockFolder } from '../../db/lock.ts';
import { appendIncident } from '../../db/logs.ts';
import { databasePath, openWriter, type WriterOptions } from '../../db/open.ts';
import { discardQueuedPulses, holdOldJobs, interruptSendingJobs } from '../../db/print-jobs.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { localTimestamp } from '../../domain/time.ts';
import { undoInterrupted } from './data/put-aside.ts';
import { findLoss, markOf, openNextInstallation } from './installation.ts';
import { readPrintingSettings } from './printing/settings.ts';
import { checkRecentRecords } from './records/start-check.ts';
import { isSamePlace } from './setup/place.ts';
import type { Till, TillPorts } from './till.ts';

export type OpenOptions = {
  /** How long to wait for another command on the same folder, milliseconds. */
  readonly lockWaitMs?: number;
  readonly writer?: WriterOptions;
};

/** A ticket that waited longer than this for its printer is asked about, not printed by surprise. */
const OLD_JOB_MS = 10 * 60 * 1000;
/** The customer still waits for change; later the drawer was opened with the key. */
const OLD_PULSE_MS = 10_000;

/**
 * Locks and opens a data folder for selling: migrates, looks for lost commits (promise 2), settles interrupted print
 * jobs, checks the tip of the chain. Refuses `data_in_use`, `not_initialised`, `data_read_only`, `disk_full`,
 * `data_damaged`, `data_from_newer_version`, `migration_open_ticket`.
 */
export function openTill(dataFolder: string, ports: TillPorts, options: OpenOptions = {}): Result<Till> {
  const undo: (() => void)[] = [];
  try {
    undoInterrupted(dataFolder);
    if (!isFile(dataFolder) && !existsSync(databasePath(dataFolder)))
      throw new RefusalError(refuse('not_initialised', { path: dataFolder }));
    const lock = lockFolder(dataFolder, options.lockWaitMs ?? 0);
    undo.push(() => lock.release());
    const db = openWriter(dataFolder, options.writer);
    undo.push(() => db.close());
    const identity = readIdentity(db);
    if (identity === null) throw new RefusalError(refuse('not_initialised', { path: dataFolder }));
    const reading = readHighWater(dataFolder);
    const highWater = openHighWater(dataFolder);
    undo.push(() => highWater.close());
    const installation = soundInstallation(db, identity, reading, ports);
    // The mark is level and on disk before the first sale: a folder without one would look like a loss next time.
    const mark = markOf(db, installation);
    highWater.writeDurably(mark);
    settlePrintJobs(db, ports.clock.nowMs());
    checkRecentRecords(db, installation, identity, ports);
    return ok(assemble({ dataFolder, db, ports, identity, highWater, installation, mark, undo }));
  } catch (error) {
    undoAll(undo);
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Every step, latest first, also when one fails: a lock that stays would keep the shop from selling. */
function undoAll(steps: readonly (() => void)[]): void {
  const failures: unknown[] = [];
  for (const step of steps.toReversed()) {
    try {
      step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

type Parts = Pick<Till, 'dataFolder' | 'db' | 'ports' | 'identity' | 'highWater' | 'installation' | 'mark'> & {
  readonly undo: (() => void)[];
};

function assemble({ undo, ...parts }: Parts): Till {
  let isClosed = false;
  return {
    ...parts,
    markProblem: null,
    isElsewhere: !isSamePlace(parts.identity, parts.ports.place(parts.dataFolder)),
    printing: readPrintingSettings(parts.db),
    isClockAccepted: false,
    isClockAlarmRaised: false,
    close() {
      if (isClosed) return;
      isClosed = true;
      undoAll(undo);
    },
  };
}

/** The installation to go on with: a new one when the database lacks what was acknowledged. */
function soundInstallation(
  db: WritableDatabase,
  identity: Identity,
  reading: ReturnType<typeof readHighWater>,
  ports: TillPorts,
): Installation {
  const current = currentInstallation(db);
  if (current === null) throw new Error('initialised folder without an open installation');
  const loss = findLoss(db, reading);
  if (loss === null) return current;
  return transact(db, () => {
    const at = localTimestamp(ports.clock.nowMs(), identity.shop.timeZone);
    appendIncident(db, {
      at,
      code: loss.code,
      detail: {
        closed: current.numeroInstalacion,
        mark: reading.state === 'read' ? reading.mark : null,
        found: markOf(db, current),
      },
    });
    const place = { shopCode: identity.shop.code, tillCode: identity.tillCode, timeZone: identity.shop.timeZone };
    return openNextInstallation(db, place, 'lost-tail', ports);
  });
}

function settlePrintJobs(db: WritableDatabase, nowMs: number): void {
  transact(db, () => {
    interruptSendingJobs(db, nowMs);
    discardQueuedPulses(db, nowMs - OLD_PULSE_MS, nowMs);
    holdOldJobs(db, nowMs - OLD_JOB_MS, nowMs);
  });
}
