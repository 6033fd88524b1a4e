const frozen = (table: string): string => `
CREATE TRIGGER ${table}_never_edited BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}: issued documents are never edited'); END;
CREATE TRIGGER ${table}_never_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}: issued documents are never deleted'); END;
`;

/** Issued documents and fiscal records: append-only by trigger (promise 6, SPEC.md section 18). */
export const documentTables = `
-- Issuer, shop and footer as printed: one row per distinct wording, so that a reprint shows what was issued.
CREATE TABLE document_texts (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE
) STRICT;
${frozen('document_texts')}

CREATE TABLE documents (
  -- Order of issue on this till.
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  installation_id INTEGER NOT NULL REFERENCES installations,
  series_id INTEGER NOT NULL REFERENCES series,
  sequence INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  cashier_id TEXT NOT NULL REFERENCES staff,
  cashier_name TEXT NOT NULL,
  texts_id INTEGER NOT NULL REFERENCES document_texts,
  gross_cents INTEGER NOT NULL,
  discount_cents INTEGER NOT NULL,
  total_cents INTEGER NOT NULL,
  tax_cents INTEGER NOT NULL,
  change_cents INTEGER NOT NULL,
  discount_reason TEXT,
  -- SHA-256 of domain/documents/digest.ts over all that the paper shows.
  digest TEXT NOT NULL,
  UNIQUE (series_id, sequence)
) STRICT;
CREATE INDEX documents_by_time ON documents (issued_at);
${frozen('documents')}

CREATE TABLE document_lines (
  document_id INTEGER NOT NULL REFERENCES documents,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('product', 'department')),
  product_uid TEXT,
  code TEXT,
  description TEXT NOT NULL,
  format TEXT,
  unit TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL,
  unit_cents INTEGER NOT NULL,
  list_unit_cents INTEGER,
  rate_bp INTEGER NOT NULL,
  gross_cents INTEGER NOT NULL,
  line_discount_cents INTEGER NOT NULL,
  ticket_discount_cents INTEGER NOT NULL,
  net_cents INTEGER NOT NULL,
  discount_reason TEXT,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
${frozen('document_lines')}

CREATE TABLE document_tax_groups (
  document_id INTEGER NOT NULL REFERENCES documents,
  position INTEGER NOT NULL,
  impuesto TEXT NOT NULL,
  clave_regimen TEXT NOT NULL,
  calificacion TEXT NOT NULL,
  rate_bp INTEGER NOT NULL,
  recargo_rate_bp INTEGER,
  gross_cents INTEGER NOT NULL,
  base_cents INTEGER NOT NULL,
  tax_cents INTEGER NOT NULL,
  recargo_cents INTEGER NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
${frozen('document_tax_groups')}

CREATE TABLE document_payments (
  document_id INTEGER NOT NULL REFERENCES documents,
  position INTEGER NOT NULL,
  method TEXT NOT NULL,
  tendered_cents INTEGER NOT NULL,
  applied_cents INTEGER NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
${frozen('document_payments')}

-- One chain per installation, position 1.. without gaps. xml is the exact bytes that were hashed and will be sent.
CREATE TABLE fiscal_records (
  installation_id INTEGER NOT NULL REFERENCES installations,
  position INTEGER NOT NULL,
  document_id INTEGER NOT NULL REFERENCES documents,
  kind TEXT NOT NULL CHECK (kind IN ('alta', 'anulacion')),
  generated_at TEXT NOT NULL,
  xml BLOB NOT NULL,
  huella TEXT NOT NULL,
  previous_huella TEXT NOT NULL,
  PRIMARY KEY (installation_id, position)
) STRICT;
CREATE INDEX fiscal_records_by_document ON fiscal_records (document_id);
CREATE INDEX fiscal_records_by_time ON fiscal_records (generated_at);
${frozen('fiscal_records')}

-- State at the agency lives beside the record, never in it. No row: generated and not sent.
CREATE TABLE fiscal_record_states (
  installation_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'accepted', 'accepted-with-errors', 'rejected')),
  csv TEXT,
  error_code TEXT,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (installation_id, position),
  FOREIGN KEY (installation_id, position) REFERENCES fiscal_records
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_movements (
  id INTEGER PRIMARY KEY,
  document_id INTEGER REFERENCES documents,
  product_uid TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_movements_by_product ON stock_movements (product_uid);
-- verify asks for the movements of every document.
CREATE INDEX stock_movements_by_document ON stock_movements (document_id) WHERE document_id IS NOT NULL;

-- Events for central, gap-free per installation; refers to the document, no second copy.
CREATE TABLE outbox (
  installation_id INTEGER NOT NULL REFERENCES installations,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  ref_id INTEGER,
  created_at TEXT NOT NULL,
  PRIMARY KEY (installation_id, seq)
) STRICT, WITHOUT ROWID;
`;
