/** Who sells, where, on which installation; settings; staff. */
export const identityTables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row. environment is fixed when the folder is made: QR host, endpoints and marks follow it.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  environment TEXT NOT NULL CHECK (environment IN ('test', 'production')),
  issuer_name TEXT NOT NULL, issuer_tax_id TEXT NOT NULL, issuer_address TEXT NOT NULL,
  issuer_postal_code TEXT NOT NULL, issuer_city TEXT NOT NULL, issuer_province TEXT NOT NULL, issuer_country TEXT NOT NULL,
  shop_name TEXT NOT NULL, shop_code TEXT NOT NULL, time_zone TEXT NOT NULL,
  tax_area TEXT NOT NULL CHECK (tax_area IN ('IVA', 'IGIC', 'IPSI')),
  till_code TEXT NOT NULL,
  activity TEXT NOT NULL CHECK (activity IN ('retail', 'other')),
  footer TEXT NOT NULL,
  machine_key TEXT NOT NULL, folder_key TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER identity_environment_is_fixed BEFORE UPDATE OF environment ON identity
WHEN new.environment <> old.environment BEGIN SELECT RAISE(ABORT, 'environment is fixed'); END;

-- Issuer NIF, tax area and series lock with the first document.
CREATE TRIGGER identity_locks_with_first_document
BEFORE UPDATE OF issuer_tax_id, tax_area, shop_code, till_code ON identity
WHEN (new.issuer_tax_id, new.tax_area, new.shop_code, new.till_code)
    <> (old.issuer_tax_id, old.tax_area, old.shop_code, old.till_code)
  AND EXISTS (SELECT 1 FROM documents)
BEGIN SELECT RAISE(ABORT, 'issuer, tax area and series are fixed with the first document'); END;

-- Each has a NumeroInstalacion, a chain and series of its own; the open one has closed_at NULL.
CREATE TABLE installations (
  id INTEGER PRIMARY KEY,
  numero_instalacion TEXT NOT NULL UNIQUE,
  series_suffix TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('first-start', 'reinstalled', 'restored', 'copied', 'lost-tail', 'diverged')),
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_reason TEXT
) STRICT;
CREATE UNIQUE INDEX one_open_installation ON installations (closed_at IS NULL) WHERE closed_at IS NULL;

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  installation_id INTEGER NOT NULL REFERENCES installations,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL DEFAULT 0,
  UNIQUE (installation_id, kind, year)
) STRICT;
-- A number is never given twice: the counter only grows.
CREATE TRIGGER series_only_grow BEFORE UPDATE ON series
WHEN new.last_sequence < old.last_sequence OR new.code <> old.code BEGIN SELECT RAISE(ABORT, 'series only grow'); END;
CREATE TRIGGER series_stay BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'series are never deleted'); END;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- scrypt salt and hash; NULL: no PIN asked.
  pin_hash TEXT,
  active INTEGER NOT NULL DEFAULT 1
) STRICT;
`;
