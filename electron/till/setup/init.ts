import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { RefusalError, storageRefusal } from '../../../db/errors.ts';
import { makeFolder } from '../../../db/files.ts';
import { transact } from '../../../db/handles.ts';
import {
  HIGH_WATER_FILE,
  type HighWaterMark,
  type HighWaterReading,
  openHighWater,
  readHighWater,
} from '../../../db/high-water.ts';
import { insertIdentity, readIdentity } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { lockFolder } from '../../../db/lock.ts';
import { openWriter } from '../../../db/open.ts';
import { writeSetting } from '../../../db/settings.ts';
import { addStaff } from '../../../db/staff.ts';
import type { Environment } from '../../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { undoInterrupted } from '../data/put-aside.ts';
import { markOf, openNextInstallation } from '../installation.ts';
import { defaultPrinter, NO_PRINTING, writePrintingSettings } from '../printing/settings.ts';
import type { TillPorts } from '../till.ts';
import type { ShopSetup } from './shop-file.ts';

const TILL_FILES = ['till.db', 'till.db-wal', 'till.db-shm', HIGH_WATER_FILE];

export type InitOptions = {
  readonly environment: Environment;
  /** This shop and till have sold before with this program: the series must be new ones. */
  readonly isReinstalled: boolean;
  readonly printerUrl: string | null;
  /** Settings by key that the folder has from its first moment: what makes it a sample, what the wizard still asks. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

/**
 * Makes a data folder for one till. Refuses `already_initialised`, `production_not_available` while the producer is a
 * placeholder or nothing can send records, and what opening a folder may refuse. Nothing is left half made: identity,
 * installation, staff and settings are one transaction.
 */
export function initTill(
  dataFolder: string,
  setup: ShopSetup,
  options: InitOptions,
  ports: TillPorts,
): Result<Installation> {
  // Sending records to the agency comes with central: until then no folder can be a production folder (DESIGN section 5).
  if (options.environment === 'production') return refuse('production_not_available', {});
  try {
    makeFolder(dataFolder);
    undoInterrupted(dataFolder);
    const lock = lockFolder(dataFolder, 0);
    try {
      const db = openWriter(dataFolder);
      try {
        if (readIdentity(db) !== null) return refuse('already_initialised', { path: dataFolder });
        // A mark without its database: a till sold here and its file is gone. Its numbers must not begin again.
        if (hasSoldHere(readHighWater(dataFolder))) return refuse('folder_held_a_till', { path: dataFolder });
        return transact(db, () => {
          const place = ports.place(dataFolder);
          insertIdentity(db, {
            environment: options.environment,
            issuer: setup.issuer,
            shop: setup.shop,
            tillCode: setup.tillCode,
            activity: setup.activity,
            footer: setup.footer,
            ...place,
            createdAt: localTimestamp(ports.clock.nowMs(), setup.shop.timeZone),
          });
          for (const person of setup.staff) {
            const added = addStaff(db, { id: ports.ids.uuid(), name: person.name, pin: person.pin });
            if (!added.ok) throw new RefusalError(added);
          }
          if (options.printerUrl !== null) {
            const printer = defaultPrinter(options.printerUrl, setup.widthColumns);
            writePrintingSettings(db, {
              ...NO_PRINTING,
              printers: [printer],
              receiptPrinterId: printer.id,
              drawerPrinterId: printer.id,
            });
          }
          for (const [key, value] of Object.entries(options.settings ?? {})) writeSetting(db, key, value);
          const numbering = { shopCode: setup.shop.code, tillCode: setup.tillCode, timeZone: setup.shop.timeZone };
          const reason = options.isReinstalled ? 'reinstalled' : 'first-start';
          const installation = openNextInstallation(db, numbering, reason, ports);
          // Before the commit: an initialised folder without its mark would be taken for a backup.
          writeFirstMark(dataFolder, markOf(db, installation));
          return ok(installation);
        });
      } finally {
        db.close();
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    const refused = storageRefusal(error, dataFolder);
    if (refused === null) throw error;
    return refused;
  }
}

/** The mark of an init that died before its commit tells of no sale. */
const hasSoldHere = (reading: HighWaterReading): boolean =>
  reading.state === 'damaged' || (reading.state === 'read' && (reading.mark.position > 0 || reading.mark.eventSeq > 0));

function writeFirstMark(dataFolder: string, mark: HighWaterMark): void {
  const highWater = openHighWater(dataFolder);
  try {
    highWater.writeDurably(mark);
  } finally {
    highWater.close();
  }
}

/** Takes away what initTill just made, before anything was sold in it. */
export function removeUnusedTill(dataFolder: string): void {
  for (const name of TILL_FILES) rmSync(join(dataFolder, name), { force: true });
}
