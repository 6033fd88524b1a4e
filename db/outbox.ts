import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type OutboxEvent = {
  readonly installationId: number;
  readonly seq: number;
  readonly type: string;
  /** Row id of what the event tells; null for events without a row. */
  readonly refId: number | null;
  /** JSON of what it tells, for news that have no frozen row; null: it is rebuilt from the row. */
  readonly payload: string | null;
  readonly createdAt: string;
};

type NewEvent = Omit<OutboxEvent, 'seq' | 'payload'> & { readonly payload?: string };

/** Appends the next event of the installation, gap-free; the caller holds the transaction. Returns its seq. */
export function appendEvent(db: WritableDatabase, event: NewEvent): number {
  const seq = lastEventSeq(db, event.installationId) + 1;
  statement(
    db,
    'INSERT INTO outbox (installation_id, seq, type, ref_id, payload, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(event.installationId, seq, event.type, event.refId, event.payload ?? null, event.createdAt);
  return seq;
}

export const lastEventSeq = (db: ReadableDatabase, installationId: number): number =>
  Number(
    statement(db, 'SELECT ifnull(max(seq), 0) FROM outbox WHERE installation_id = +?').pluck().get(installationId),
  );

/** Events of an installation after `seq`, oldest first. */
export const eventsAfter = (db: ReadableDatabase, installationId: number, seq: number, limit: number): OutboxEvent[] =>
  statement(
    db,
    `SELECT installation_id AS installationId, seq, type, ref_id AS refId, payload, created_at AS createdAt
     FROM outbox WHERE installation_id = +? AND seq > +? ORDER BY seq LIMIT ?`,
  ).all(installationId, seq, limit) as OutboxEvent[];
