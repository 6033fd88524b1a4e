import { trimCode, zeroVariants } from '../../domain/catalog/codes.ts';
import { searchText } from '../../domain/catalog/search-text.ts';
import type { Product, ProductCode } from '../../domain/catalog/types.ts';
import type { Cents } from '../../domain/money.ts';
import type { TaxClass } from '../../domain/tax/types.ts';
import type { SaleUnit } from '../../domain/ticket/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';
import { indexText, unindexText } from './search-index.ts';

export const PRODUCT_COLUMNS =
  'p.id, p.uid, p.reference, p.name, p.format, p.unit, p.unit_cents, p.tax_class, p.category_id, p.active';

export type ProductRow = {
  readonly id: number;
  readonly uid: string;
  readonly reference: string;
  readonly name: string;
  readonly format: string | null;
  readonly unit: SaleUnit;
  readonly unit_cents: number;
  readonly tax_class: TaxClass;
  readonly category_id: number | null;
  readonly active: number;
};

export const toProduct = (row: ProductRow): Product => ({
  uid: row.uid,
  reference: row.reference,
  name: row.name,
  format: row.format,
  unit: row.unit,
  unitCents: row.unit_cents as Cents,
  taxClass: row.tax_class,
  categoryId: row.category_id,
  isActive: row.active === 1,
});

const byReference = `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.reference = ?`;
const byShortReference = `SELECT ${PRODUCT_COLUMNS} FROM products p
  WHERE p.reference GLOB '0*' AND ltrim(p.reference, '0') = ? LIMIT 2`;

const byId = `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.id = ?`;

function rowOfCode(db: ReadableDatabase, code: string): ProductRow | null {
  const id = ownerOfCode(db, code);
  return id === null ? null : (statement(db, byId).get(id) as ProductRow);
}

function onlyRow(db: ReadableDatabase, sql: string, key: string): ProductRow | null {
  const rows = statement(db, sql).all(key) as ProductRow[];
  // Two references that differ only in zeros: which one was meant is not known, so neither is.
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/**
 * The product that is for sale under a scanned or typed code: the code itself, the same GTIN with or without leading
 * zeros, or the reference as short code (zeros in front need not be typed). Null for anything else, never a neighbour.
 */
export function findProductByCode(db: ReadableDatabase, code: string): Product | null {
  const exact = trimCode(code);
  if (exact === '') return null;
  const row =
    rowOfCode(db, exact) ??
    zeroVariants(exact).reduce<ProductRow | null>((found, variant) => found ?? rowOfCode(db, variant), null) ??
    onlyRow(db, byReference, exact) ??
    (/^[1-9]\d*$/.test(exact) ? onlyRow(db, byShortReference, exact) : null);
  return row === null || row.active === 0 ? null : toProduct(row);
}

export function findProductByUid(db: ReadableDatabase, uid: string): Product | null {
  const row = statement(db, `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.uid = ?`).get(uid);
  return row === undefined ? null : toProduct(row as ProductRow);
}

/** The product that was added last. */
export function newestProduct(db: ReadableDatabase): Product | null {
  const row = statement(db, `SELECT ${PRODUCT_COLUMNS} FROM products p ORDER BY p.id DESC LIMIT 1`).get();
  return row === undefined ? null : toProduct(row as ProductRow);
}

export function productOfRow(db: ReadableDatabase, id: number): Product | null {
  const row = statement(db, byId).get(id) as ProductRow | undefined;
  return row === undefined ? null : toProduct(row);
}

/** With its row id, whether for sale or not; for the import. */
export function findRowByReference(db: ReadableDatabase, reference: string): ProductRow | null {
  return (statement(db, byReference).get(reference) as ProductRow | undefined) ?? null;
}

export function productCodes(db: ReadableDatabase, uid: string): ProductCode[] {
  return statement(
    db,
    `SELECT c.code, c.kind FROM product_codes c JOIN products p ON p.id = c.product_id WHERE p.uid = ? ORDER BY c.code`,
  ).all(uid) as ProductCode[];
}

/** Row id of the product that has `code`, for sale or not. One table: a join costs five times as much, twice per row. */
export function ownerOfCode(db: ReadableDatabase, code: string): number | null {
  const id = statement(db, 'SELECT product_id FROM product_codes WHERE code = ?').pluck().get(code);
  return id === undefined ? null : Number(id);
}

export function referenceOfRow(db: ReadableDatabase, id: number): string {
  return String(statement(db, 'SELECT reference FROM products WHERE id = ?').pluck().get(id));
}

const ofCategory = `SELECT ${PRODUCT_COLUMNS} FROM products p
  WHERE p.category_id IN (SELECT id FROM categories WHERE id = ? OR parent_id = ?) AND p.active = 1
  ORDER BY p.search_text, p.id LIMIT ? OFFSET ?`;
const ofNoCategory = `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.category_id IS NULL AND p.active = 1
  ORDER BY p.search_text, p.id LIMIT ? OFFSET ?`;

/**
 * Products for sale of a category and of those below it (null: without category), in the order of a shelf list: by name
 * without case and accents.
 */
export function productsOfCategory(
  db: ReadableDatabase,
  categoryId: number | null,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Product[] {
  const rows =
    categoryId === null
      ? statement(db, ofNoCategory).all(limit, offset)
      : statement(db, ofCategory).all(categoryId, categoryId, limit, offset);
  return (rows as ProductRow[]).map(toProduct);
}

/** How many products for sale each category holds itself; null: those without one. */
export function countByCategory(db: ReadableDatabase): ReadonlyMap<number | null, number> {
  const rows = statement(db, 'SELECT category_id, count(*) FROM products WHERE active = 1 GROUP BY category_id')
    .raw()
    .all() as [number | null, number][];
  return new Map(rows);
}

/** The next reference of a product made at the till without one: M1, M2 ... */
export function nextOwnReference(db: ReadableDatabase): string {
  const last = statement(
    db,
    `SELECT max(CAST(substr(reference, 2) AS INTEGER)) FROM products
     WHERE reference GLOB 'M[0-9]*' AND NOT reference GLOB 'M*[^0-9]*'`,
  )
    .pluck()
    .get();
  return `M${Number(last ?? 0) + 1}`;
}

export function countProducts(db: ReadableDatabase): number {
  return Number(statement(db, 'SELECT count(*) FROM products').pluck().get());
}

export type ProductFields = Omit<Product, 'uid' | 'isActive'>;

/** Inserts the product and its search rows: call inside a transaction. Returns its row id. */
export function insertProduct(db: WritableDatabase, uid: string, fields: ProductFields): number {
  const text = searchText(fields.name, fields.format);
  const { lastInsertRowid } = statement(
    db,
    `INSERT INTO products (uid, reference, name, format, unit, unit_cents, tax_class, category_id, search_text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    uid,
    fields.reference,
    fields.name,
    fields.format,
    fields.unit,
    fields.unitCents,
    fields.taxClass,
    fields.categoryId,
    text,
  );
  const id = Number(lastInsertRowid);
  indexText(db, id, text);
  return id;
}

/** Writes every field but the reference, and the search rows if the words changed: call inside a transaction. */
export function updateProduct(db: WritableDatabase, id: number, fields: Omit<ProductFields, 'reference'>): void {
  const text = searchText(fields.name, fields.format);
  const before = statement(db, 'SELECT search_text FROM products WHERE id = ?').pluck().get(id);
  if (before !== text) {
    unindexText(db, id, String(before));
    indexText(db, id, text);
  }
  statement(
    db,
    `UPDATE products SET name = ?, format = ?, unit = ?, unit_cents = ?, tax_class = ?, category_id = ?, search_text = ?
     WHERE id = ?`,
  ).run(fields.name, fields.format, fields.unit, fields.unitCents, fields.taxClass, fields.categoryId, text, id);
}

/** Takes a product off sale or puts it back; its documents and codes stay. */
export function setProductActive(db: WritableDatabase, uid: string, isActive: boolean): boolean {
  return statement(db, 'UPDATE products SET active = ? WHERE uid = ?').run(isActive ? 1 : 0, uid).changes === 1;
}

/** @throws SqliteError when the code belongs to another product: check with ownerOfCode in the same transaction. */
export function insertCode(db: WritableDatabase, productId: number, { code, kind }: ProductCode): void {
  statement(db, 'INSERT INTO product_codes (code, product_id, kind) VALUES (?, ?, ?)').run(code, productId, kind);
}
