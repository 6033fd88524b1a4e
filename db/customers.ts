import { customerQueries, customerSearchText } from '../domain/customers/search-text.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type Customer = {
  readonly id: string;
  readonly name: string;
  /** Normalised NIF. */
  readonly taxId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly note: string | null;
};

const COLUMNS =
  'c.uid AS id, c.name, c.tax_id AS taxId, c.phone, c.email, c.address, c.postal_code AS postalCode, c.city, c.note';

const one = (row: unknown): Customer | null => (row as Customer | undefined) ?? null;

export const findCustomer = (db: ReadableDatabase, id: string): Customer | null =>
  one(statement(db, `SELECT ${COLUMNS} FROM customers c WHERE c.uid = ?`).get(id));

export const findCustomerByTaxId = (db: ReadableDatabase, taxId: string): Customer | null =>
  one(statement(db, `SELECT ${COLUMNS} FROM customers c WHERE c.tax_id = ?`).get(taxId));

const index = (db: WritableDatabase, rowId: number, searchText: string): void => {
  statement(db, 'INSERT INTO customer_words (rowid, search_text) VALUES (?, ?)').run(rowId, searchText);
};

/** Call inside a transaction. @throws SqliteError when another customer has the NIF: look before. */
export function insertCustomer(db: WritableDatabase, customer: Customer, nowMs: number): void {
  const searchText = customerSearchText(customer);
  const { lastInsertRowid } = statement(
    db,
    `INSERT INTO customers (uid, name, tax_id, phone, email, address, postal_code, city, note, search_text, used_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    customer.id,
    customer.name,
    customer.taxId,
    customer.phone,
    customer.email,
    customer.address,
    customer.postalCode,
    customer.city,
    customer.note,
    searchText,
    nowMs,
  );
  index(db, Number(lastInsertRowid), searchText);
}

/** Call inside a transaction. False when there is no such customer. */
export function updateCustomer(db: WritableDatabase, customer: Customer, nowMs: number): boolean {
  const before = statement(db, 'SELECT id, search_text AS searchText FROM customers WHERE uid = ?').get(customer.id) as
    | { readonly id: number; readonly searchText: string }
    | undefined;
  if (before === undefined) return false;
  const searchText = customerSearchText(customer);
  if (before.searchText !== searchText) {
    statement(db, "INSERT INTO customer_words (customer_words, rowid, search_text) VALUES ('delete', ?, ?)").run(
      before.id,
      before.searchText,
    );
    index(db, before.id, searchText);
  }
  statement(
    db,
    `UPDATE customers SET name = ?, tax_id = ?, phone = ?, email = ?, address = ?, postal_code = ?, city = ?, note = ?,
       search_text = ?, used_at_ms = ? WHERE id = ?`,
  ).run(
    customer.name,
    customer.taxId,
    customer.phone,
    customer.email,
    customer.address,
    customer.postalCode,
    customer.city,
    customer.note,
    searchText,
    nowMs,
    before.id,
  );
  return true;
}

export function touchCustomer(db: WritableDatabase, id: string, nowMs: number): void {
  statement(db, 'UPDATE customers SET used_at_ms = ? WHERE uid = ?').run(nowMs, id);
}

/** Those made, changed or attached of late, newest first. */
export const recentCustomers = (db: ReadableDatabase, limit: number): Customer[] =>
  statement(db, `SELECT ${COLUMNS} FROM customers c ORDER BY c.used_at_ms DESC, c.id DESC LIMIT ?`).all(
    limit,
  ) as Customer[];

/** Bound of what is put in order: with one letter a large shop has thousands. */
const MAX_CANDIDATES = 500;
const collator = new Intl.Collator('es');

/** Customers whose name, NIF, telephone or e-mail has the words that were typed, as a dictionary has them. */
export function searchCustomers(db: ReadableDatabase, typed: string, limit: number): Customer[] {
  const found = new Map<string, Customer>();
  for (const words of customerQueries(typed)) {
    const match = words.map((word) => `"${word}"*`).join(' AND ');
    const rows = statement(
      db,
      `SELECT ${COLUMNS} FROM customer_words w JOIN customers c ON c.id = w.rowid WHERE w.customer_words MATCH ? LIMIT ?`,
    ).all(match, MAX_CANDIDATES) as Customer[];
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()]
    .sort((left, right) => collator.compare(left.name, right.name) || (left.id < right.id ? -1 : 1))
    .slice(0, limit);
}

/** Who a document was sold to; part of the sale's transaction. */
export function linkDocument(db: WritableDatabase, documentId: number, customerId: string): void {
  statement(db, 'INSERT INTO document_customers (document_id, customer_uid) VALUES (?, ?)').run(documentId, customerId);
}

/** Null: sold to nobody by name. */
export const customerOfDocument = (db: ReadableDatabase, documentId: number): string | null =>
  (statement(db, 'SELECT customer_uid FROM document_customers WHERE document_id = ?').pluck().get(documentId) as
    | string
    | undefined) ?? null;
