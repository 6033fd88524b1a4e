/** The ticket being rung up and the parked ones: working state, deleted when the document is issued. */
export const ticketTables = `
CREATE TABLE open_tickets (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('active', 'parked')),
  label TEXT,
  opened_at TEXT NOT NULL,
  cashier_id TEXT NOT NULL REFERENCES staff,
  discount TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE open_ticket_lines (
  ticket_id TEXT NOT NULL REFERENCES open_tickets ON DELETE CASCADE,
  position INTEGER NOT NULL,
  line_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('product', 'department')),
  product_uid TEXT,
  code TEXT,
  description TEXT NOT NULL,
  format TEXT,
  unit TEXT NOT NULL CHECK (unit IN ('unit', 'kg')),
  quantity_milli INTEGER NOT NULL,
  unit_cents INTEGER NOT NULL,
  list_unit_cents INTEGER,
  tax_class TEXT NOT NULL,
  discount TEXT,
  PRIMARY KEY (ticket_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_ticket_payments (
  ticket_id TEXT NOT NULL REFERENCES open_tickets ON DELETE CASCADE,
  position INTEGER NOT NULL,
  payment_id TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'bizum')),
  tendered_cents INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, position)
) STRICT, WITHOUT ROWID;
`;
