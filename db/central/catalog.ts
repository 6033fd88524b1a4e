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

/** Call inside a transaction. False: its reference is another product's that central told of too. */
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
  const namesake = findRowByReference(db, reference);
  let id = rowId(db, product.id);
  if (namesake !== null && namesake.id !== id) {
    const isCentrals = statement(db, "SELECT 1 FROM central_keys WHERE kind = 'product' AND key = ?").get(namesake.uid);
    if (id !== null || isCentrals !== undefined) return false;
    takeOver(db, namesake, product.id);
    id = namesake.id;
  }
  if (id === null) id = insertProduct(db, product.id, { reference, ...fields });
  else {
    updateProduct(db, id, fields);
    statement(db, 'UPDATE products SET reference = ? WHERE id = ? AND reference <> ?').run(reference, id, reference);
  }
  statement(db, 'UPDATE products SET active = ? WHERE id = ? AND active <> ?').run(
    product.isActive ? 1 : 0,
    id,
    product.isActive ? 1 : 0,
  );
  writeCodes(db, id, product.codes);
  return true;
}

/** Gone at central: off sale here, because documents name it. */
export function dropProduct(db: WritableDatabase, uid: string): boolean {
  statement(db, 'UPDATE products SET active = 0 WHERE uid = ?').run(uid);
  return true;
}
