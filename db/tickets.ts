import type { Cents } from '../domain/money.ts';
import type { Discount, Payment, PaymentMethod, Ticket, TicketLine } from '../domain/ticket/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type OpenTicket = Ticket & {
  readonly state: 'active' | 'parked';
  readonly label: string | null;
  readonly openedAt: string;
  readonly cashierId: string;
};

type LineRow = Omit<TicketLine, 'discount'> & { readonly discount: string | null };

const toDiscount = (text: string | null): Discount | null => (text === null ? null : (JSON.parse(text) as Discount));
const fromDiscount = (discount: Discount | null): string | null =>
  discount === null ? null : JSON.stringify(discount);

const LINE_COLUMNS = `line_id AS id, kind, product_uid AS productId, code, description, format, unit,
  quantity_milli AS quantityMilli, unit_cents AS unitCents, list_unit_cents AS listUnitCents, tax_class AS taxClass, discount`;
const SELECT_LINES = `SELECT ${LINE_COLUMNS} FROM open_ticket_lines WHERE ticket_id = +? ORDER BY position`;

const toLine = (row: LineRow): TicketLine => ({ ...row, discount: toDiscount(row.discount) });

export function readOpenTicket(db: ReadableDatabase, ticketId: string): OpenTicket | null {
  const head = statement(
    db,
    'SELECT state, label, opened_at AS openedAt, cashier_id AS cashierId, discount FROM open_tickets WHERE id = ?',
  ).get(ticketId) as
    | (Pick<OpenTicket, 'state' | 'label' | 'openedAt' | 'cashierId'> & { discount: string | null })
    | undefined;
  if (head === undefined) return null;
  const lines = statement(db, SELECT_LINES).all(ticketId) as LineRow[];
  const payments = statement(
    db,
    'SELECT payment_id AS id, method, tendered_cents AS tenderedCents FROM open_ticket_payments WHERE ticket_id = +? ORDER BY position',
  ).all(ticketId) as { id: string; method: PaymentMethod; tenderedCents: Cents }[];
  return { ...head, id: ticketId, discount: toDiscount(head.discount), lines: lines.map(toLine), payments };
}

export function listOpenTickets(db: ReadableDatabase): OpenTicket[] {
  const ids = statement(db, 'SELECT id FROM open_tickets ORDER BY opened_at, id').pluck().all() as string[];
  return ids.map((id) => readOpenTicket(db, id)).filter((ticket) => ticket !== null);
}

/** Writes head, lines and payments as they are now; the caller holds the transaction. */
export function writeOpenTicket(db: WritableDatabase, ticket: OpenTicket): void {
  statement(
    db,
    `INSERT INTO open_tickets (id, state, label, opened_at, cashier_id, discount) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, label = excluded.label, cashier_id = excluded.cashier_id,
       discount = excluded.discount`,
  ).run(ticket.id, ticket.state, ticket.label, ticket.openedAt, ticket.cashierId, fromDiscount(ticket.discount));
  writeLines(db, ticket);
  writePayments(db, ticket);
}

/** Only positions that changed are written: adding the fortieth line writes one row. */
function writeLines(db: WritableDatabase, ticket: OpenTicket): void {
  const upsert = statement(
    db,
    `INSERT INTO open_ticket_lines (ticket_id, position, line_id, kind, product_uid, code, description, format, unit,
       quantity_milli, unit_cents, list_unit_cents, tax_class, discount)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (ticket_id, position) DO UPDATE SET line_id = excluded.line_id, kind = excluded.kind,
       product_uid = excluded.product_uid, code = excluded.code, description = excluded.description,
       format = excluded.format, unit = excluded.unit, quantity_milli = excluded.quantity_milli,
       unit_cents = excluded.unit_cents, list_unit_cents = excluded.list_unit_cents, tax_class = excluded.tax_class,
       discount = excluded.discount
     WHERE (line_id, quantity_milli, unit_cents, ifnull(discount, '')) IS NOT
       (excluded.line_id, excluded.quantity_milli, excluded.unit_cents, ifnull(excluded.discount, ''))`,
  );
  ticket.lines.forEach((line, position) => {
    upsert.run(
      ticket.id,
      position,
      line.id,
      line.kind,
      line.productId,
      line.code,
      line.description,
      line.format,
      line.unit,
      line.quantityMilli,
      line.unitCents,
      line.listUnitCents,
      line.taxClass,
      fromDiscount(line.discount),
    );
  });
  statement(db, 'DELETE FROM open_ticket_lines WHERE ticket_id = ? AND position >= ?').run(
    ticket.id,
    ticket.lines.length,
  );
}

function writePayments(db: WritableDatabase, ticket: OpenTicket): void {
  statement(db, 'DELETE FROM open_ticket_payments WHERE ticket_id = ?').run(ticket.id);
  const insert = statement(
    db,
    'INSERT INTO open_ticket_payments (ticket_id, position, payment_id, method, tendered_cents) VALUES (?, ?, ?, ?, ?)',
  );
  ticket.payments.forEach((payment: Payment, position) => {
    insert.run(ticket.id, position, payment.id, payment.method, payment.tenderedCents);
  });
}

export function deleteOpenTicket(db: WritableDatabase, ticketId: string): void {
  statement(db, 'DELETE FROM open_tickets WHERE id = ?').run(ticketId);
}
