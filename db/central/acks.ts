import type { SeriesStand } from '../../contracts/sync/values.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';

/** How far central has an installation. */
export type Ack = {
  readonly ackedThrough: number;
  /** Of the line with that seq; empty for 0. */
  readonly lastEventHash: string;
  /** Own stands after that event. */
  readonly ownSeries: readonly SeriesStand[];
  /** As central said them. */
  readonly centralSeries: readonly SeriesStand[];
  readonly divergedSeq: number | null;
  readonly strandedThrough: number | null;
};

export const NO_ACK: Ack = {
  ackedThrough: 0,
  lastEventHash: '',
  ownSeries: [],
  centralSeries: [],
  divergedSeq: null,
  strandedThrough: null,
};

type AckRow = Omit<Ack, 'centralSeries' | 'ownSeries'> & { centralSeries: string };

export function readAck(db: ReadableDatabase, installationId: number): Ack {
  const row = statement(
    db,
    `SELECT acked_through AS ackedThrough, last_event_hash AS lastEventHash, central_series AS centralSeries,
       diverged_seq AS divergedSeq, stranded_through AS strandedThrough
     FROM central_acks WHERE installation_id = ?`,
  ).get(installationId) as AckRow | undefined;
  if (row === undefined) return NO_ACK;
  return {
    ...row,
    ownSeries: checkpointBefore(db, installationId, row.ackedThrough).series,
    centralSeries: JSON.parse(row.centralSeries) as SeriesStand[],
  };
}

export function writeAck(db: WritableDatabase, installationId: number, ack: Omit<Ack, 'ownSeries'>): void {
  statement(
    db,
    `INSERT OR REPLACE INTO central_acks (installation_id, acked_through, last_event_hash, central_series, diverged_seq,
       stranded_through) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    installationId,
    ack.ackedThrough,
    ack.lastEventHash,
    JSON.stringify(ack.centralSeries),
    ack.divergedSeq,
    ack.strandedThrough,
  );
}

/** Another central holds nothing of ours: everything is compared again from the first event. */
export function forgetAcks(db: WritableDatabase): void {
  statement(db, 'DELETE FROM central_acks').run();
  statement(db, 'DELETE FROM central_rejected').run();
}

/** A place from which lines can be rebuilt: after the event with `seq`. */
export type Checkpoint = {
  readonly seq: number;
  readonly eventHash: string;
  readonly series: readonly SeriesStand[];
};

/** The last one at or before `seq`; the beginning when there is none. */
export function checkpointBefore(db: ReadableDatabase, installationId: number, seq: number): Checkpoint {
  const row = statement(
    db,
    `SELECT seq, event_hash AS eventHash, series FROM central_checkpoints
     WHERE installation_id = +? AND seq <= +? ORDER BY seq DESC LIMIT 1`,
  ).get(installationId, seq) as { seq: number; eventHash: string; series: string } | undefined;
  if (row === undefined) return { seq: 0, eventHash: '', series: [] };
  return { ...row, series: JSON.parse(row.series) as SeriesStand[] };
}

/** One in this many events is kept for good; between them only the newest. */
export const CHECKPOINT_EVERY = 1000;

/** Keeps `point` and lets those go that lie in its thousand before it. */
export function writeCheckpoint(db: WritableDatabase, installationId: number, point: Checkpoint): void {
  const thousand = Math.floor(point.seq / CHECKPOINT_EVERY) * CHECKPOINT_EVERY;
  statement(db, 'DELETE FROM central_checkpoints WHERE installation_id = ? AND seq > ? AND seq < ?').run(
    installationId,
    thousand,
    point.seq,
  );
  statement(
    db,
    'INSERT OR REPLACE INTO central_checkpoints (installation_id, seq, event_hash, series) VALUES (?, ?, ?, ?)',
  ).run(installationId, point.seq, point.eventHash, JSON.stringify(point.series));
}

export type Rejected = {
  readonly installationId: number;
  readonly seq: number;
  readonly code: string;
  readonly detail: string;
  readonly number: string | null;
};

export function writeRejected(db: WritableDatabase, rejected: Rejected): void {
  statement(
    db,
    `INSERT INTO central_rejected (installation_id, seq, code, detail, number) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET code = excluded.code, detail = excluded.detail,
       number = ifnull(excluded.number, central_rejected.number)`,
  ).run(rejected.installationId, rejected.seq, rejected.code, rejected.detail, rejected.number);
}

export const clearRejected = (db: WritableDatabase): void => {
  statement(db, 'DELETE FROM central_rejected').run();
};

export const countRejected = (db: ReadableDatabase): number =>
  Number(statement(db, 'SELECT count(*) FROM central_rejected').pluck().get());

export const listRejected = (db: ReadableDatabase, limit: number): (Rejected & { readonly installation: string })[] =>
  statement(
    db,
    `SELECT r.installation_id AS installationId, i.numero_instalacion AS installation, r.seq, r.code, r.detail, r.number
     FROM central_rejected r JOIN installations i ON i.id = r.installation_id
     ORDER BY r.installation_id, r.seq LIMIT ?`,
  ).all(limit) as (Rejected & { readonly installation: string })[];
