/**
 * History by amount and by product, newest first without sorting. Which documents a product is in is read from the stock
 * movements, whose index exists anyway: one over document_lines would be as large as the lines themselves.
 */
export const historyIndexes = `
CREATE INDEX documents_by_total ON documents (total_cents);
DROP INDEX stock_movements_by_product;
CREATE INDEX stock_movements_by_product ON stock_movements (product_uid, document_id);
`;
