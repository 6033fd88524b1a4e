-- What other systems need: events in commit order and their delivery, keys that make a request happen once, tokens that are
-- rotated, invoices that central issues, their payments, and orders of shops.

-- Events of a company are numbered under the lock of its row, like its changes: whoever follows them never passes over one.
ALTER TABLE companies
  ADD COLUMN event_position bigint NOT NULL DEFAULT 0,
  -- Where it is established, as its invoices say.
  ADD COLUMN address text,
  ADD COLUMN postal_code text,
  ADD COLUMN city text,
  ADD COLUMN province text,
  ADD COLUMN updated_at_ms bigint NOT NULL DEFAULT 0;

CREATE TABLE webhook_endpoints (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  -- Empty: every type.
  event_types text[] NOT NULL,
  -- Only of this shop, and what is of no shop; null: of all.
  shop_id uuid,
  -- deleted: its deliveries stay to be read.
  status text NOT NULL CHECK (status IN ('active', 'paused', 'disabled', 'deleted')),
  -- gone (it answered 410) or failing.
  disabled_reason text,
  -- whsec_ and base64, as its owner has it: the signature needs it.
  secret_current text NOT NULL,
  secret_previous text,
  -- Until then both sign.
  previous_until_ms bigint,
  -- Of the failures since its last success.
  first_failure_ms bigint,
  version bigint NOT NULL DEFAULT 1,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, shop_id) REFERENCES shops
);
SELECT protect_tenant('webhook_endpoints', 'SELECT, INSERT, UPDATE');

ALTER TABLE outgoing_events RENAME TO old_outgoing_events;
ALTER TABLE old_outgoing_events RENAME CONSTRAINT outgoing_events_pkey TO old_outgoing_events_pkey;
CREATE TABLE outgoing_events (
  company_id uuid NOT NULL REFERENCES companies,
  position bigint NOT NULL,
  id text NOT NULL DEFAULT 'evt_' || replace(gen_random_uuid()::text, '-', ''),
  type text NOT NULL,
  at_ms bigint NOT NULL,
  shop_id uuid,
  -- The bytes that every attempt sends.
  body text NOT NULL,
  -- Of a test: for this endpoint alone, and not in the feed.
  only_endpoint_id uuid,
  PRIMARY KEY (company_id, position),
  UNIQUE (company_id, id)
);
SELECT protect_tenant('outgoing_events', 'SELECT, INSERT');
INSERT INTO outgoing_events (company_id, position, type, at_ms, shop_id, body)
  SELECT company_id, row_number() OVER (PARTITION BY company_id ORDER BY id), type, at_ms, shop_id,
    json_build_object('type', type, 'timestamp', to_char(to_timestamp(at_ms / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', data)::text
  FROM old_outgoing_events;
UPDATE companies c SET event_position = e.last
  FROM (SELECT company_id, max(position) AS last FROM outgoing_events GROUP BY company_id) e WHERE e.company_id = c.id;
DROP TABLE old_outgoing_events;

-- One event for one endpoint, with the next time that it is tried.
CREATE TABLE webhook_deliveries (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL,
  event_position bigint NOT NULL,
  -- discarded: its endpoint was deleted.
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed', 'discarded')),
  attempts int NOT NULL DEFAULT 0,
  -- Also the lease of whoever is sending it: a worker that dies leaves it to be tried again from here.
  next_attempt_ms bigint NOT NULL,
  last_status int,
  last_error text,
  created_at_ms bigint NOT NULL,
  finished_at_ms bigint,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, endpoint_id, event_position),
  FOREIGN KEY (company_id, event_position) REFERENCES outgoing_events
);
SELECT protect_tenant('webhook_deliveries', 'SELECT, INSERT, UPDATE');
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (company_id, endpoint_id, next_attempt_ms) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (company_id, created_at_ms, id);

-- What was sent and what came back.
CREATE TABLE webhook_attempts (
  company_id uuid NOT NULL REFERENCES companies,
  delivery_id uuid NOT NULL,
  n int NOT NULL,
  started_at_ms bigint NOT NULL,
  duration_ms int NOT NULL,
  http_status int,
  -- Why there was no answer: a code.
  error text,
  request_headers jsonb NOT NULL,
  response_headers jsonb,
  -- At most two kilobytes.
  response_head text,
  PRIMARY KEY (company_id, delivery_id, n),
  FOREIGN KEY (company_id, delivery_id) REFERENCES webhook_deliveries
);
SELECT protect_tenant('webhook_attempts', 'SELECT, INSERT');

-- Answers of requests that must happen once, written with what they did.
CREATE TABLE idempotency_keys (
  company_id uuid NOT NULL REFERENCES companies,
  client_id text NOT NULL,
  -- Method and declared path.
  route text NOT NULL,
  key text NOT NULL,
  request_sha256 text NOT NULL,
  status int NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  created_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, client_id, route, key)
);
SELECT protect_tenant('idempotency_keys', 'SELECT, INSERT, DELETE');
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at_ms);

-- A client is whoever holds a token and the one that replaces it.
ALTER TABLE tokens ADD COLUMN client_id text;
UPDATE tokens SET client_id = key_id;
ALTER TABLE tokens ALTER COLUMN client_id SET NOT NULL;
CREATE INDEX tokens_of_client ON tokens (company_id, client_id);

DROP FUNCTION find_token(text);
CREATE FUNCTION find_token(wanted text)
RETURNS TABLE (company_id uuid, environment text, kind text, client_id text, secret_sha256 text, scopes text[], till_id uuid,
  shop_id uuid, expires_at_ms bigint, revoked_at_ms bigint, last_used_at_ms bigint, till_state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET app.whole = 'on' AS $$
  SELECT t.company_id, c.environment, t.kind, t.client_id, t.secret_sha256, t.scopes, t.till_id, t.shop_id, t.expires_at_ms,
    t.revoked_at_ms, t.last_used_at_ms, i.state
  FROM tokens t JOIN companies c ON c.id = t.company_id LEFT JOIN tills i ON i.company_id = t.company_id AND i.id = t.till_id
  WHERE t.key_id = wanted
$$;
REVOKE ALL ON FUNCTION find_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_token(text) TO mostrador_app;

-- central: no machine; what central itself issues for this shop is numbered and chained as its.
ALTER TABLE tills ADD COLUMN kind text NOT NULL DEFAULT 'till' CHECK (kind IN ('till', 'central'));

-- The installations in which central issues: another one after every restore, because a series is never gone on with from a copy.
CREATE TABLE issuing_installations (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  shop_id uuid NOT NULL,
  till_id uuid NOT NULL,
  -- server_settings.epoch when it was opened.
  epoch text NOT NULL,
  -- Empty for the first of its till.
  series_suffix text NOT NULL,
  opened_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, installation_id),
  UNIQUE (company_id, shop_id, epoch),
  FOREIGN KEY (company_id, till_id) REFERENCES tills
);
SELECT protect_tenant('issuing_installations', 'SELECT, INSERT');

ALTER TABLE documents
  ADD COLUMN recipient_tax_id text,
  -- What was not paid when it was issued, and what of that was paid since.
  ADD COLUMN due_cents bigint NOT NULL DEFAULT 0,
  ADD COLUMN paid_cents bigint NOT NULL DEFAULT 0,
  -- Counts what happened to it since: payments, annulment.
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD COLUMN updated_at_ms bigint NOT NULL DEFAULT 0;
UPDATE documents SET updated_at_ms = created_at_ms;
GRANT UPDATE (paid_cents, version, updated_at_ms) ON documents TO mostrador_app;
CREATE INDEX documents_by_update ON documents (company_id, updated_at_ms, id);

CREATE INDEX products_by_update ON products (company_id, updated_at_ms, id);

-- Money that came with an invoice of central or after it was issued. The document itself is never touched.
CREATE TABLE invoice_payments (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  document_id text NOT NULL,
  method text NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  reference text,
  -- Part of the document: its references are kept here only.
  at_issue boolean NOT NULL DEFAULT false,
  paid_at_ms bigint NOT NULL,
  created_at_ms bigint NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, document_id) REFERENCES documents
);
SELECT protect_tenant('invoice_payments', 'SELECT, INSERT');
CREATE INDEX invoice_payments_of_document ON invoice_payments (company_id, document_id, created_at_ms, id);

-- Orders as a shop, or whoever speaks for it, told them; the newest version of each.
CREATE TABLE orders (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  source text NOT NULL,
  connection_id text NOT NULL,
  external_id text NOT NULL,
  display_number text NOT NULL,
  -- Change marker of the shop: an older one never overwrites a newer one.
  external_version text NOT NULL,
  -- unpaid, paid, shipped ... as the shop says.
  state text NOT NULL,
  -- received: may be invoiced. parked: a person has to look.
  status text NOT NULL CHECK (status IN ('received', 'parked', 'invoiced', 'cancelled')),
  -- Codes and what is wrong; empty unless parked.
  reasons jsonb NOT NULL,
  shop_id uuid NOT NULL,
  total_cents bigint,
  currency text NOT NULL,
  -- As contracts/rest/order.ts, whole.
  data jsonb NOT NULL,
  invoice_id text,
  -- Counts what happened to it here.
  version bigint NOT NULL DEFAULT 1,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, source, connection_id, external_id),
  UNIQUE (company_id, invoice_id),
  FOREIGN KEY (company_id, shop_id) REFERENCES shops
);
SELECT protect_tenant('orders', 'SELECT, INSERT, UPDATE');
CREATE INDEX orders_by_update ON orders (company_id, updated_at_ms, id);
