/** Customers of the shop, and who a document was sold to: beside the document, because an F2 does not name anybody. */
export const customerTables = `
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- Normalised: 9 characters, upper case.
  tax_id TEXT,
  phone TEXT,
  email TEXT,
  address TEXT,
  postal_code TEXT,
  city TEXT,
  note TEXT,
  -- customerSearchText() of domain/customers/search-text.ts: what the index below is made of.
  search_text TEXT NOT NULL,
  -- Made, changed or attached to a ticket: those of late are offered first.
  used_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX customers_by_tax_id ON customers (tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX customers_by_use ON customers (used_at_ms);

-- Beginnings of words; folded before it is stored, as for products.
CREATE VIRTUAL TABLE customer_words USING fts5(
  search_text, content = 'customers', content_rowid = 'id', tokenize = 'ascii', prefix = '1 2 3 4',
  detail = none, columnsize = 0
);

CREATE TABLE document_customers (
  document_id INTEGER PRIMARY KEY REFERENCES documents,
  customer_uid TEXT NOT NULL REFERENCES customers (uid)
) STRICT;
CREATE INDEX document_customers_by_customer ON document_customers (customer_uid, document_id);
CREATE TRIGGER document_customers_never_edited BEFORE UPDATE ON document_customers
BEGIN SELECT RAISE(ABORT, 'document_customers: issued documents are never edited'); END;
CREATE TRIGGER document_customers_never_deleted BEFORE DELETE ON document_customers
BEGIN SELECT RAISE(ABORT, 'document_customers: issued documents are never deleted'); END;
`;
