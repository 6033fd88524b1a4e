import { correctionsOf, dayLog, earlierChanges } from '../../../db/day/logged.ts';
import { lastZ } from '../../../db/day/reports.ts';
import { seriesTotals } from '../../../db/day/series.ts';
import { type CashSession, cashMovesOf, openTicketFigures } from '../../../db/day/sessions.ts';
import { type DocumentRange, firstIssuedAfter, lastDocumentRow, lastLogRow, soldSums } from '../../../db/day/sold.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import type { Identity } from '../../../db/identity.ts';
import { loggedFigures } from '../../../domain/day/logged.ts';
import type { ReportParts } from '../../../domain/day/report.ts';
import type { SessionHead } from '../../../domain/day/types.ts';
import { type Cents, ZERO_CENTS } from '../../../domain/money.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';

/** Where the session of now begins: with the last Z, or with the shop. */
export type DayStart = {
  readonly afterDocument: number;
  readonly afterLog: number;
  /** What was left in the drawer; null before the first Z. */
  readonly leftCents: Cents | null;
  readonly heldCents: Cents;
};

export function dayStart(db: ReadableDatabase): DayStart {
  const z = lastZ(db);
  return {
    afterDocument: z?.throughDocument ?? 0,
    afterLog: z?.throughLog ?? 0,
    leftCents: z?.leftCents ?? null,
    heldCents: z?.heldCents ?? ZERO_CENTS,
  };
}

/** The session as it would be written down now, had nobody opened it. */
export const byItself = (db: ReadableDatabase, start: DayStart, now: string): Omit<CashSession, 'rowId' | 'uid'> => ({
  openedAt: firstIssuedAfter(db, start.afterDocument) ?? now,
  openedHow: 'by-itself',
  openedBy: null,
  openedByName: null,
  floatCents: start.leftCents ?? ZERO_CENTS,
});

export type Moment = {
  readonly identity: Identity;
  /** NumeroInstalacion. */
  readonly installation: string;
  readonly madeAt: string;
  readonly madeByName: string | null;
  readonly sha256: Sha256Hex;
};

export type Gathered = {
  readonly parts: ReportParts;
  readonly range: DocumentRange;
  readonly throughLog: number;
  readonly seriesIds: ReadonlyMap<string, number>;
};

/** Everything a paper of the session says. The caller holds a transaction, or does not mind a sale in between. */
export function gather(db: ReadableDatabase, session: CashSession | null, moment: Moment): Gathered {
  const { identity, madeAt } = moment;
  const start = dayStart(db);
  const range = { after: start.afterDocument, through: lastDocumentRow(db) };
  const log = { after: start.afterLog, through: lastLogRow(db) };
  const series = seriesTotals(db, range, moment.sha256);
  const open = openTicketFigures(db);
  // No row has the id 0: nothing was moved or corrected in a session that is not written down yet.
  const sessionId = session?.rowId ?? 0;
  const opened = session ?? { uid: '', ...byItself(db, start, madeAt) };
  const { name, taxId } = identity.issuer;
  const { shop } = identity;
  const parts: ReportParts = {
    madeAt,
    madeByName: moment.madeByName,
    environment: identity.environment,
    issuer: { name, taxId },
    shop: { name: shop.name, code: shop.code, taxArea: shop.taxArea },
    tillCode: identity.tillCode,
    installation: moment.installation,
    session: headOf(opened),
    sold: {
      ...soldSums(db, range),
      series: series.map(({ seriesId: _seriesId, ...total }) => total),
      corrections: correctionsOf(db, sessionId, range),
    },
    logged: loggedFigures(dayLog(db, log)),
    earlier: earlierChanges(db, sessionId, range, log),
    moves: cashMovesOf(db, sessionId),
    openTickets: open.tickets,
    openCharged: open.charged,
    floatCents: opened.floatCents,
    heldBeforeCents: start.heldCents,
    heldCents: open.heldCents,
  };
  return {
    parts,
    range,
    throughLog: log.through,
    seriesIds: new Map(series.map(({ code, seriesId }) => [code, seriesId])),
  };
}

const headOf = (opened: Omit<CashSession, 'rowId'>): SessionHead => ({
  id: opened.uid,
  openedAt: opened.openedAt,
  openedHow: opened.openedHow,
  openedByName: opened.openedByName,
});

/** Whether anything happened that a Z would tell. */
export const isEmptyDay = ({ parts, range }: Gathered): boolean =>
  range.through === range.after && parts.moves.length === 0 && parts.session.id === '';
