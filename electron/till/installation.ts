import { chainTip, recordsAfter } from '../../db/fiscal-records.ts';
import type { ReadableDatabase, WritableDatabase } from '../../db/handles.ts';
import type { HighWaterMark, HighWaterReading } from '../../db/high-water.ts';
import {
  allInstallations,
  currentInstallation,
  type Installation,
  type InstallationReason,
  openInstallation,
  seriesOf,
} from '../../db/installations.ts';
import { lastEventSeq } from '../../db/outbox.ts';
import { localTimestamp } from '../../domain/time.ts';
import type { TillPorts } from './till.ts';

/**
 * Random and not counted: two restores of one backup must not open the same series. Five of 31 characters make a
 * clash of two restores of one till about one in 28 million.
 */
const SUFFIX_LENGTH = 5;

export type InstallationPlace = {
  readonly shopCode: string;
  readonly tillCode: string;
  readonly timeZone: string;
};

/**
 * Opens the next installation: another NumeroInstalacion, chain and series; the open one is closed by name. The first
 * one has plain series (`01T01S`); all later ones carry a suffix of their own. The caller holds the transaction.
 */
export function openNextInstallation(
  db: WritableDatabase,
  place: InstallationPlace,
  reason: InstallationReason,
  ports: Pick<TillPorts, 'clock' | 'ids'>,
): Installation {
  const openedAt = localTimestamp(ports.clock.nowMs(), place.timeZone);
  const suffix = reason === 'first-start' ? '' : ports.ids.seriesSuffix(SUFFIX_LENGTH);
  const stamp = openedAt.slice(0, 19).replace(/[-:]/g, '');
  // The suffix or a piece of a UUID keeps it unique when the clock of a new till is wrong (SPEC.md section 4).
  const unique = suffix === '' ? ports.ids.uuid().slice(-8).toUpperCase() : suffix;
  const numeroInstalacion = `${place.shopCode}-${place.tillCode}-${stamp}-${unique}`;
  openInstallation(db, { numeroInstalacion, seriesSuffix: suffix, reason, openedAt });
  const opened = currentInstallation(db);
  if (opened === null) throw new Error('the installation that was just opened is not there');
  return opened;
}

/** What the database says it has acknowledged, in the form of the high-water mark. */
export function markOf(db: ReadableDatabase, installation: Installation): HighWaterMark {
  const tip = chainTip(db, installation.id);
  return {
    numeroInstalacion: installation.numeroInstalacion,
    position: tip?.position ?? 0,
    huella: tip?.huella ?? '',
    series: Object.fromEntries(seriesOf(db, installation.id).map((series) => [series.code, series.lastSequence])),
    eventSeq: lastEventSeq(db, installation.id),
  };
}

export type Loss = { readonly code: 'tail_lost' | 'chain_diverged' | 'high_water_missing' | 'older_installation' };

/**
 * Whether the database lacks something that the till acknowledged. Behind the database is harmless: the process died
 * between commit and mark.
 */
export function findLoss(db: ReadableDatabase, reading: HighWaterReading): Loss | null {
  if (reading.state !== 'read') {
    // Without a mark nothing proves that this file is the newest: it is treated as a backup, also when it is empty,
    // because it may be what the folder held on its first day.
    return { code: 'high_water_missing' };
  }
  const { mark } = reading;
  // A mark of an installation that this file has closed: behind when that one is complete (the process died before it
  // wrote the new mark), a loss when the file lacks what it had acknowledged.
  const marked = allInstallations(db).find((known) => known.numeroInstalacion === mark.numeroInstalacion);
  if (marked === undefined) return { code: 'older_installation' };
  const own = markOf(db, marked);
  const isAhead =
    mark.position > own.position ||
    mark.eventSeq > own.eventSeq ||
    Object.entries(mark.series).some(([code, last]) => last > (own.series[code] ?? 0));
  if (isAhead) return { code: 'tail_lost' };
  if (mark.position === 0) return null;
  const record = recordsAfter(db, marked.id, mark.position - 1, 1)[0];
  return record?.huella === mark.huella ? null : { code: 'chain_diverged' };
}
