/** What is owed to printers and drawers. Receipts are rebuilt from the document; other papers carry their blocks. */
export const deviceTables = `
CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'drawer', 'paper')),
  printer_id TEXT NOT NULL,
  document_id INTEGER REFERENCES documents,
  -- 1 when this paper must say DUPLICADO.
  duplicate INTEGER NOT NULL DEFAULT 0,
  -- Receipt blocks as JSON for kind 'paper'.
  content TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'held', 'sending', 'sent', 'confirmed', 'unknown', 'failed', 'discarded')),
  reason TEXT,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;
-- Jobs that are not done: few, among all the papers of years. OR, because SQLite does not see that state = 'queued' implies
-- state IN ('queued', ...), and would scan the whole table at every start and after every sale.
CREATE INDEX print_jobs_open ON print_jobs (state, id)
WHERE state = 'queued' OR state = 'held' OR state = 'sending' OR state = 'unknown' OR state = 'failed';
CREATE INDEX print_jobs_by_document ON print_jobs (document_id) WHERE document_id IS NOT NULL;
`;
