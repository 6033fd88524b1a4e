import { insertZ, lastZOf, type ZRow, zByUid, zReportOf } from '../../../db/day/reports.ts';
import { insertStand } from '../../../db/day/series.ts';
import { closeCashSession, openCashSession } from '../../../db/day/sessions.ts';
import { canonicalText } from '../../../domain/day/canonical-text.ts';
import { type GivenCount, readCount } from '../../../domain/day/cash-count.ts';
import { reportHash, zReport } from '../../../domain/day/report.ts';
import type { Counted, DayReport } from '../../../domain/day/types.ts';
import { zNumber } from '../../../domain/day/z-number.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { levelHighWater } from '../fiscal/chain.ts';
import { markOf } from '../installation.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { type Gathered, gather, isEmptyDay } from './gather.ts';
import { queueZPaper } from './papers.ts';
import { type By, checkHere, ensureSession, nameOf, tellCentral } from './session.ts';

export type Closed = {
  readonly z: ZRow;
  readonly report: DayReport;
  /** Of its paper; null: no printer, or none wanted. */
  readonly jobId: number | null;
};

export type Closing = { readonly count: GivenCount; readonly isPrinted: boolean };

/** The Z in the words of the database; the caller holds the transaction. */
function writeZ(till: Till, uid: string, { parts, range, throughLog, seriesIds }: Gathered, counted: Counted): Closed {
  const { db, identity, installation, ports } = till;
  const before = lastZOf(db, installation.id);
  const position = (before?.position ?? 0) + 1;
  const codes = { shopCode: identity.shop.code, tillCode: identity.tillCode, seriesSuffix: installation.seriesSuffix };
  const previousHash = before?.hash ?? '';
  const number = zNumber(codes, position);
  const report = zReport(parts, { number, previousHash }, counted);
  const session = openCashSession(db);
  if (session === null) throw new Error('the session that was just written is not there');
  const z = {
    uid,
    installationId: installation.id,
    position,
    number,
    sessionId: session.rowId,
    madeAt: report.madeAt,
    afterDocument: range.after,
    throughDocument: range.through,
    throughLog,
    totalCents: report.sold.documents.totalCents,
    documents: report.sold.documents.count,
    differenceCents: report.cash.counted?.differenceCents ?? report.cash.expectedCents,
    leftCents: counted.leftCents,
    heldCents: report.cash.heldCents,
    hash: reportHash(report, ports.sha256),
    previousHash,
  };
  const rowId = insertZ(db, { ...z, report: canonicalText(report) });
  for (const { code, stand } of report.sold.series) {
    const seriesId = seriesIds.get(code);
    if (seriesId !== undefined) insertStand(db, seriesId, stand);
  }
  closeCashSession(db, session.rowId);
  tellCentral(till, 'cash_session.closed', report.madeAt, {
    sessionId: session.uid,
    report: { ...report, hash: z.hash },
  });
  return { z: { ...z, rowId }, report, jobId: null };
}

/**
 * Closes the session: counts, adds up and writes the Z, in one transaction and without any network. Sales wait for it, at
 * most a second at 5,000 tickets. The same operation asked again answers the Z that it made.
 * Refuses `nothing_to_close`, what readCount refuses, `installation_moved`, storage refusals.
 */
export function closeDay(till: Till, { operationId, cashierId }: By, closing: Closing): Result<Closed> {
  const closed = transactTill(till, (): Result<Closed> => {
    const known = zByUid(till.db, operationId);
    if (known !== null) return ok({ z: known, report: zReportOf(till.db, known.rowId), jobId: null });
    const here = checkHere(till);
    if (!here.ok) return here;
    const moment = {
      identity: till.identity,
      installation: till.installation.numeroInstalacion,
      madeAt: localNow(till),
      madeByName: nameOf(till, cashierId),
      sha256: till.ports.sha256,
    };
    const open = openCashSession(till.db);
    const before = gather(till.db, open, moment);
    if (isEmptyDay(before)) return refuse('nothing_to_close', {});
    const counted = readCount(closing.count, before.parts.floatCents);
    if (!counted.ok) return counted;
    const session = ensureSession(till);
    const head = { id: session.uid, openedAt: session.openedAt, openedHow: session.openedHow };
    const parts = { ...before.parts, session: { ...head, openedByName: session.openedByName } };
    const written = writeZ(till, operationId, { ...before, parts }, counted.value);
    return ok({ ...written, jobId: closing.isPrinted ? queueZPaper(till, written.report, { isCopy: false }) : null });
  });
  // A Z that a disk loses is missed at the next start, as a sale would be.
  if (closed.ok) levelHighWater(till, markOf(till.db, till.installation));
  return closed;
}
