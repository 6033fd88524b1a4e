import { hash } from 'node:crypto';
import { type DigestedDocument, digestText } from '../domain/documents/digest.ts';
import type {
  DocumentLine,
  DocumentPayment,
  DocumentType,
  Environment,
  IssuedDocument,
  Issuer,
  Shop,
} from '../domain/documents/types.ts';
import type { Cents, RateBp } from '../domain/money.ts';
import type { TaxGroup } from '../domain/tax/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

/** What a document shows besides its amounts; stored once per wording, referred to by every document that shows it. */
export type DocumentTexts = {
  readonly environment: Environment;
  readonly issuer: Issuer;
  readonly shop: Shop;
  readonly tillCode: string;
  readonly footer: string;
};

export type DocumentPlace = {
  readonly installationId: number;
  readonly seriesId: number;
  readonly sequence: number;
};

function textsId(db: WritableDatabase, texts: DocumentTexts): number {
  const content = JSON.stringify(texts);
  const found = statement(db, 'SELECT id FROM document_texts WHERE content = ?').pluck().get(content);
  if (typeof found === 'number') return found;
  return Number(statement(db, 'INSERT INTO document_texts (content) VALUES (?)').run(content).lastInsertRowid);
}

/** SHA-256 of everything the paper shows, in lower-case hexadecimal digits. */
export const documentDigest = (document: DigestedDocument): string => hash('sha256', digestText(document), 'hex');

/** Inserts header, lines, tax groups and payments; the caller holds the sale's transaction. Returns the row id. */
export function insertDocument(db: WritableDatabase, document: IssuedDocument, place: DocumentPlace): number {
  const { environment, issuer, shop, tillCode, footer } = document;
  const id = Number(
    statement(
      db,
      `INSERT INTO documents (uid, installation_id, series_id, sequence, number, type, issued_at, cashier_id,
         cashier_name, texts_id, gross_cents, discount_cents, total_cents, tax_cents, change_cents, discount_reason,
         digest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      document.id,
      place.installationId,
      place.seriesId,
      place.sequence,
      document.number,
      document.type,
      document.issuedAt,
      document.cashier.id,
      document.cashier.name,
      textsId(db, { environment, issuer, shop, tillCode, footer }),
      document.grossCents,
      document.discountCents,
      document.totalCents,
      document.taxCents,
      document.changeCents,
      document.ticketDiscountReason,
      documentDigest(document),
    ).lastInsertRowid,
  );
  insertLines(db, id, document.lines);
  insertTaxGroups(db, id, document.taxGroups);
  insertPayments(db, id, document.payments);
  return id;
}

function insertLines(db: WritableDatabase, id: number, lines: readonly DocumentLine[]): void {
  const insert = statement(
    db,
    `INSERT INTO document_lines (document_id, position, kind, product_uid, code, description, format, unit,
       quantity_milli, unit_cents, list_unit_cents, rate_bp, gross_cents, line_discount_cents, ticket_discount_cents,
       net_cents, discount_reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const line of lines) {
    insert.run(
      id,
      line.position,
      line.kind,
      line.productId,
      line.code,
      line.description,
      line.format,
      line.unit,
      line.quantityMilli,
      line.unitCents,
      line.listUnitCents,
      line.rateBp,
      line.grossCents,
      line.lineDiscountCents,
      line.ticketDiscountCents,
      line.netCents,
      line.discountReason,
    );
  }
}

function insertTaxGroups(db: WritableDatabase, id: number, groups: readonly TaxGroup[]): void {
  const insert = statement(
    db,
    `INSERT INTO document_tax_groups (document_id, position, impuesto, clave_regimen, calificacion, rate_bp,
       recargo_rate_bp, gross_cents, base_cents, tax_cents, recargo_cents)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  groups.forEach((group, index) => {
    const { impuesto, claveRegimen, calificacion, rateBp, recargoRateBp } = group.treatment;
    insert.run(
      id,
      index + 1,
      impuesto,
      claveRegimen,
      calificacion,
      rateBp,
      recargoRateBp,
      group.grossCents,
      group.baseCents,
      group.taxCents,
      group.recargoCents,
    );
  });
}

function insertPayments(db: WritableDatabase, id: number, payments: readonly DocumentPayment[]): void {
  const insert = statement(
    db,
    'INSERT INTO document_payments (document_id, position, method, tendered_cents, applied_cents) VALUES (?, ?, ?, ?, ?)',
  );
  for (const payment of payments) {
    insert.run(id, payment.position, payment.method, payment.tenderedCents, payment.appliedCents);
  }
}

export type DocumentHeader = {
  readonly rowId: number;
  readonly uid: string;
  readonly installationId: number;
  readonly seriesId: number;
  readonly sequence: number;
  readonly number: string;
  readonly type: DocumentType;
  readonly issuedAt: string;
  readonly cashierId: string;
  readonly cashierName: string;
  readonly textsId: number;
  readonly grossCents: Cents;
  readonly discountCents: Cents;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly changeCents: Cents;
  readonly discountReason: string | null;
  readonly digest: string;
};

export const HEADER_COLUMNS = `id AS rowId, uid, installation_id AS installationId, series_id AS seriesId, sequence, number, type,
  issued_at AS issuedAt, cashier_id AS cashierId, cashier_name AS cashierName, texts_id AS textsId,
  gross_cents AS grossCents, discount_cents AS discountCents, total_cents AS totalCents, tax_cents AS taxCents,
  change_cents AS changeCents, discount_reason AS discountReason, digest`;

const one = (row: unknown): DocumentHeader | null => (row as DocumentHeader | undefined) ?? null;

export const headerByUid = (db: ReadableDatabase, uid: string): DocumentHeader | null =>
  one(statement(db, `SELECT ${HEADER_COLUMNS} FROM documents WHERE uid = ?`).get(uid));

export const headerByNumber = (db: ReadableDatabase, number: string): DocumentHeader | null =>
  one(statement(db, `SELECT ${HEADER_COLUMNS} FROM documents WHERE number = ?`).get(number));

export const headerByRowId = (db: ReadableDatabase, rowId: number): DocumentHeader | null =>
  one(statement(db, `SELECT ${HEADER_COLUMNS} FROM documents WHERE id = ?`).get(rowId));

export const lastHeader = (db: ReadableDatabase): DocumentHeader | null =>
  one(statement(db, `SELECT ${HEADER_COLUMNS} FROM documents ORDER BY id DESC LIMIT 1`).get());

/** Local timestamp of the newest document of any installation. */
export const lastIssuedAt = (db: ReadableDatabase): string | null =>
  (statement(db, 'SELECT issued_at FROM documents ORDER BY id DESC LIMIT 1').pluck().get() as string | undefined) ??
  null;

/** Local timestamp of the oldest document of any installation. */
export const firstIssuedAt = (db: ReadableDatabase): string | null =>
  (statement(db, 'SELECT issued_at FROM documents ORDER BY id LIMIT 1').pluck().get() as string | undefined) ?? null;

/** By the counters of the series, which verify holds against the rows: counting a million rows of a cold file takes seconds. */
export const countDocuments = (db: ReadableDatabase): number =>
  Number(statement(db, 'SELECT ifnull(sum(last_sequence), 0) FROM series').pluck().get());

export const linesOf = (db: ReadableDatabase, rowId: number): DocumentLine[] =>
  statement(
    db,
    `SELECT position, kind, product_uid AS productId, code, description, format, unit, quantity_milli AS quantityMilli,
       unit_cents AS unitCents, list_unit_cents AS listUnitCents, rate_bp AS rateBp, gross_cents AS grossCents,
       line_discount_cents AS lineDiscountCents, ticket_discount_cents AS ticketDiscountCents, net_cents AS netCents,
       discount_reason AS discountReason
     FROM document_lines WHERE document_id = +? ORDER BY position`,
  ).all(rowId) as DocumentLine[];

type GroupRow = {
  impuesto: '01' | '02' | '03';
  claveRegimen: string;
  calificacion: 'S1';
  rateBp: RateBp;
  recargoRateBp: RateBp | null;
  grossCents: Cents;
  baseCents: Cents;
  taxCents: Cents;
  recargoCents: Cents;
};

export function taxGroupsOf(db: ReadableDatabase, rowId: number): TaxGroup[] {
  const rows = statement(
    db,
    `SELECT impuesto, clave_regimen AS claveRegimen, calificacion, rate_bp AS rateBp, recargo_rate_bp AS recargoRateBp,
       gross_cents AS grossCents, base_cents AS baseCents, tax_cents AS taxCents, recargo_cents AS recargoCents
     FROM document_tax_groups WHERE document_id = +? ORDER BY position`,
  ).all(rowId) as GroupRow[];
  return rows.map(({ impuesto, claveRegimen, calificacion, rateBp, recargoRateBp, ...amounts }) => ({
    treatment: { impuesto, claveRegimen, calificacion, rateBp, recargoRateBp },
    ...amounts,
  }));
}

export const paymentsOf = (db: ReadableDatabase, rowId: number): DocumentPayment[] =>
  statement(
    db,
    `SELECT position, method, tendered_cents AS tenderedCents, applied_cents AS appliedCents
     FROM document_payments WHERE document_id = +? ORDER BY position`,
  ).all(rowId) as DocumentPayment[];

export function textsOf(db: ReadableDatabase, textsRowId: number): DocumentTexts {
  const content = statement(db, 'SELECT content FROM document_texts WHERE id = ?').pluck().get(textsRowId);
  return JSON.parse(String(content)) as DocumentTexts;
}
