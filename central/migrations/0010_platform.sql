-- Companies, shops, tills, tokens. Every table with company_id is protected by protect_tenant(): forced row-level security,
-- so that a query that forgets its company sees nothing. Times are milliseconds since the epoch, from the program's clock.

-- Roles belong to the whole server: another database of it may have made this one already, or be making it now.
DO $$
BEGIN
  CREATE ROLE mostrador_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'mostrador_app', 'MEMBER') OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT mostrador_app TO %I', current_user);
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO mostrador_app;

-- The company of the transaction; null, which equals nothing, when none was named.
CREATE FUNCTION current_company() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.company_id', true), '')::uuid $$;

-- Protects a table. `rights`: what the application may do with it ('SELECT, INSERT' for rows that are never edited).
-- The owner sees all companies only in a transaction that says so (app.whole); the application cannot, whatever it sets.
CREATE FUNCTION protect_tenant(target regclass, rights text, company_column text DEFAULT 'company_id') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY own_company ON %s TO mostrador_app USING (%I = (SELECT current_company())) WITH CHECK (%I = (SELECT current_company()))', target, company_column, company_column);
  EXECUTE format('CREATE POLICY whole_server ON %s TO %I USING ((SELECT current_setting(''app.whole'', true)) = ''on'') WITH CHECK ((SELECT current_setting(''app.whole'', true)) = ''on'')', target, current_user);
  EXECUTE format('GRANT %s ON %s TO mostrador_app', rights, target);
END $$;

-- Of the server: epoch (another one after a restore: tills fetch everything again), and what was decided at the first start.
CREATE TABLE server_settings (
  key text PRIMARY KEY,
  value text NOT NULL
);
GRANT SELECT ON server_settings TO mostrador_app;
INSERT INTO server_settings (key, value) VALUES ('epoch', gen_random_uuid()::text);

CREATE TABLE companies (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  tax_id text NOT NULL,
  environment text NOT NULL CHECK (environment IN ('test', 'production')),
  -- Of its last change (company_changes). Whoever writes changes locks this row to the commit: commit order is version order.
  change_version bigint NOT NULL DEFAULT 0,
  created_at_ms bigint NOT NULL,
  -- The agency keys by NIF, series and number: two companies with one NIF would give the same numbers.
  UNIQUE (tax_id, environment)
);
SELECT protect_tenant('companies', 'SELECT, UPDATE', 'id');

CREATE TABLE shops (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  created_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, code)
);
SELECT protect_tenant('shops', 'SELECT, INSERT, UPDATE');

CREATE TABLE tills (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  -- new: never paired. revoked: nothing of it is taken any more, until it is paired again.
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paired', 'revoked')),
  paired_at_ms bigint,
  -- What its last hello said.
  program_version text,
  tax_area text,
  time_zone text,
  last_contact_ms bigint,
  pending_events bigint,
  oldest_pending_at text,
  -- The till's clock less central's.
  clock_difference_ms bigint,
  created_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, shop_id, code),
  FOREIGN KEY (company_id, shop_id) REFERENCES shops
);
SELECT protect_tenant('tills', 'SELECT, INSERT, UPDATE');

-- Installations as a till named them when it paired; their events are in 0020_books.sql.
CREATE TABLE paired_installations (
  company_id uuid NOT NULL REFERENCES companies,
  installation_id text NOT NULL,
  till_id uuid NOT NULL,
  paired_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, installation_id),
  FOREIGN KEY (company_id, till_id) REFERENCES tills
);
SELECT protect_tenant('paired_installations', 'SELECT, INSERT');

-- Who holds a series: two tills never share one. Named at pairing, and by ingest when a till opens a new one.
CREATE TABLE series_holders (
  company_id uuid NOT NULL REFERENCES companies,
  code text NOT NULL,
  till_id uuid NOT NULL,
  since_ms bigint NOT NULL,
  PRIMARY KEY (company_id, code),
  FOREIGN KEY (company_id, till_id) REFERENCES tills
);
SELECT protect_tenant('series_holders', 'SELECT, INSERT');

CREATE TABLE tokens (
  company_id uuid NOT NULL REFERENCES companies,
  -- Public part, ten characters: unique over the whole server, because it is looked up before the company is known.
  key_id text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('till', 'user')),
  secret_sha256 text NOT NULL,
  last4 text NOT NULL,
  scopes text[] NOT NULL DEFAULT '{}',
  till_id uuid,
  shop_id uuid,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint,
  revoked_at_ms bigint,
  last_used_at_ms bigint,
  PRIMARY KEY (company_id, key_id),
  FOREIGN KEY (company_id, till_id) REFERENCES tills,
  CHECK ((kind = 'till') = (till_id IS NOT NULL AND shop_id IS NOT NULL))
);
SELECT protect_tenant('tokens', 'SELECT, INSERT, UPDATE');

CREATE TABLE pairing_codes (
  company_id uuid NOT NULL REFERENCES companies,
  id uuid NOT NULL,
  till_id uuid NOT NULL,
  secret_sha256 text NOT NULL UNIQUE,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  used_at_ms bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, till_id) REFERENCES tills
);
SELECT protect_tenant('pairing_codes', 'SELECT, INSERT, UPDATE');

-- What people and tills did at central. Never edited.
CREATE TABLE audit_entries (
  company_id uuid NOT NULL REFERENCES companies,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at_ms bigint NOT NULL,
  -- user:<keyId>, till:<id>, installation:<id> or server.
  actor text NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (company_id, id)
);
SELECT protect_tenant('audit_entries', 'SELECT, INSERT');

-- What is done before a company is known. Each is for somebody who already knows a key, and for one row.
CREATE FUNCTION find_token(wanted text)
RETURNS TABLE (company_id uuid, kind text, secret_sha256 text, scopes text[], till_id uuid, shop_id uuid,
  expires_at_ms bigint, revoked_at_ms bigint, last_used_at_ms bigint, till_state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET app.whole = 'on' AS $$
  SELECT t.company_id, t.kind, t.secret_sha256, t.scopes, t.till_id, t.shop_id, t.expires_at_ms, t.revoked_at_ms,
    t.last_used_at_ms, i.state
  FROM tokens t LEFT JOIN tills i ON i.company_id = t.company_id AND i.id = t.till_id WHERE t.key_id = wanted
$$;
CREATE FUNCTION find_pairing_company(wanted_sha256 text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET app.whole = 'on' AS
  $$ SELECT p.company_id FROM pairing_codes p WHERE p.secret_sha256 = wanted_sha256 $$;
CREATE FUNCTION touch_token(wanted text, at_ms bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET app.whole = 'on' AS
  $$ UPDATE tokens SET last_used_at_ms = at_ms WHERE key_id = wanted $$;
REVOKE ALL ON FUNCTION find_token(text), find_pairing_company(text), touch_token(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_token(text), find_pairing_company(text), touch_token(text, bigint) TO mostrador_app;
REVOKE ALL ON FUNCTION protect_tenant(regclass, text, text) FROM PUBLIC;
