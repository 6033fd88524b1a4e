import type { DocumentHeader } from '../../../db/documents.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { documentProblems } from '../../../domain/checks/check-document.ts';
import { compare, type Problem } from '../../../domain/checks/problem.ts';
import type { IssuedDocument } from '../../../domain/documents/types.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import { readDocument } from '../sale/outcome.ts';

/** Recomputes a document from its rows, and what it moved in the stock. */
export function checkDocument(
  db: ReadableDatabase,
  header: DocumentHeader,
  seriesCode: string,
  sha256: Sha256Hex,
): Problem[] {
  const document = readDocument(db, header);
  const { sequence, digest } = header;
  const found = documentProblems(document, { seriesCode, sequence, digest }, sha256);
  checkStock(db, found, header, document);
  return found;
}

function checkStock(
  db: ReadableDatabase,
  found: Problem[],
  { rowId, number }: DocumentHeader,
  { lines }: IssuedDocument,
): void {
  const moved = Number(
    db.prepare('SELECT ifnull(sum(quantity_milli), 0) FROM stock_movements WHERE document_id = ?').pluck().get(rowId),
  );
  const sold = lines.reduce((sum, line) => sum + (line.productId === null ? 0 : line.quantityMilli), 0);
  compare(found, 'stock_differs', number, moved, 0 - sold);
}
