import type { Cents } from '../domain/money.ts';
import type { Discount, Payment, PaymentMethod, Ticket, TicketLine } from '../domain/ticket/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

/** A line that was removed, with what is needed to put it back: its place, and the ticket's discount that went with it. */
export type RemovedLine = {
  readonly line: TicketLine;
  readonly position: number;
  readonly discount: Discount | null;
};

export type TicketCustomer = { readonly id: string; readonly name: string; readonly taxId: string | null };

export type OpenTicket = Ticket & {
  readonly state: 'active' | 'parked';
  readonly label: string | null;
  readonly openedAt: string;
  /** Who opened it; the document names who closes it. */
  readonly cashierId: string;
  readonly customer: TicketCustomer | null;
  /** Id of the last change that a screen asked for, and the line it was about. */
  readonly lastOperation: string | null;
  readonly lastLineId: string | null;
  readonly removed: RemovedLine | null;
};

type LineRow = Omit<TicketLine, 'discount'> & { readonly discount: string | null };

const toDiscount = (text: string | null): Discount | null => (text === null ? null : (JSON.parse(text) as Discount));
const fromDiscount = (discount: Discount | null): string | null =>
  discount === null ? null : JSON.stringify(discount);

const LINE_COLUMNS = `line_id AS id, kind, product_uid AS productId, code, description, format, unit,
  quantity_milli AS quantityMilli, unit_cents AS unitCents, list_unit_cents AS listUnitCents, tax_class AS taxClass, discount`;
const SELECT_LINES = `SELECT ${LINE_COLUMNS} FROM open_ticket_lines WHERE ticket_id = +? ORDER BY position`;

const toLine = (row: LineRow): TicketLine => ({ ...row, discount: toDiscount(row.discount) });

type HeadRow = Pick<
  OpenTicket,
  'id' | 'state' | 'label' | 'openedAt' | 'cashierId' | 'lastOperation' | 'lastLineId'
> & {
  readonly discount: string | null;
  readonly removed: string | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly customerTaxId: string | null;
};
type PaymentRow = { readonly id: string; readonly method: PaymentMethod; readonly tenderedCents: Cents };

const SELECT_HEADS = `SELECT t.id, t.state, t.label, t.opened_at AS openedAt, t.cashier_id AS cashierId, t.discount, t.removed,
  t.last_operation AS lastOperation, t.last_line_id AS lastLineId, c.uid AS customerId, c.name AS customerName,
  c.tax_id AS customerTaxId FROM open_tickets t LEFT JOIN customers c ON c.uid = t.customer_uid`;
const PAYMENT_COLUMNS = 'payment_id AS id, method, tendered_cents AS tenderedCents';

function toTicket(head: HeadRow, lines: readonly LineRow[], payments: readonly PaymentRow[]): OpenTicket {
  const { customerId, customerName, customerTaxId, discount, removed, ...rest } = head;
  return {
    ...rest,
    discount: toDiscount(discount),
    removed: removed === null ? null : (JSON.parse(removed) as RemovedLine),
    customer:
      customerId === null || customerName === null
        ? null
        : { id: customerId, name: customerName, taxId: customerTaxId },
    lines: lines.map(toLine),
    payments,
  };
}

export function readOpenTicket(db: ReadableDatabase, ticketId: string): OpenTicket | null {
  const head = statement(db, `${SELECT_HEADS} WHERE t.id = ?`).get(ticketId) as HeadRow | undefined;
  if (head === undefined) return null;
  const lines = statement(db, SELECT_LINES).all(ticketId) as LineRow[];
  const payments = statement(
    db,
    `SELECT ${PAYMENT_COLUMNS} FROM open_ticket_payments WHERE ticket_id = +? ORDER BY position`,
  ).all(ticketId) as PaymentRow[];
  return toTicket(head, lines, payments);
}

const byTicket = <Row extends { readonly ticketId: string }>(
  rows: readonly Row[],
): Map<string, Omit<Row, 'ticketId'>[]> => {
  const grouped = new Map<string, Omit<Row, 'ticketId'>[]>();
  for (const { ticketId, ...row } of rows) {
    const group = grouped.get(ticketId);
    if (group === undefined) grouped.set(ticketId, [row]);
    else group.push(row);
  }
  return grouped;
};

/** Oldest first. Three queries, however many tickets are parked. */
export function listOpenTickets(db: ReadableDatabase): OpenTicket[] {
  const heads = statement(db, `${SELECT_HEADS} ORDER BY t.opened_at, t.id`).all() as HeadRow[];
  if (heads.length === 0) return [];
  const lines = byTicket(
    statement(
      db,
      `SELECT ticket_id AS ticketId, ${LINE_COLUMNS} FROM open_ticket_lines ORDER BY ticket_id, position`,
    ).all() as (LineRow & { readonly ticketId: string })[],
  );
  const payments = byTicket(
    statement(
      db,
      `SELECT ticket_id AS ticketId, ${PAYMENT_COLUMNS} FROM open_ticket_payments ORDER BY ticket_id, position`,
    ).all() as (PaymentRow & { readonly ticketId: string })[],
  );
  return heads.map((head) => toTicket(head, lines.get(head.id) ?? [], payments.get(head.id) ?? []));
}

/** What is in front: one ticket, or none. */
export const listActiveTickets = (db: ReadableDatabase): OpenTicket[] =>
  (statement(db, "SELECT id FROM open_tickets WHERE state = 'active'").pluck().all() as string[])
    .map((id) => readOpenTicket(db, id))
    .filter((ticket) => ticket !== null);

/** Writes head, lines and payments as they are now; the caller holds the transaction. */
export function writeOpenTicket(db: WritableDatabase, ticket: OpenTicket): void {
  statement(
    db,
    `INSERT INTO open_tickets (id, state, label, opened_at, cashier_id, discount, customer_uid, last_operation,
       last_line_id, removed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, label = excluded.label, cashier_id = excluded.cashier_id,
       discount = excluded.discount, customer_uid = excluded.customer_uid, last_operation = excluded.last_operation,
       last_line_id = excluded.last_line_id, removed = excluded.removed`,
  ).run(
    ticket.id,
    ticket.state,
    ticket.label,
    ticket.openedAt,
    ticket.cashierId,
    fromDiscount(ticket.discount),
    ticket.customer?.id ?? null,
    ticket.lastOperation,
    ticket.lastLineId,
    ticket.removed === null ? null : JSON.stringify(ticket.removed),
  );
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
