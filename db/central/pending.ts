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
    const through = ack.divergedSeq === null ? ack.ackedThrough : (ack.strandedThrough ?? ack.divergedSeq - 1);
    return { installation, lastSeq, ack, pending: Math.max(0, lastSeq - through) };
  });
}

export const countPending = (db: ReadableDatabase): number =>
  sentInstallations(db).reduce((sum, { pending }) => sum + pending, 0);

/** Local timestamp of the oldest event that central lacks. */
export function oldestPendingAt(db: ReadableDatabase): string | null {
  const waiting = sentInstallations(db).find(({ pending }) => pending > 0);
  if (waiting === undefined) return null;
  const { installation, lastSeq, pending } = waiting;
  const at = statement(db, 'SELECT created_at FROM outbox WHERE installation_id = ? AND seq = ?')
    .pluck()
    .get(installation.id, lastSeq - pending + 1);
  return typeof at === 'string' ? at : null;
}
