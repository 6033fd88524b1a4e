import type { DocumentData, DocumentIssuedData, EventData, RecordData } from '../../../contracts/sync/event-data.ts';
import { customerOfDocument } from '../../../db/customers.ts';
import {
  type DocumentHeader,
  headerByRowId,
  linesOf,
  paymentsOf,
  taxGroupsOf,
  textsOf,
} from '../../../db/documents.ts';
import { type FiscalRecord, recordsOfDocument } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { aeatDate } from '../../../domain/time.ts';
import { serialiseAmount } from '../../../domain/verifactu/amount.ts';
import { qrUrl } from '../../../domain/verifactu/qr.ts';

/**
 * Version 1 of what the events of documents tell, from their frozen rows. Frozen itself: the same bytes are built again
 * whenever central asks, years later too, so no field is added, dropped or moved here. Another version is another file.
 */
export function recordData(record: FiscalRecord): RecordData {
  return {
    kind: record.kind,
    position: record.position,
    generatedAt: record.generatedAt,
    xml: record.xml.toString('utf8'),
    huella: record.huella,
    previousHuella: record.previousHuella,
  };
}

function lineData(line: ReturnType<typeof linesOf>[number]): DocumentData['lines'][number] {
  return {
    position: line.position,
    kind: line.kind,
    productId: line.productId,
    code: line.code,
    description: line.description,
    format: line.format,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitCents: line.unitCents,
    listUnitCents: line.listUnitCents,
    rateBp: line.rateBp,
    grossCents: line.grossCents,
    lineDiscountCents: line.lineDiscountCents,
    ticketDiscountCents: line.ticketDiscountCents,
    netCents: line.netCents,
    discountReason: line.discountReason,
  };
}

function groupData({
  treatment,
  ...amounts
}: ReturnType<typeof taxGroupsOf>[number]): DocumentData['taxGroups'][number] {
  return {
    treatment: {
      impuesto: treatment.impuesto,
      claveRegimen: treatment.claveRegimen,
      calificacion: treatment.calificacion,
      rateBp: treatment.rateBp,
      recargoRateBp: treatment.recargoRateBp,
    },
    grossCents: amounts.grossCents,
    baseCents: amounts.baseCents,
    taxCents: amounts.taxCents,
    recargoCents: amounts.recargoCents,
  };
}

function placeData(texts: ReturnType<typeof textsOf>): Pick<DocumentData, 'issuer' | 'shop'> {
  const { issuer, shop } = texts;
  return {
    issuer: {
      name: issuer.name,
      taxId: issuer.taxId,
      address: issuer.address,
      postalCode: issuer.postalCode,
      city: issuer.city,
      province: issuer.province,
      country: issuer.country,
    },
    shop: { name: shop.name, code: shop.code, timeZone: shop.timeZone, taxArea: shop.taxArea },
  };
}

function documentData(db: ReadableDatabase, header: DocumentHeader, alta: FiscalRecord): DocumentData {
  const texts = textsOf(db, header.textsId);
  return {
    id: header.uid,
    type: header.type,
    environment: texts.environment,
    number: header.number,
    issuedAt: header.issuedAt,
    ...placeData(texts),
    tillCode: texts.tillCode,
    cashier: { id: header.cashierId, name: header.cashierName },
    lines: linesOf(db, header.rowId).map(lineData),
    taxGroups: taxGroupsOf(db, header.rowId).map(groupData),
    payments: paymentsOf(db, header.rowId).map(({ position, method, tenderedCents, appliedCents }) => ({
      position,
      method,
      tenderedCents,
      appliedCents,
    })),
    grossCents: header.grossCents,
    discountCents: header.discountCents,
    totalCents: header.totalCents,
    taxCents: header.taxCents,
    changeCents: header.changeCents,
    ticketDiscountReason: header.discountReason,
    footer: texts.footer,
    qrUrl: qrUrlOf(texts.environment, header, texts.issuer.taxId),
    huella: alta.huella,
  };
}

const qrUrlOf = (environment: DocumentData['environment'], header: DocumentHeader, nif: string): string =>
  qrUrl(environment, 'verifactu', {
    nif,
    numSerie: header.number,
    fecha: aeatDate(header.issuedAt),
    importe: serialiseAmount(header.totalCents),
  });

export type IssuedRows = { readonly header: DocumentHeader; readonly data: DocumentIssuedData };

/** @throws Error when the rows are not there: issued documents are never deleted, so the file is damaged. */
export function documentIssued(db: ReadableDatabase, documentId: number): IssuedRows {
  const header = headerByRowId(db, documentId);
  const alta = recordsOfDocument(db, documentId).find(({ kind }) => kind === 'alta');
  if (header === null || alta === undefined) throw new Error(`document of row ${documentId} is not whole`);
  return {
    header,
    data: {
      document: documentData(db, header, alta),
      digest: header.digest,
      customerId: customerOfDocument(db, documentId),
      record: recordData(alta),
    },
  };
}

/** @throws Error as documentIssued. */
export function documentAnnulled(db: ReadableDatabase, documentId: number): EventData<'document.annulled'> {
  const header = headerByRowId(db, documentId);
  const record = recordsOfDocument(db, documentId).find(({ kind }) => kind === 'anulacion');
  if (header === null || record === undefined) throw new Error(`annulment of row ${documentId} is not whole`);
  return { documentId: header.uid, number: header.number, record: recordData(record) };
}
