import type { Correction, EarlierChanges } from '../../domain/day/types.ts';
import { type ReadableDatabase, statement } from '../handles.ts';
import { type DocumentRange, METHOD_OF } from './sold.ts';

/** Log entries above `after`, up to `through`. */
export type LogRange = { readonly after: number; readonly through: number };

export type DayLogEntry = {
  readonly kind: string;
  readonly at: string;
  readonly actorName: string;
  /** JSON. */
  readonly detail: string;
};

/** What a day's paper says of the log, in order. */
const KINDS = [
  'line.removed',
  'line.put-back',
  'ticket.dropped',
  'price.overridden',
  'payment.taken-back',
  'document.reprinted',
  'drawer.opened',
];

export const dayLog = (db: ReadableDatabase, { after, through }: LogRange): DayLogEntry[] =>
  statement(
    db,
    `SELECT a.kind, a.at, ifnull(s.name, '') AS actorName, a.detail FROM audit_log a LEFT JOIN staff s ON s.id = a.actor_id
     WHERE a.id > ? AND a.id <= ? AND a.kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')}) ORDER BY a.id`,
  ).all(after, through) as DayLogEntry[];

const CORRECTION = `SELECT d.number, c.from_method AS "from", c.to_method AS "to", c.cents, c.reason, c.at, c.by_name AS byName
  FROM payment_corrections c JOIN documents d ON d.id = c.document_id WHERE c.session_id = ?`;

/** Of documents of the session itself. */
export const correctionsOf = (db: ReadableDatabase, sessionId: number, { after }: DocumentRange): Correction[] =>
  statement(db, `${CORRECTION} AND c.document_id > ? ORDER BY c.id`).all(sessionId, after) as Correction[];

/** To documents of sessions before. */
export const earlierChanges = (
  db: ReadableDatabase,
  sessionId: number,
  { after }: DocumentRange,
  log: LogRange,
): EarlierChanges => ({
  corrections: statement(db, `${CORRECTION} AND c.document_id <= ? ORDER BY c.id`).all(
    sessionId,
    after,
  ) as Correction[],
  annulled: statement(
    db,
    `SELECT d.number, d.total_cents AS cents,
       (SELECT ifnull(sum(p.applied_cents), 0) FROM document_payments p
        WHERE p.document_id = d.id AND ${METHOD_OF} = 'cash') AS cashCents, a.at FROM audit_log a JOIN documents d ON d.number = a.detail ->> '$.number'
     WHERE a.id > ? AND a.id <= ? AND a.kind = 'document.annulled' AND d.id <= ? ORDER BY a.id`,
  ).all(log.after, log.through, after) as EarlierChanges['annulled'],
});
