/** Products as the shop's list has them; prices include tax. */
export const catalogTables = `
CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  -- Two levels: a parent has no parent.
  parent_id INTEGER REFERENCES categories,
  name TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX categories_by_name ON categories (ifnull(parent_id, 0), name);

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  -- The shop's own reference: key of a re-import.
  reference TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  format TEXT,
  unit TEXT NOT NULL CHECK (unit IN ('unit', 'kg')),
  unit_cents INTEGER NOT NULL CHECK (unit_cents >= 0),
  tax_class TEXT NOT NULL CHECK (tax_class IN ('general', 'reduced', 'superReduced', 'zero')),
  category_id INTEGER REFERENCES categories,
  active INTEGER NOT NULL DEFAULT 1,
  -- searchText() of domain/catalog/search-text.ts over name and format: what both indexes below are made of.
  search_text TEXT NOT NULL
) STRICT;
CREATE INDEX products_by_category ON products (category_id, name);
-- References with leading zeros are also typed without them.
CREATE INDEX products_by_short_reference ON products (ltrim(reference, '0')) WHERE reference GLOB '0*';

-- EAN, scale and short codes; one product may have several, a code belongs to one product.
CREATE TABLE product_codes (
  code TEXT PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES products,
  kind TEXT NOT NULL CHECK (kind IN ('ean', 'short', 'other'))
) STRICT, WITHOUT ROWID;
CREATE INDEX product_codes_by_product ON product_codes (product_id);

-- Words and beginnings of words. The text is folded before it is stored, so the plain ascii tokenizer cuts it exactly
-- where domain/catalog/search-text.ts does. No positions and no sizes: no query ranks or asks for phrases.
CREATE VIRTUAL TABLE product_words USING fts5(
  search_text, content = 'products', content_rowid = 'id', tokenize = 'ascii', prefix = '1 2 3 4',
  detail = none, columnsize = 0
);
-- Pieces inside words, three letters and up.
CREATE VIRTUAL TABLE product_pieces USING fts5(
  search_text, content = 'products', content_rowid = 'id', tokenize = 'trigram case_sensitive 1',
  detail = none, columnsize = 0
);

-- Written by db/catalog/products.ts with every product, not by triggers: inside a trigger FTS5 flushes after every row,
-- which makes an import three times slower. Merging is done in bounded steps (db/catalog/search-index.ts), because the
-- automatic one runs inside whichever commit is unlucky; the crisis merge stays as a backstop.
INSERT INTO product_words (product_words, rank) VALUES ('automerge', 0), ('usermerge', 8), ('crisismerge', 500);
INSERT INTO product_pieces (product_pieces, rank) VALUES ('automerge', 0), ('usermerge', 8), ('crisismerge', 500);
`;
