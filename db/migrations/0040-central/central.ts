/** Where central is, how far it has each installation, and what came from it. All of it can be had again from central. */
export const pairingTables = `
-- One row. Another pairing takes its place; the token is no part of the file, so that a backup carries none.
CREATE TABLE central_pairing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  url TEXT NOT NULL,
  fingerprint TEXT,
  till_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  company_name TEXT NOT NULL,
  paired_at TEXT NOT NULL,
  -- Of the changes: everything up to cursor is applied. Another epoch: everything is fetched again.
  epoch TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  -- What the last exchange said; null: it was in order.
  problem TEXT,
  problem_since_ms INTEGER,
  last_contact_ms INTEGER,
  -- Central's clock minus ours.
  clock_difference_ms INTEGER
) STRICT;

-- How far central has the events of an installation. Goes down when central was restored from an older backup.
CREATE TABLE central_acks (
  installation_id INTEGER PRIMARY KEY REFERENCES installations,
  acked_through INTEGER NOT NULL,
  -- Of the line with that seq.
  last_event_hash TEXT NOT NULL,
  -- Central's stands of its series as it said them, JSON.
  central_series TEXT NOT NULL,
  -- From here on central has other events of this installation: ours travel as news of the next one.
  diverged_seq INTEGER,
  stranded_through INTEGER
) STRICT;

-- From where lines can be rebuilt without beginning at the first.
CREATE TABLE central_checkpoints (
  installation_id INTEGER NOT NULL REFERENCES installations,
  seq INTEGER NOT NULL,
  event_hash TEXT NOT NULL,
  -- Stands of the series of this installation after that event, JSON.
  series TEXT NOT NULL,
  PRIMARY KEY (installation_id, seq)
) STRICT, WITHOUT ROWID;

-- Stored at central and not believed; a person has to look.
CREATE TABLE central_rejected (
  installation_id INTEGER NOT NULL REFERENCES installations,
  seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  number TEXT,
  PRIMARY KEY (installation_id, seq)
) STRICT, WITHOUT ROWID;
`;

export const changeTables = `
-- What central told and when (version); after a full resync what has another epoch is gone there.
CREATE TABLE central_keys (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  epoch TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- As it came, where this program cannot use it (yet): kinds and settings of a later one, a customer that clashes.
  raw TEXT,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX central_keys_by_epoch ON central_keys (epoch);
-- Looked at with every status and after every page: few, or none. The empty text keeps a search of it from going through
-- all products by the primary key instead.
CREATE INDEX central_keys_unused ON central_keys (kind, key)
  WHERE raw IS NOT NULL AND kind || '' IN ('product', 'customer');

-- Stock shown = level + own movements after through_movement.
CREATE TABLE central_stock (
  product_uid TEXT PRIMARY KEY,
  level_milli INTEGER NOT NULL,
  through_movement INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
