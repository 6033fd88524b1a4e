import type { ProductChange } from '../../contracts/sync/changes.ts';
import type { Cents } from '../../domain/money.ts';
import { findRowByReference, insertCode, insertProduct, type ProductRow, updateProduct } from '../catalog/products.ts';
import { statement, type WritableDatabase } from '../handles.ts';

const rowId = (db: WritableDatabase, uid: string): number | null => {
  const id = statement(db, 'SELECT id FROM products WHERE uid = ?').pluck().get(uid);
  return typeof id === 'number' ? id : null;
};

/**
 * Central counts under its own id: a product that this till made under the same reference takes it over. Issued documents
 * keep the one they were issued with.
 */
function takeOver(db: WritableDatabase, { id, uid: before }: ProductRow, uid: string): void {
  const position = statement(db, 'SELECT position FROM favourites WHERE product_uid = ?').pluck().get(before);
  statement(db, 'DELETE FROM favourites WHERE product_uid = ?').run(before);
  statement(db, 'UPDATE products SET uid = ? WHERE id = ?').run(uid, id);
  if (position !== undefined) {
    statement(db, 'INSERT INTO favourites (product_uid, position) VALUES (?, ?)').run(uid, position);
  }
}

/** A code belongs to whom central says: one that moved here leaves the product it was at. */
function writeCodes(db: WritableDatabase, id: number, codes: ProductChange['codes']): void {
  const has = new Set(statement(db, 'SELECT code FROM product_codes WHERE product_id = ?').pluck().all(id) as string[]);
  for (const { code } of codes) {
    if (has.delete(code)) continue;
    statement(db, 'DELETE FROM product_codes WHERE code = ?').run(code);
    insertCode(db, id, codes.find((given) => given.code === code) ?? { code, kind: 'other' });
  }
  for (const code of has) statement(db, 'DELETE FROM product_codes WHERE code = ?').run(code);
}

/** Null: central does not tell of it, or it is written as it came. */
const wantedReference = (db: WritableDatabase, uid: string): string | null =>
  (statement(db, "SELECT raw ->> '$.reference' FROM central_keys WHERE kind = 'product' AND key = ?")
    .pluck()
    .get(uid) as string | null | undefined) ?? null;

const isOfCentral = (db: WritableDatabase, uid: string): boolean =>
  statement(db, "SELECT 1 FROM central_keys WHERE kind = 'product' AND key = ?").get(uid) !== undefined;

/** What stands between a product of central and its reference. */
type Namesake =
  | { readonly is: 'none' | 'stays' }
  /** Made here: it becomes the one of central. Or it waits for another reference, or is gone at central: it gives way. */
  | { readonly is: 'same' | 'gives-way'; readonly row: ProductRow };

function namesakeOf(db: WritableDatabase, { reference }: ProductChange, id: number | null): Namesake {
  const row = findRowByReference(db, reference);
  if (row === null || row.id === id) return { is: 'none' };
  const isCentrals = isOfCentral(db, row.uid);
  if (id === null && !isCentrals) return { is: 'same', row };
  const wanted = wantedReference(db, row.uid);
  const givesWay = isCentrals ? wanted !== null && wanted !== reference : row.active === 0;
  return givesWay ? { is: 'gives-way', row } : { is: 'stays' };
}

/** Whether writeCentralProduct would write all of it. */
export const hasFreeReference = (db: WritableDatabase, product: ProductChange): boolean =>
  namesakeOf(db, product, rowId(db, product.id)).is !== 'stays';

/**
 * Call inside a transaction. False: its reference is another product's. What is here already has everything else, its price
 * before all; a new one is not written, because nothing is without a reference.
 */
export function writeCentralProduct(db: WritableDatabase, product: ProductChange, categoryId: number | null): boolean {
  const fields = {
    name: product.name,
    format: product.format,
    unit: product.unit,
    unitCents: product.unitCents as Cents,
    taxClass: product.taxClass,
    categoryId,
  };
  const { reference } = product;
  let id = rowId(db, product.id);
  const namesake = namesakeOf(db, product, id);
  const isFree = namesake.is !== 'stays';
  if (namesake.is === 'same') {
    takeOver(db, namesake.row, product.id);
    id = namesake.row.id;
  } else if (namesake.is === 'gives-way') {
    // Under its own id until its turn comes: no reference looks like that.
    statement(db, 'UPDATE products SET reference = uid WHERE id = ?').run(namesake.row.id);
  }
  if (id === null) {
    if (!isFree) return false;
    id = insertProduct(db, product.id, { reference, ...fields });
  } else {
    updateProduct(db, id, fields);
    if (isFree) setReference(db, id, reference);
  }
  statement(db, 'UPDATE products SET active = ? WHERE id = ? AND active <> ?').run(
    product.isActive ? 1 : 0,
    id,
    product.isActive ? 1 : 0,
  );
  writeCodes(db, id, product.codes);
  return isFree;
}

function setReference(db: WritableDatabase, id: number, reference: string): void {
  statement(db, 'UPDATE products SET reference = ? WHERE id = ? AND reference <> ?').run(reference, id, reference);
}

/** Gone at central: off sale here, because documents name it. */
export function dropProduct(db: WritableDatabase, uid: string): boolean {
  statement(db, 'UPDATE products SET active = 0 WHERE uid = ?').run(uid);
  return true;
}
