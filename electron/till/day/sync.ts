import { setImmediate as nextTurn } from 'node:timers/promises';
import { readPairing } from '../../../db/central/pairing.ts';
import { sentInstallations } from '../../../db/central/pending.ts';
import { insertSyncReport, syncReportOf, unsettledZs, type ZRow, zReportOf } from '../../../db/day/reports.ts';
import { seriesNamed, standAt } from '../../../db/day/series.ts';
import { acknowledgedIn, agencyStatesIn, quarantinedIn, type Reached } from '../../../db/day/sync-facts.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { type SyncFacts, saysMore, syncReport } from '../../../domain/day/sync-report.ts';
import type { SyncReport, SyncSeries } from '../../../domain/day/sync-types.ts';
import type { DayReport, SeriesStandAt } from '../../../domain/day/types.ts';
import { type Cents, cents } from '../../../domain/money.ts';
import type { Clock, Sha256Hex } from '../../../domain/ports.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';

/** Named one by one up to here; the paper is no longer than a person reads. */
const MAX_NAMED = 20;
/** Zs that are looked at again when something arrives: a shop that was offline for two months. */
const MAX_UNSETTLED = 62;

type Ports = { readonly clock: Clock; readonly sha256: Sha256Hex };
type Sent = ReturnType<typeof sentInstallations>;

const isSame = (left: SeriesStandAt, right: SeriesStandAt): boolean =>
  left.count === right.count && left.cents === right.cents && left.hash === right.hash;

/** A series at both sides, compared after as many documents as central has: it may be behind, or already further on. */
function bothSides(db: ReadableDatabase, till: SeriesStandAt, sent: Sent, sha256: Sha256Hex): SyncSeries {
  const { code } = till;
  const told = sent.flatMap(({ ack }) => ack.centralSeries).find((stand) => stand.code === code);
  const series = seriesNamed(db, code);
  if (told === undefined || series === null) return { code, till, central: null, tillThere: null, isEqual: null };
  const central: SeriesStandAt = { code, count: told.count, cents: told.cents as Cents, hash: told.hash };
  const own = standAt(db, { seriesId: series.id, code }, central.count, sha256);
  // Of documents that this till lacks there is no stand: they differ.
  const isKnown = central.count <= series.lastSequence;
  return { code, till, central, tillThere: isKnown ? own : null, isEqual: isKnown && isSame(own, central) };
}

function centralFacts(db: ReadableDatabase, timeZone: string): SyncFacts['central'] {
  const pairing = readPairing(db);
  if (pairing === null) {
    return {
      state: 'not-paired',
      companyName: null,
      url: null,
      problem: null,
      lastContactMs: null,
      lastContactAt: null,
    };
  }
  const { companyName, url, problem, lastContactMs } = pairing;
  return {
    state: problem === 'till_revoked' ? 'revoked' : 'paired',
    companyName,
    url,
    problem,
    lastContactMs,
    lastContactAt: lastContactMs === null ? null : localTimestamp(lastContactMs, timeZone),
  };
}

/** Where the histories of an installation part, what follows reaches central inside the events of the next one. */
function reachedOf({ installation: { id: installationId }, ack }: Sent[number]): Reached[] {
  const { ackedThrough, divergedSeq, strandedThrough } = ack;
  if (divergedSeq === null) return [{ installationId, after: 0, through: ackedThrough, isInPlace: true }];
  const last = divergedSeq - 1;
  return [
    { installationId, after: 0, through: Math.min(ackedThrough, last), isInPlace: true },
    { installationId, after: last, through: Math.max(last, strandedThrough ?? last), isInPlace: false },
  ];
}

/** What till and central say of a Z at this moment. */
function factsOf(db: ReadableDatabase, z: ZRow, timeZone: string, sha256: Sha256Hex): SyncFacts {
  const report: DayReport = zReportOf(db, z.rowId);
  const range = { after: z.afterDocument, through: z.throughDocument };
  const central = centralFacts(db, timeZone);
  const sent = central.state === 'not-paired' ? [] : sentInstallations(db);
  const atCentral = sent.flatMap(reachedOf);
  const reached = acknowledgedIn(db, range, atCentral);
  const held = quarantinedIn(db, range, atCentral);
  const heldCents = held.reduce((sum, one) => sum + one.cents, 0);
  const { issued } = report.sold;
  const states = agencyStatesIn(db, range);
  return {
    shopName: report.shop.name,
    tillCode: report.tillCode,
    environment: report.environment,
    z: { number: z.number, hash: z.hash, madeAt: z.madeAt },
    central,
    documents: {
      issued,
      acknowledged: { count: reached.count - held.length, cents: cents(reached.cents - heldCents) },
      pending: { count: issued.count - reached.count, cents: cents(issued.cents - reached.cents) },
      quarantined: { count: held.length, cents: cents(heldCents) },
    },
    series: report.sold.series.map(({ stand }) => bothSides(db, stand, sent, sha256)),
    quarantined: held.slice(0, MAX_NAMED).map(({ number, code, detail }) => ({ number, code, detail })),
    agency: {
      connection: 'none',
      unsent: states.filter(({ state }) => state === 'generated').reduce((sum, { count }) => sum + count, 0),
      states,
    },
  };
}

/** The newest version there would be now, and whether it says more than the one that is stored. */
export function freshSyncReport(
  db: ReadableDatabase,
  z: ZRow,
  timeZone: string,
  { clock, sha256 }: Ports,
): { readonly report: SyncReport; readonly isNew: boolean } {
  const before = syncReportOf(db, z.rowId, null);
  const nowMs = clock.nowMs();
  const made = { edition: (before?.edition ?? 0) + 1, madeAt: localTimestamp(nowMs, timeZone), nowMs };
  const report = syncReport(factsOf(db, z, timeZone, sha256), made);
  if (before !== null && !saysMore(before, report)) return { report: before, isNew: false };
  return { report, isNew: true };
}

/** The newest version of a Z's report; written down when it says more than the one before. */
export function storeSyncReport(till: Till, z: ZRow): Result<SyncReport> {
  return transactTill(till, () => {
    const { report, isNew } = freshSyncReport(till.db, z, till.identity.shop.timeZone, till.ports);
    if (isNew) insertSyncReport(till.db, z.rowId, report);
    return ok(report);
  });
}

/**
 * Looks at every Z again that leaves something open: what arrived since makes a new version. For when central has
 * everything, or was lost: not at each acknowledgement, or a replay of weeks would write a version every second.
 * One Z at a time with a turn between them, because a sale may wait. Answers how many versions were written.
 */
export async function refreshSyncReports(till: Till): Promise<number> {
  let written = 0;
  for (const z of unsettledZs(till.db, MAX_UNSETTLED)) {
    await nextTurn();
    // The folder was closed meanwhile: its next start looks again when central answers.
    if (!till.db.open) break;
    const before = syncReportOf(till.db, z.rowId, null)?.edition ?? 0;
    const stored = storeSyncReport(till, z);
    if (stored.ok && stored.value.edition > before) written += 1;
  }
  return written;
}
