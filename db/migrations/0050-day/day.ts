const frozen = (table: string): string => `
CREATE TRIGGER ${table}_never_edited BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}: what was written stays'); END;
CREATE TRIGGER ${table}_never_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}: what was written stays'); END;
`;

/**
 * Cash sessions and their papers. A session holds every document and log entry after those of the Z before, whether
 * somebody opened it in time or not: no sale is ever outside of a Z, and none waits for one.
 */
export const dayTables = `
CREATE TABLE cash_sessions (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  opened_at TEXT NOT NULL,
  -- by-itself: nobody had opened it when something had to be written into it.
  opened_how TEXT NOT NULL CHECK (opened_how IN ('person', 'by-itself')),
  opened_by TEXT REFERENCES staff,
  opened_by_name TEXT,
  float_cents INTEGER NOT NULL CHECK (float_cents >= 0),
  is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX one_open_cash_session ON cash_sessions (is_open) WHERE is_open = 1;
CREATE TRIGGER cash_sessions_only_close BEFORE UPDATE ON cash_sessions
WHEN old.is_open = 0 OR (new.uid, new.opened_at, new.opened_how, new.opened_by, new.float_cents)
    IS NOT (old.uid, old.opened_at, old.opened_how, old.opened_by, old.float_cents)
BEGIN SELECT RAISE(ABORT, 'cash_sessions: a session is only closed'); END;
CREATE TRIGGER cash_sessions_never_deleted BEFORE DELETE ON cash_sessions BEGIN SELECT RAISE(ABORT, 'cash_sessions: what was written stays'); END;

CREATE TABLE cash_moves (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  session_id INTEGER NOT NULL REFERENCES cash_sessions,
  kind TEXT NOT NULL CHECK (kind IN ('in', 'out')),
  cents INTEGER NOT NULL CHECK (cents > 0),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT NOT NULL REFERENCES staff,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX cash_moves_by_session ON cash_moves (session_id);
${frozen('cash_moves')}

-- A payment that was keyed in under the wrong method: the document stays as issued, the last correction says how it was.
CREATE TABLE payment_corrections (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  session_id INTEGER NOT NULL REFERENCES cash_sessions,
  document_id INTEGER NOT NULL REFERENCES documents,
  position INTEGER NOT NULL,
  from_method TEXT NOT NULL,
  to_method TEXT NOT NULL,
  cents INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT NOT NULL REFERENCES staff,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX payment_corrections_by_payment ON payment_corrections (document_id, position, id);
CREATE INDEX payment_corrections_by_session ON payment_corrections (session_id);
${frozen('payment_corrections')}

-- One row per Z: its text as it was made, chained by hash within its installation.
CREATE TABLE z_reports (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  installation_id INTEGER NOT NULL REFERENCES installations,
  position INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  session_id INTEGER NOT NULL UNIQUE REFERENCES cash_sessions,
  made_at TEXT NOT NULL,
  -- Rows of documents and audit_log after those of the Z before, and up to these, are of its session.
  after_document INTEGER NOT NULL,
  through_document INTEGER NOT NULL,
  through_log INTEGER NOT NULL,
  total_cents INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  difference_cents INTEGER NOT NULL,
  -- Begin of the next session: what stayed in the drawer, and cash of tickets that were open.
  left_cents INTEGER NOT NULL,
  held_cents INTEGER NOT NULL,
  report TEXT NOT NULL,
  hash TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  UNIQUE (installation_id, position)
) STRICT;
${frozen('z_reports')}

-- Where the series stood at each Z, so that the next one does not begin at the first document of the year.
CREATE TABLE series_stands (
  series_id INTEGER NOT NULL REFERENCES series,
  sequence INTEGER NOT NULL,
  cents INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (series_id, sequence)
) STRICT, WITHOUT ROWID;
${frozen('series_stands')}

CREATE TABLE sync_reports (
  id INTEGER PRIMARY KEY,
  z_id INTEGER NOT NULL REFERENCES z_reports,
  edition INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  state TEXT NOT NULL,
  report TEXT NOT NULL,
  UNIQUE (z_id, edition)
) STRICT;
${frozen('sync_reports')}
`;
