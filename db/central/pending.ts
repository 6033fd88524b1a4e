import { type ReadableDatabase, statement } from '../handles.ts';
import { allInstallations, type Installation } from '../installations.ts';
import { lastEventSeq } from '../outbox.ts';
import { type Ack, readAck } from './acks.ts';

/** An installation as the exchange with central sees it. */
export type SentInstallation = {
  readonly installation: Installation;
  readonly lastSeq: number;
  readonly ack: Ack;
  /** Events of it that central lacks, as its own or as stranded ones. */
  readonly pending: number;
};

/** Oldest first. */
export function sentInstallations(db: ReadableDatabase): SentInstallation[] {
  return allInstallations(db).map((installation) => {
    const lastSeq = lastEventSeq(db, installation.id);
    const ack = readAck(db, installation.id);
    return { installation, lastSeq, ack, pending: pendingOf(lastSeq, ack) };
  });
}

/** In its place up to where the histories part, as stranded ones after that. */
function pendingOf(lastSeq: number, { ackedThrough, divergedSeq, strandedThrough }: Ack): number {
  if (divergedSeq === null) return Math.max(0, lastSeq - ackedThrough);
  const stranded = strandedThrough ?? divergedSeq - 1;
  return Math.max(0, divergedSeq - 1 - ackedThrough) + Math.max(0, lastSeq - stranded);
}

export const countPending = (db: ReadableDatabase, sent = sentInstallations(db)): number =>
  sent.reduce((sum, { pending }) => sum + pending, 0);

/** Local timestamp of the oldest event that central lacks. */
export function oldestPendingAt(db: ReadableDatabase, sent = sentInstallations(db)): string | null {
  const waiting = sent.find(({ pending }) => pending > 0);
  if (waiting === undefined) return null;
  const { installation, ack } = waiting;
  const isInPlace = ack.divergedSeq === null || ack.ackedThrough < ack.divergedSeq - 1;
  const before = isInPlace ? ack.ackedThrough : (ack.strandedThrough ?? (ack.divergedSeq ?? 1) - 1);
  const at = statement(db, 'SELECT created_at FROM outbox WHERE installation_id = ? AND seq = ?')
    .pluck()
    .get(installation.id, before + 1);
  return typeof at === 'string' ? at : null;
}
