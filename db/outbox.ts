import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type OutboxEvent = {
  readonly installationId: number;
  readonly seq: number;
  readonly type: string;
  /** Row id of what the event tells; null for events without a row. */
  readonly refId: number | null;
  readonly createdAt: string;
};

/** Appends the next event of the installation, gap-free; the caller holds the transaction. Returns its seq. */
export function appendEvent(db: WritableDatabase, event: Omit<OutboxEvent, 'seq'>): number {
  const seq = lastEventSeq(db, event.installationId) + 1;
  statement(db, 'INSERT INTO outbox (installation_id, seq, type, ref_id, created_at) VALUES (?, ?, ?, ?, ?)').run(
    event.installationId,
    seq,
    event.type,
    event.refId,
    event.createdAt,
  );
  return seq;
}

export const lastEventSeq = (db: ReadableDatabase, installationId: number): number =>
  Number(
    statement(db, 'SELECT ifnull(max(seq), 0) FROM outbox WHERE installation_id = +?').pluck().get(installationId),
  );

/** Events of every installation that central has not acknowledged; nothing acknowledges yet. */
export const countWaitingEvents = (db: ReadableDatabase): number =>
  Number(
    statement(
      db,
      'SELECT ifnull(sum((SELECT max(seq) FROM outbox WHERE installation_id = i.id)), 0) FROM installations i',
    )
      .pluck()
      .get(),
  );
