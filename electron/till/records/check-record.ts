import type { DocumentHeader, DocumentTexts } from '../../../db/documents.ts';
import { taxGroupsOf } from '../../../db/documents.ts';
import type { FiscalRecord } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { type CheckedRecord, type RecordedDocument, recordProblems } from '../../../domain/checks/check-record.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import type { PreviousLink } from '../../../domain/verifactu/encadenamiento.ts';

export type RecordContext = {
  readonly db: ReadableDatabase;
  readonly sha256: Sha256Hex;
  readonly numeroInstalacion: string;
};

/** Compares the stored bytes of a record with its row, its document and the record before. */
export function checkRecord(
  { db, sha256, numeroInstalacion }: RecordContext,
  row: FiscalRecord,
  { header, texts }: { readonly header: DocumentHeader; readonly texts: DocumentTexts },
  previous: PreviousLink | null,
): CheckedRecord {
  const document: RecordedDocument = {
    id: header.uid,
    type: header.type,
    number: header.number,
    issuedAt: header.issuedAt,
    totalCents: header.totalCents,
    taxCents: header.taxCents,
    taxGroups: row.kind === 'alta' ? taxGroupsOf(db, header.rowId) : [],
    issuer: texts.issuer,
  };
  const { position, kind, generatedAt, huella, previousHuella } = row;
  const stated = { numeroInstalacion, position, kind, generatedAt, huella, previousHuella };
  return recordProblems({ ...stated, xml: row.xml.toString('utf8') }, document, previous, sha256);
}
