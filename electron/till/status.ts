import { statfsSync } from 'node:fs';
import { countDocuments, lastHeader } from '../../db/documents.ts';
import { countUnsentRecords } from '../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../db/handles.ts';
import { readHighWater } from '../../db/high-water.ts';
import { readIdentity } from '../../db/identity.ts';
import { currentInstallation } from '../../db/installations.ts';
import { listIncidents } from '../../db/logs.ts';
import { jobsInState } from '../../db/print-jobs.ts';
import { listOpenTickets } from '../../db/tickets.ts';
import type { Environment } from '../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { CentralStatus } from '../ipc/contract/central.ts';
import { centralStatus } from './central/status.ts';
import { findLoss } from './installation.ts';
import { isPrintingReadable } from './printing/settings.ts';
import { isSamePlace } from './setup/place.ts';
import type { TillPorts } from './till.ts';

export type TillStatus = {
  readonly environment: Environment;
  readonly shop: string;
  readonly till: string;
  readonly issuer: string;
  readonly installation: string;
  readonly version: string;
  readonly documents: number;
  readonly lastNumber: string | null;
  readonly lastIssuedAt: string | null;
  /** Records that the agency has not accepted yet. */
  readonly unsentRecords: number;
  readonly openTickets: number;
  /** Papers that ask a person. */
  readonly printJobs: {
    readonly queued: number;
    readonly held: number;
    readonly failed: number;
    readonly unknown: number;
  };
  readonly incidents: number;
  readonly central: CentralStatus;
  /** What to look at before the next sale, by code. */
  readonly warnings: readonly string[];
};

/** Time to act while everything still works: a year of a busy till is less than this. */
export const LOW_DISK_BYTES = 1024 ** 3;

export function freeBytes(dataFolder: string): number {
  const { bavail, bsize } = statfsSync(dataFolder);
  return bavail * bsize;
}

/** State of a data folder, read beside a running till. Refuses `not_initialised`. */
export function readStatus(db: ReadableDatabase, dataFolder: string, ports: TillPorts): Result<TillStatus> {
  const identity = readIdentity(db);
  const installation = currentInstallation(db);
  if (identity === null || installation === null) return refuse('not_initialised', { path: dataFolder });
  const last = lastHeader(db);
  const warnings: string[] = [];
  const loss = findLoss(db, readHighWater(dataFolder));
  if (loss !== null) warnings.push(loss.code);
  if (freeBytes(dataFolder) < LOW_DISK_BYTES) warnings.push('disk_nearly_full');
  if (!isPrintingReadable(db)) warnings.push('printing_settings_unreadable');
  if (!isSamePlace(identity, ports.place(dataFolder))) warnings.push('installation_moved');
  const count = (state: Parameters<typeof jobsInState>[1]): number => jobsInState(db, state).length;
  return ok({
    environment: identity.environment,
    shop: identity.shop.name,
    till: identity.tillCode,
    issuer: `${identity.issuer.name} (${identity.issuer.taxId})`,
    installation: installation.numeroInstalacion,
    version: ports.program.version,
    documents: countDocuments(db),
    lastNumber: last?.number ?? null,
    lastIssuedAt: last?.issuedAt ?? null,
    unsentRecords: countUnsentRecords(db),
    openTickets: listOpenTickets(db).length,
    printJobs: {
      queued: count('queued'),
      held: count('held'),
      failed: count('failed'),
      unknown: count('unknown'),
    },
    incidents: listIncidents(db).length,
    central: centralStatus(db),
    warnings,
  });
}
