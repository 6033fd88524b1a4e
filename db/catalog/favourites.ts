import type { Product } from '../../domain/catalog/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';
import { PRODUCT_COLUMNS, type ProductRow, toProduct } from './products.ts';

/** Those that are for sale, in the order in which they were chosen. */
export const listFavourites = (db: ReadableDatabase): Product[] =>
  (
    statement(
      db,
      `SELECT ${PRODUCT_COLUMNS} FROM favourites f JOIN products p ON p.uid = f.product_uid
       WHERE p.active = 1 ORDER BY f.position`,
    ).all() as ProductRow[]
  ).map(toProduct);

export const favouriteUids = (db: ReadableDatabase): ReadonlySet<string> =>
  new Set(statement(db, 'SELECT product_uid FROM favourites').pluck().all() as string[]);

/** At the end; one that is there stays in its place. */
export function addFavourite(db: WritableDatabase, productUid: string): void {
  statement(
    db,
    `INSERT INTO favourites (product_uid, position) SELECT ?, ifnull(max(position), 0) + 1 FROM favourites WHERE true
     ON CONFLICT (product_uid) DO NOTHING`,
  ).run(productUid);
}

export function removeFavourite(db: WritableDatabase, productUid: string): void {
  statement(db, 'DELETE FROM favourites WHERE product_uid = ?').run(productUid);
}
