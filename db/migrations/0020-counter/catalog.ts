/** Tiles: what a category holds, in the order of a shelf list, and what the shop sells most. */
export const catalogTables = `
-- In place of the one by name: counted and listed without looking at a product, and in the order of the folded name.
DROP INDEX products_by_category;
CREATE INDEX products_for_sale ON products (category_id, search_text) WHERE active = 1;

CREATE TABLE favourites (
  product_uid TEXT PRIMARY KEY REFERENCES products (uid),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
