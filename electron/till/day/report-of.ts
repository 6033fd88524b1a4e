import { lastZ, type ZRow, zByNumber, zReportOf } from '../../../db/day/reports.ts';
import { openCashSession } from '../../../db/day/sessions.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { readIdentity } from '../../../db/identity.ts';
import { currentInstallation } from '../../../db/installations.ts';
import { snapshot } from '../../../db/snapshot.ts';
import { xReport } from '../../../domain/day/report.ts';
import type { SyncReport } from '../../../domain/day/sync-types.ts';
import type { DayReport } from '../../../domain/day/types.ts';
import { dayReceipt } from '../../../domain/receipt/day-receipt.ts';
import type { Receipt } from '../../../domain/receipt/model.ts';
import { syncReceipt } from '../../../domain/receipt/sync-receipt.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { readPreferences } from '../preferences.ts';
import type { TillPorts } from '../till.ts';
import { gather } from './gather.ts';
import { freshSyncReport } from './sync.ts';

type Ports = Pick<TillPorts, 'clock' | 'sha256'>;

/** How the session stands at this moment. Refuses `not_initialised`. */
export function makeX(db: ReadableDatabase, ports: Ports, madeByName: string | null): Result<DayReport> {
  const [identity, installation] = [readIdentity(db), currentInstallation(db)];
  if (identity === null || installation === null) return refuse('not_initialised', { path: '' });
  const madeAt = localTimestamp(ports.clock.nowMs(), identity.shop.timeZone);
  const moment = { identity, installation: installation.numeroInstalacion, madeAt, madeByName, sha256: ports.sha256 };
  return ok(snapshot(db, () => xReport(gather(db, openCashSession(db), moment).parts)));
}

/** @param number null: the last one. Refuses `z_not_found` {number}. */
export function findZ(db: ReadableDatabase, number: string | null): Result<ZRow> {
  const z = number === null ? lastZ(db) : zByNumber(db, number.trim().toUpperCase());
  return z === null ? refuse('z_not_found', { number: number ?? '' }) : ok(z);
}

/** The newest version of a sync report, whether or not it is written down yet. */
export function syncReportNow(db: ReadableDatabase, z: ZRow, ports: Ports): SyncReport {
  const timeZone = readIdentity(db)?.shop.timeZone ?? 'Europe/Madrid';
  return snapshot(db, () => freshSyncReport(db, z, timeZone, ports).report);
}

export type Asked = { readonly what: 'x' | 'z' | 'sync'; readonly number: string | null };

/** Any of the papers of the day, and the name of a file for it. Refuses `z_not_found` {number}, `not_initialised`. */
export function paperOf(
  db: ReadableDatabase,
  { what, number }: Asked,
  ports: Ports,
): Result<{ readonly receipt: Receipt; readonly name: string }> {
  const { language } = readPreferences(db);
  if (what === 'x') {
    const x = makeX(db, ports, null);
    if (!x.ok) return x;
    const name = `X-${x.value.shop.code}${x.value.tillCode}-${x.value.madeAt.slice(0, 19).replaceAll(':', '')}`;
    return ok({ receipt: dayReceipt(x.value, { language }), name });
  }
  const z = findZ(db, number);
  if (!z.ok) return z;
  if (what === 'z') {
    return ok({ receipt: dayReceipt(zReportOf(db, z.value.rowId), { language }), name: z.value.number });
  }
  const report = syncReportNow(db, z.value, ports);
  return ok({ receipt: syncReceipt(report, language), name: `sync-${z.value.number}-${report.edition}` });
}
