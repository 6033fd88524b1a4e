import { type DocumentHeader, headerByUid, linesOf, paymentsOf, taxGroupsOf, textsOf } from '../../../db/documents.ts';
import { recordsOfDocument } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { documentQrUrl } from '../../../domain/documents/fiscal-record.ts';
import type { IssuedDocument } from '../../../domain/documents/types.ts';

/** The document as it was issued, read back from its rows: what a reprint shows. */
export function readDocument(db: ReadableDatabase, header: DocumentHeader): IssuedDocument {
  const texts = textsOf(db, header.textsId);
  const record = recordsOfDocument(db, header.rowId).find((candidate) => candidate.kind === 'alta');
  if (record === undefined) throw new Error(`document ${header.number} has no record`);
  return {
    id: header.uid,
    type: header.type,
    number: header.number,
    issuedAt: header.issuedAt,
    ...texts,
    cashier: { id: header.cashierId, name: header.cashierName },
    lines: linesOf(db, header.rowId),
    taxGroups: taxGroupsOf(db, header.rowId),
    payments: paymentsOf(db, header.rowId),
    grossCents: header.grossCents,
    discountCents: header.discountCents,
    totalCents: header.totalCents,
    taxCents: header.taxCents,
    changeCents: header.changeCents,
    ticketDiscountReason: header.discountReason,
    qrUrl: documentQrUrl(texts.environment, texts.issuer.taxId, header),
    huella: record.huella,
  };
}

export function findDocument(db: ReadableDatabase, uid: string): IssuedDocument | null {
  const header = headerByUid(db, uid);
  return header === null ? null : readDocument(db, header);
}
