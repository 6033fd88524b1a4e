import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';

/** Where central is and what was agreed with it. The token is kept elsewhere (electron/sync/token-file.ts). */
export type Pairing = {
  readonly url: string;
  /** SHA-256 of central's certificate, hexadecimal; null for plain HTTP on loopback. */
  readonly fingerprint: string | null;
  readonly tillId: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly pairedAt: string;
  readonly epoch: string;
  /** Changes up to this version are applied. */
  readonly cursor: number;
  /** Code of what hinders the exchange; null: the last one was in order. */
  readonly problem: string | null;
  readonly problemSinceMs: number | null;
  readonly lastContactMs: number | null;
  /** Central's clock minus ours, milliseconds. */
  readonly clockDifferenceMs: number | null;
};

export function readPairing(db: ReadableDatabase): Pairing | null {
  const row = statement(
    db,
    `SELECT url, fingerprint, till_id AS tillId, company_id AS companyId, company_name AS companyName,
       paired_at AS pairedAt, epoch, cursor, problem, problem_since_ms AS problemSinceMs,
       last_contact_ms AS lastContactMs, clock_difference_ms AS clockDifferenceMs
     FROM central_pairing`,
  ).get();
  return (row as Pairing | undefined) ?? null;
}

type NewPairing = Pick<
  Pairing,
  | 'url'
  | 'fingerprint'
  | 'tillId'
  | 'companyId'
  | 'companyName'
  | 'pairedAt'
  | 'epoch'
  | 'lastContactMs'
  | 'clockDifferenceMs'
>;

/**
 * In place of whatever was there. The cursor stays with the same company and epoch: what it told is still here; another one
 * tells everything anew.
 */
export function writePairing(db: WritableDatabase, next: NewPairing): void {
  const before = readPairing(db);
  const isSame = before?.companyId === next.companyId && before.epoch === next.epoch;
  statement(
    db,
    `INSERT OR REPLACE INTO central_pairing (id, url, fingerprint, till_id, company_id, company_name, paired_at, epoch,
       cursor, last_contact_ms, clock_difference_ms) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    next.url,
    next.fingerprint,
    next.tillId,
    next.companyId,
    next.companyName,
    next.pairedAt,
    next.epoch,
    isSame ? before.cursor : 0,
    next.lastContactMs,
    next.clockDifferenceMs,
  );
}

export function deletePairing(db: WritableDatabase): void {
  statement(db, 'DELETE FROM central_pairing').run();
}

export function writeCursor(db: WritableDatabase, epoch: string, cursor: number): void {
  statement(db, 'UPDATE central_pairing SET epoch = ?, cursor = ?').run(epoch, cursor);
}

/** Central answered, and its clock said `clockDifferenceMs` more than ours. What hinders the exchange may still do so. */
export function noteContact(db: WritableDatabase, nowMs: number, clockDifferenceMs: number): void {
  statement(db, 'UPDATE central_pairing SET last_contact_ms = ?, clock_difference_ms = ?').run(
    nowMs,
    clockDifferenceMs,
  );
}

export function clearProblem(db: WritableDatabase): void {
  statement(db, 'UPDATE central_pairing SET problem = NULL, problem_since_ms = NULL WHERE problem IS NOT NULL').run();
}

/** The first of a row of failures is since when. */
export function noteProblem(db: WritableDatabase, code: string, nowMs: number): void {
  statement(
    db,
    'UPDATE central_pairing SET problem = ?, problem_since_ms = ifnull(problem_since_ms, ?) WHERE problem IS NOT ?',
  ).run(code, nowMs, code);
}
