import type { Milli } from '../domain/money.ts';
import { statement, type WritableDatabase } from './handles.ts';

/** A sale takes `quantityMilli` as a negative movement; levels are sums. */
export function insertStockMovement(
  db: WritableDatabase,
  documentId: number | null,
  productUid: string,
  quantityMilli: Milli,
): void {
  statement(db, 'INSERT INTO stock_movements (document_id, product_uid, quantity_milli) VALUES (?, ?, ?)').run(
    documentId,
    productUid,
    quantityMilli,
  );
}
