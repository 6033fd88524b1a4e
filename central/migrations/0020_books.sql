-- What the tills sent, and what follows from it: events, documents, records, stock, customers, catalogue, incidents,
-- changes for the tills, events for other systems. Amounts are cents, quantities thousandths.

-- What central holds of an installation. Its row is the lock of ingest: one request of an installation at a time.
CREATE TABLE installations (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  till_id uuid NOT NULL,
  -- Everything up to this seq is here, without a gap.
  received_through bigint NOT NULL DEFAULT 0,
  last_event_sha256 text NOT NULL DEFAULT '',
  -- Tip of the chain of records as last received: null for none yet, {"unknown": true} when it could not be read.
  chain_tip jsonb,
  last_event_at_ms bigint,
  PRIMARY KEY (company_id, installation_id),
  FOREIGN KEY (company_id, installation_id) REFERENCES paired_installations
);
SELECT protect_tenant('installations', 'SELECT, INSERT, UPDATE');

-- The bytes of every line as they came, whatever central thinks of them. Never changed but for that thought.
CREATE TABLE till_events (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 1),
  type text NOT NULL,
  version bigint NOT NULL,
  -- Local time at the till, as it said.
  at text NOT NULL,
  sha256 text NOT NULL,
  line bytea NOT NULL,
  -- parked: of a later program. dismissed: a person looked and left it out.
  state text NOT NULL CHECK (state IN ('accepted', 'quarantined', 'parked', 'dismissed')),
  received_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, installation_id, seq),
  FOREIGN KEY (company_id, installation_id) REFERENCES installations
);
-- Compressing a few kilobytes costs more time than their place on a disk is worth.
ALTER TABLE till_events ALTER COLUMN line SET STORAGE EXTERNAL;
SELECT protect_tenant('till_events', 'SELECT, INSERT');
GRANT UPDATE (state) ON till_events TO mostrador_app;
CREATE INDEX till_events_not_accepted ON till_events (company_id, installation_id, seq) WHERE state <> 'accepted';

-- Where the series stand: as central computes it from what it received, and as the till last said. They are equal, or
-- something is wrong that agreement shows; the next event is compared with what was received last.
CREATE TABLE series_stands (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  code text NOT NULL,
  count bigint NOT NULL,
  cents bigint NOT NULL,
  hash text NOT NULL,
  said_count bigint NOT NULL,
  said_cents bigint NOT NULL,
  said_hash text NOT NULL,
  -- Documents of it that were believed.
  accepted_count bigint NOT NULL DEFAULT 0,
  accepted_cents bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, installation_id, code),
  FOREIGN KEY (company_id, installation_id) REFERENCES installations
);
SELECT protect_tenant('series_stands', 'SELECT, INSERT, UPDATE');

-- Issued documents that were verified. Their content is in the line of their event; here is what one looks for.
CREATE TABLE documents (
  company_id uuid NOT NULL REFERENCES companies,
  id text NOT NULL,
  installation_id text NOT NULL,
  seq bigint NOT NULL,
  till_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  series_code text NOT NULL,
  series_count bigint NOT NULL,
  number text NOT NULL,
  type text NOT NULL,
  issued_at text NOT NULL,
  -- Local day of issue.
  issued_on date NOT NULL,
  issued_at_ms bigint NOT NULL,
  customer_id text,
  cashier_name text NOT NULL,
  total_cents bigint NOT NULL,
  tax_cents bigint NOT NULL,
  digest text NOT NULL,
  annulled_at text,
  created_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  FOREIGN KEY (company_id, installation_id, seq) REFERENCES till_events
);
SELECT protect_tenant('documents', 'SELECT, INSERT');
GRANT UPDATE (annulled_at) ON documents TO mostrador_app;
CREATE INDEX documents_by_day ON documents (company_id, issued_on, number);
CREATE INDEX documents_by_customer ON documents (company_id, customer_id, issued_at_ms) WHERE customer_id IS NOT NULL;

-- Records in their chains, also those of documents that were not believed: the agency gets the chain as it is. The bytes
-- that were hashed are in the line of their event, once.
CREATE TABLE fiscal_records (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  position bigint NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('alta', 'anulacion')),
  document_id text NOT NULL,
  number text NOT NULL,
  generated_at text NOT NULL,
  huella text NOT NULL,
  -- Of its submission; nothing submits yet.
  agency_state text NOT NULL DEFAULT 'queued' CHECK (agency_state IN ('queued', 'sent', 'accepted', 'accepted-with-errors', 'rejected')),
  PRIMARY KEY (company_id, installation_id, position),
  FOREIGN KEY (company_id, installation_id, seq) REFERENCES till_events
);
SELECT protect_tenant('fiscal_records', 'SELECT, INSERT');
CREATE INDEX fiscal_records_of_document ON fiscal_records (company_id, document_id);

-- Opened, moved, corrected, closed: each as the till told it. A restored till may close one session twice, so that the
-- event is the key and not the session.
CREATE TABLE cash_events (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  seq bigint NOT NULL,
  till_id uuid NOT NULL,
  session_id text NOT NULL,
  type text NOT NULL,
  at text NOT NULL,
  on_day date NOT NULL,
  -- The Z report, or what the event tells.
  detail jsonb NOT NULL,
  PRIMARY KEY (company_id, installation_id, seq),
  FOREIGN KEY (company_id, installation_id, seq) REFERENCES till_events
);
SELECT protect_tenant('cash_events', 'SELECT, INSERT');
CREATE INDEX cash_events_by_till ON cash_events (company_id, till_id, on_day);

CREATE TABLE customers (
  company_id uuid NOT NULL REFERENCES companies,
  id text NOT NULL,
  -- As contracts/sync: customerSchema.
  data jsonb NOT NULL,
  name text NOT NULL,
  tax_id text,
  -- Of the edit, at the clock of whoever made it: an older one never overwrites a newer one.
  changed_at_ms bigint NOT NULL,
  created_at_ms bigint NOT NULL,
  -- When central got to know the newest edit, whoever made it when.
  updated_at_ms bigint NOT NULL,
  -- Counts the edits that are known here.
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (company_id, id)
);
SELECT protect_tenant('customers', 'SELECT, INSERT, UPDATE');
CREATE INDEX customers_by_update ON customers (company_id, updated_at_ms, id);
CREATE INDEX customers_by_tax_id ON customers (company_id, tax_id) WHERE tax_id IS NOT NULL;

CREATE TABLE products (
  company_id uuid NOT NULL REFERENCES companies,
  id text NOT NULL,
  reference text NOT NULL,
  name text NOT NULL,
  unit_cents bigint NOT NULL CHECK (unit_cents >= 0),
  is_active boolean NOT NULL,
  -- As contracts/sync: productChangeSchema, whole.
  data jsonb NOT NULL,
  -- Counts the edits of this product: ETag.
  version bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, reference)
);
SELECT protect_tenant('products', 'SELECT, INSERT, UPDATE');

-- A code belongs to one product: what a scanner reads has one answer.
CREATE TABLE product_codes (
  company_id uuid NOT NULL REFERENCES companies,
  code text NOT NULL,
  product_id text NOT NULL,
  PRIMARY KEY (company_id, code),
  FOREIGN KEY (company_id, product_id) REFERENCES products
);
SELECT protect_tenant('product_codes', 'SELECT, INSERT, DELETE');
CREATE INDEX product_codes_of_product ON product_codes (company_id, product_id);

-- Every price a product had, in the order in which they were decided.
CREATE TABLE prices (
  company_id uuid NOT NULL REFERENCES companies,
  product_id text NOT NULL,
  product_version bigint NOT NULL,
  unit_cents bigint NOT NULL,
  since_ms bigint NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (company_id, product_id, product_version),
  FOREIGN KEY (company_id, product_id) REFERENCES products
);
SELECT protect_tenant('prices', 'SELECT, INSERT');

-- Of a shop. Products of a till that central does not know move too: nothing waits for a catalogue.
CREATE TABLE stock_levels (
  company_id uuid NOT NULL REFERENCES companies,
  shop_id uuid NOT NULL,
  product_id text NOT NULL,
  level_milli bigint NOT NULL,
  PRIMARY KEY (company_id, shop_id, product_id),
  FOREIGN KEY (company_id, shop_id) REFERENCES shops
);
SELECT protect_tenant('stock_levels', 'SELECT, INSERT, UPDATE');

CREATE TABLE stock_movements (
  company_id uuid NOT NULL REFERENCES companies,
  id bigint GENERATED ALWAYS AS IDENTITY,
  shop_id uuid NOT NULL,
  product_id text NOT NULL,
  -- Out of the shop is negative.
  quantity_milli bigint NOT NULL,
  -- sale, annulment, or what the person gave.
  reason text NOT NULL,
  document_id text,
  installation_id text,
  seq bigint,
  at_ms bigint NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, shop_id) REFERENCES shops
);
SELECT protect_tenant('stock_movements', 'SELECT, INSERT');
CREATE INDEX stock_movements_of_product ON stock_movements (company_id, shop_id, product_id, id);

-- Adjustments that people and programs asked for, by the id that they chose: asked again, answered again and not done again.
CREATE TABLE stock_adjustments (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  -- Of what was asked: the same id with something else is a mistake.
  request_sha256 text NOT NULL,
  -- After it.
  level_milli bigint NOT NULL,
  PRIMARY KEY (company_id, id)
);
SELECT protect_tenant('stock_adjustments', 'SELECT, INSERT');

-- Something a person has to look at: an event that was not believed, news of a till, a till that went on under another name.
CREATE TABLE incidents (
  company_id uuid NOT NULL REFERENCES companies,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at_ms bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('quarantined', 'till', 'central')),
  code text NOT NULL,
  till_id uuid,
  installation_id text,
  seq bigint,
  -- Number of the document that it is about.
  number text,
  detail jsonb NOT NULL,
  settled_at_ms bigint,
  settled_by text,
  -- accepted: what was wrong is right now. dismissed: left out, with a note.
  settled_as text CHECK (settled_as IN ('accepted', 'dismissed')),
  note text,
  PRIMARY KEY (company_id, id),
  CHECK ((settled_at_ms IS NULL) = (settled_as IS NULL))
);
SELECT protect_tenant('incidents', 'SELECT, INSERT');
GRANT UPDATE (settled_at_ms, settled_by, settled_as, note) ON incidents TO mostrador_app;
CREATE INDEX incidents_open ON incidents (company_id, till_id) WHERE settled_at_ms IS NULL;
CREATE UNIQUE INDEX incidents_quarantined ON incidents (company_id, installation_id, seq) WHERE kind = 'quarantined';

-- What the tills have to know: one row for each thing, with the version of its last change (see companies.change_version).
CREATE TABLE company_changes (
  company_id uuid NOT NULL REFERENCES companies,
  kind text NOT NULL,
  -- For the tills of one shop, or (the company's own id) of all.
  audience uuid NOT NULL,
  key text NOT NULL,
  version bigint NOT NULL,
  data jsonb,
  PRIMARY KEY (company_id, kind, audience, key)
);
SELECT protect_tenant('company_changes', 'SELECT, INSERT, UPDATE');
CREATE UNIQUE INDEX company_changes_in_order ON company_changes (company_id, version);

-- For other systems, written with what they tell.
CREATE TABLE outgoing_events (
  company_id uuid NOT NULL REFERENCES companies,
  id bigint GENERATED ALWAYS AS IDENTITY,
  type text NOT NULL,
  at_ms bigint NOT NULL,
  shop_id uuid,
  -- What it is about, by id: thin, the reader fetches the rest.
  data jsonb NOT NULL,
  PRIMARY KEY (company_id, id)
);
SELECT protect_tenant('outgoing_events', 'SELECT, INSERT');
