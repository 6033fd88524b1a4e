import type { CashMove } from '../../domain/day/types.ts';
import type { Cents } from '../../domain/money.ts';
import type { PaymentMethod } from '../../domain/ticket/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';

export type CashSession = {
  readonly rowId: number;
  readonly uid: string;
  readonly openedAt: string;
  readonly openedHow: 'person' | 'by-itself';
  readonly openedBy: string | null;
  readonly openedByName: string | null;
  readonly floatCents: Cents;
};

const COLUMNS = `id AS rowId, uid, opened_at AS openedAt, opened_how AS openedHow, opened_by AS openedBy,
  opened_by_name AS openedByName, float_cents AS floatCents`;

const session = (row: unknown): CashSession | null => (row as CashSession | undefined) ?? null;

export const openCashSession = (db: ReadableDatabase): CashSession | null =>
  session(statement(db, `SELECT ${COLUMNS} FROM cash_sessions WHERE is_open = 1`).get());

export const cashSessionByUid = (db: ReadableDatabase, uid: string): CashSession | null =>
  session(statement(db, `SELECT ${COLUMNS} FROM cash_sessions WHERE uid = ?`).get(uid));

export function insertCashSession(db: WritableDatabase, opened: Omit<CashSession, 'rowId'>): CashSession {
  const { lastInsertRowid } = statement(
    db,
    `INSERT INTO cash_sessions (uid, opened_at, opened_how, opened_by, opened_by_name, float_cents)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(opened.uid, opened.openedAt, opened.openedHow, opened.openedBy, opened.openedByName, opened.floatCents);
  return { ...opened, rowId: Number(lastInsertRowid) };
}

export function closeCashSession(db: WritableDatabase, rowId: number): void {
  const { changes } = statement(db, 'UPDATE cash_sessions SET is_open = 0 WHERE id = ? AND is_open = 1').run(rowId);
  if (changes !== 1) throw new Error(`cash session ${rowId} was not open`);
}

export type NewCashMove = CashMove & { readonly uid: string; readonly byId: string };

export const isCashMove = (db: ReadableDatabase, uid: string): boolean =>
  statement(db, 'SELECT 1 FROM cash_moves WHERE uid = ?').get(uid) !== undefined;

export function insertCashMove(db: WritableDatabase, sessionId: number, move: NewCashMove): void {
  statement(
    db,
    'INSERT INTO cash_moves (uid, session_id, kind, cents, reason, at, by_id, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(move.uid, sessionId, move.kind, move.cents, move.reason, move.at, move.byId, move.byName);
}

export const cashMovesOf = (db: ReadableDatabase, sessionId: number): CashMove[] =>
  statement(
    db,
    'SELECT kind, cents, reason, at, by_name AS byName FROM cash_moves WHERE session_id = +? ORDER BY id',
  ).all(sessionId) as CashMove[];

export type NewCorrection = {
  readonly uid: string;
  readonly documentId: number;
  readonly position: number;
  readonly from: PaymentMethod;
  readonly to: PaymentMethod;
  readonly cents: Cents;
  readonly reason: string;
  readonly at: string;
  readonly byId: string;
  readonly byName: string;
};

export const isCorrection = (db: ReadableDatabase, uid: string): boolean =>
  statement(db, 'SELECT 1 FROM payment_corrections WHERE uid = ?').get(uid) !== undefined;

export function insertCorrection(db: WritableDatabase, sessionId: number, correction: NewCorrection): void {
  const { uid, documentId, position, from, to, cents, reason, at, byId, byName } = correction;
  statement(
    db,
    `INSERT INTO payment_corrections (uid, session_id, document_id, position, from_method, to_method, cents, reason, at,
       by_id, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(uid, sessionId, documentId, position, from, to, cents, reason, at, byId, byName);
}

/** How a payment was really made; null: as it was issued. */
export const correctedMethod = (db: ReadableDatabase, documentId: number, position: number): PaymentMethod | null =>
  (statement(
    db,
    'SELECT to_method FROM payment_corrections WHERE document_id = +? AND position = +? ORDER BY id DESC LIMIT 1',
  )
    .pluck()
    .get(documentId, position) as PaymentMethod | undefined) ?? null;

/** Cash taken for tickets that are not closed yet, cents, and how many of all kinds are open. */
export type OpenTicketFigures = {
  readonly heldCents: Cents;
  readonly tickets: number;
  /** What a card or a Bizum paid of them already. */
  readonly charged: readonly { readonly method: PaymentMethod; readonly cents: Cents }[];
};

export const openTicketFigures = (db: ReadableDatabase): OpenTicketFigures => ({
  ...(statement(
    db,
    `SELECT (SELECT ifnull(sum(tendered_cents), 0) FROM open_ticket_payments WHERE method = 'cash') AS heldCents,
       (SELECT count(DISTINCT ticket_id) FROM open_ticket_lines) AS tickets`,
  ).get() as { heldCents: Cents; tickets: number }),
  charged: statement(
    db,
    `SELECT method, sum(tendered_cents) AS cents FROM open_ticket_payments WHERE method <> 'cash' GROUP BY method
     ORDER BY method`,
  ).all() as { method: PaymentMethod; cents: Cents }[],
});
