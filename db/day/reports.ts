import type { SyncReport } from '../../domain/day/sync-types.ts';
import type { DayReport } from '../../domain/day/types.ts';
import type { Cents } from '../../domain/money.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';

export type ZRow = {
  readonly rowId: number;
  readonly uid: string;
  readonly installationId: number;
  readonly position: number;
  readonly number: string;
  readonly sessionId: number;
  readonly madeAt: string;
  readonly afterDocument: number;
  readonly throughDocument: number;
  readonly throughLog: number;
  readonly totalCents: Cents;
  readonly documents: number;
  readonly differenceCents: Cents;
  readonly leftCents: Cents;
  readonly heldCents: Cents;
  readonly hash: string;
  readonly previousHash: string;
};

/** Without the text of the report, which is thousands of characters. */
const COLUMNS = `id AS rowId, uid, installation_id AS installationId, position, number, session_id AS sessionId,
  made_at AS madeAt, after_document AS afterDocument, through_document AS throughDocument, through_log AS throughLog,
  total_cents AS totalCents, documents, difference_cents AS differenceCents, left_cents AS leftCents,
  held_cents AS heldCents, hash, previous_hash AS previousHash`;

const one = (row: unknown): ZRow | null => (row as ZRow | undefined) ?? null;

/** Of any installation: where the session of now begins. */
export const lastZ = (db: ReadableDatabase): ZRow | null =>
  one(statement(db, `SELECT ${COLUMNS} FROM z_reports ORDER BY id DESC LIMIT 1`).get());

/** The end of the chain of an installation. */
export const lastZOf = (db: ReadableDatabase, installationId: number): ZRow | null =>
  one(
    statement(db, `SELECT ${COLUMNS} FROM z_reports WHERE installation_id = +? ORDER BY position DESC LIMIT 1`).get(
      installationId,
    ),
  );

export const zByUid = (db: ReadableDatabase, uid: string): ZRow | null =>
  one(statement(db, `SELECT ${COLUMNS} FROM z_reports WHERE uid = ?`).get(uid));

/** By its number, or by the digits at its end (`12`), the newest first. */
export function zByNumber(db: ReadableDatabase, number: string): ZRow | null {
  const exact = one(statement(db, `SELECT ${COLUMNS} FROM z_reports WHERE number = ?`).get(number));
  if (exact !== null || !/^\d{1,9}$/.test(number)) return exact;
  return one(
    statement(db, `SELECT ${COLUMNS} FROM z_reports WHERE position = +? ORDER BY id DESC LIMIT 1`).get(Number(number)),
  );
}

/** Newest first, below a row id. */
export const zsBelow = (db: ReadableDatabase, below: number, limit: number): ZRow[] =>
  statement(db, `SELECT ${COLUMNS} FROM z_reports WHERE id < ? ORDER BY id DESC LIMIT ?`).all(below, limit) as ZRow[];

export const allZs = (db: ReadableDatabase): IterableIterator<ZRow & { readonly report: string }> =>
  statement(db, `SELECT ${COLUMNS}, report FROM z_reports ORDER BY installation_id, position`).iterate() as never;

/** Zs that do not begin where the one before ended: documents between them are in none, or in two. */
export const countLooseRanges = (db: ReadableDatabase): number =>
  Number(
    statement(
      db,
      `SELECT count(*) FROM (SELECT after_document, lag(through_document, 1, 0) OVER (ORDER BY id) AS previous
       FROM z_reports) WHERE after_document <> previous`,
    )
      .pluck()
      .get(),
  );

export const zText = (db: ReadableDatabase, rowId: number): string =>
  String(statement(db, 'SELECT report FROM z_reports WHERE id = ?').pluck().get(rowId));

export const zReportOf = (db: ReadableDatabase, rowId: number): DayReport => JSON.parse(zText(db, rowId)) as DayReport;

export function insertZ(db: WritableDatabase, z: Omit<ZRow, 'rowId'> & { readonly report: string }): number {
  return Number(
    statement(
      db,
      `INSERT INTO z_reports (uid, installation_id, position, number, session_id, made_at, after_document,
         through_document, through_log, total_cents, documents, difference_cents, left_cents, held_cents, report, hash,
         previous_hash)
       VALUES (@uid, @installationId, @position, @number, @sessionId, @madeAt, @afterDocument, @throughDocument,
         @throughLog, @totalCents, @documents, @differenceCents, @leftCents, @heldCents, @report, @hash, @previousHash)`,
    ).run(z).lastInsertRowid,
  );
}

export type SyncEdition = { readonly edition: number; readonly madeAt: string; readonly state: SyncReport['state'] };

/** Oldest first. */
export const syncEditions = (db: ReadableDatabase, zRowId: number): SyncEdition[] =>
  statement(db, 'SELECT edition, made_at AS madeAt, state FROM sync_reports WHERE z_id = +? ORDER BY edition').all(
    zRowId,
  ) as SyncEdition[];

/** @param edition null: the newest */
export function syncReportOf(db: ReadableDatabase, zRowId: number, edition: number | null): SyncReport | null {
  const text =
    edition === null
      ? statement(db, 'SELECT report FROM sync_reports WHERE z_id = +? ORDER BY edition DESC LIMIT 1')
          .pluck()
          .get(zRowId)
      : statement(db, 'SELECT report FROM sync_reports WHERE z_id = ? AND edition = ?').pluck().get(zRowId, edition);
  return typeof text === 'string' ? (JSON.parse(text) as SyncReport) : null;
}

export function insertSyncReport(db: WritableDatabase, zRowId: number, report: SyncReport): void {
  statement(db, 'INSERT INTO sync_reports (z_id, edition, made_at, state, report) VALUES (?, ?, ?, ?, ?)').run(
    zRowId,
    report.edition,
    report.madeAt,
    report.state,
    JSON.stringify(report),
  );
}

/** Newest Zs whose last version leaves something open, or that have none. */
export const unsettledZs = (db: ReadableDatabase, limit: number): ZRow[] =>
  statement(
    db,
    `SELECT ${COLUMNS} FROM z_reports z WHERE ifnull((SELECT state FROM sync_reports WHERE z_id = z.id
       ORDER BY edition DESC LIMIT 1), '') <> 'equal' ORDER BY z.id DESC LIMIT ?`,
  ).all(limit) as ZRow[];
