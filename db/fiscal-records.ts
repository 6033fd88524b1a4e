import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type RecordKind = 'alta' | 'anulacion';

export type FiscalRecord = {
  readonly installationId: number;
  /** 1.. without gaps in the chain of its installation. */
  readonly position: number;
  readonly documentId: number;
  readonly kind: RecordKind;
  readonly generatedAt: string;
  /** Exact UTF-8 bytes of the element, as hashed and as sent. */
  readonly xml: Buffer;
  readonly huella: string;
  /** Empty for the first of a chain. */
  readonly previousHuella: string;
};

/** What the next record links to; the invoice of the previous record (SPEC.md section 7). */
export type ChainTip = {
  readonly position: number;
  readonly huella: string;
  readonly generatedAt: string;
  readonly number: string;
  readonly issuedAt: string;
  /** NIF as the previous document was issued with. */
  readonly issuerTaxId: string;
};

const COLUMNS = `installation_id AS installationId, position, document_id AS documentId, kind, generated_at AS generatedAt,
  xml, huella, previous_huella AS previousHuella`;

export function chainTip(db: ReadableDatabase, installationId: number): ChainTip | null {
  const row = statement(
    db,
    `SELECT r.position, r.huella, r.generated_at AS generatedAt, d.number, d.issued_at AS issuedAt,
       json_extract(t.content, '$.issuer.taxId') AS issuerTaxId
     FROM fiscal_records r JOIN documents d ON d.id = r.document_id JOIN document_texts t ON t.id = d.texts_id
     WHERE r.installation_id = +? ORDER BY r.position DESC LIMIT 1`,
  ).get(installationId);
  return (row as ChainTip | undefined) ?? null;
}

export function insertFiscalRecord(db: WritableDatabase, record: FiscalRecord): void {
  statement(
    db,
    `INSERT INTO fiscal_records (installation_id, position, document_id, kind, generated_at, xml, huella, previous_huella)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    record.installationId,
    record.position,
    record.documentId,
    record.kind,
    record.generatedAt,
    record.xml,
    record.huella,
    record.previousHuella,
  );
}

export const recordsOfDocument = (db: ReadableDatabase, documentId: number): FiscalRecord[] =>
  statement(db, `SELECT ${COLUMNS} FROM fiscal_records WHERE document_id = +? ORDER BY position`).all(
    documentId,
  ) as FiscalRecord[];

export const recordsAfter = (
  db: ReadableDatabase,
  installationId: number,
  position: number,
  limit: number,
): FiscalRecord[] =>
  statement(
    db,
    `SELECT ${COLUMNS} FROM fiscal_records WHERE installation_id = +? AND position > +? ORDER BY position LIMIT ?`,
  ).all(installationId, position, limit) as FiscalRecord[];

/**
 * Records generated within local timestamps [from, before), in order of generation, one at a time: a period may hold
 * more than memory.
 */
export const recordsBetween = (db: ReadableDatabase, from: string, before: string): IterableIterator<FiscalRecord> =>
  db
    .prepare(
      `SELECT ${COLUMNS} FROM fiscal_records WHERE generated_at >= ? AND generated_at < ?
       ORDER BY installation_id, position`,
    )
    .iterate(from, before) as IterableIterator<FiscalRecord>;

/**
 * Records the agency has not accepted yet: shown on the status strip as pending. A chain has no gaps, so its last
 * position is its length; verify holds that against the rows.
 */
export const countUnsentRecords = (db: ReadableDatabase): number =>
  Number(
    statement(
      db,
      `SELECT (SELECT ifnull(sum((SELECT max(position) FROM fiscal_records WHERE installation_id = i.id)), 0) FROM installations i)
         - (SELECT count(*) FROM fiscal_record_states WHERE state IN ('accepted', 'accepted-with-errors'))`,
    )
      .pluck()
      .get(),
  );

/** Of every installation; the last position of a chain is its length. */
export const countRecords = (db: ReadableDatabase): number =>
  Number(
    statement(
      db,
      'SELECT ifnull(sum((SELECT max(position) FROM fiscal_records WHERE installation_id = i.id)), 0) FROM installations i',
    )
      .pluck()
      .get(),
  );
