import type { SoldFigures, Tally, TaxTotal } from '../../domain/day/types.ts';
import type { Cents } from '../../domain/money.ts';
import { type ReadableDatabase, statement } from '../handles.ts';

/** Documents with row ids above `after`, up to `through`: row ids are the order of issue, whatever the clock did. */
export type DocumentRange = { readonly after: number; readonly through: number };

type Sums = Omit<SoldFigures, 'series' | 'corrections'>;

/** Row ids of the annulled ones, as JSON: few, and left out of every sum below. */
const annulledIn = (db: ReadableDatabase, { after, through }: DocumentRange): string =>
  JSON.stringify(
    statement(
      db,
      `SELECT DISTINCT document_id FROM fiscal_records WHERE document_id > ? AND document_id <= ? AND kind = 'anulacion'`,
    )
      .pluck()
      .all(after, through),
  );

const inRange = (column: string): string =>
  `${column} > @after AND ${column} <= @through AND ${column} NOT IN (SELECT value FROM json_each(@annulled))`;

/** A method as it was corrected last. */
export const METHOD_OF = `ifnull((SELECT c.to_method FROM payment_corrections c
  WHERE c.document_id = p.document_id AND c.position = p.position ORDER BY c.id DESC LIMIT 1), p.method)`;

const TAXES = `SELECT impuesto, rate_bp AS rateBp, recargo_rate_bp AS recargoRateBp, sum(gross_cents) AS grossCents,
    sum(base_cents) AS baseCents, sum(tax_cents) AS taxCents, sum(recargo_cents) AS recargoCents
  FROM document_tax_groups WHERE ${inRange('document_id')}
  GROUP BY impuesto, rate_bp, recargo_rate_bp ORDER BY rate_bp DESC, recargo_rate_bp`;

const METHODS = `SELECT method, count(*) AS count, sum(cents) AS cents
  FROM (SELECT ${METHOD_OF} AS method, p.applied_cents AS cents FROM document_payments p WHERE ${inRange('p.document_id')})
  GROUP BY method ORDER BY CASE method WHEN 'cash' THEN 0 WHEN 'card' THEN 1 ELSE 2 END, method`;

/** Added up by product first: a product is looked up once, however often it was sold. */
const CATEGORIES = `SELECT ifnull(s.department, ifnull(parent.name, own.name)) AS name, sum(s.count) AS count, sum(s.cents) AS cents
  FROM (SELECT product_uid, iif(kind = 'department', description, NULL) AS department, count(*) AS count,
      sum(net_cents) AS cents FROM document_lines WHERE ${inRange('document_id')} GROUP BY 1, 2) s
    LEFT JOIN products p ON p.uid = s.product_uid LEFT JOIN categories own ON own.id = p.category_id
    LEFT JOIN categories parent ON parent.id = own.parent_id
  GROUP BY 1 ORDER BY cents DESC, name`;

const CASHIERS = `SELECT cashier_id AS id, max(cashier_name) AS name, count(*) AS count, sum(total_cents) AS cents
  FROM documents WHERE ${inRange('id')} GROUP BY cashier_id ORDER BY cents DESC, cashier_id`;

const HOURS = `SELECT substr(issued_at, 1, 13) AS hour, count(*) AS count, sum(total_cents) AS cents
  FROM documents WHERE ${inRange('id')} GROUP BY 1 ORDER BY 1`;

const DISCOUNTS = `SELECT count(*) FILTER (WHERE line_discount_cents <> 0) AS lines,
    ifnull(sum(line_discount_cents), 0) AS lineCents, ifnull(sum(ticket_discount_cents), 0) AS ticketCents,
    count(DISTINCT CASE WHEN ticket_discount_cents <> 0 THEN document_id END) AS tickets
  FROM document_lines WHERE ${inRange('document_id')}`;

const DOCUMENTS = `SELECT count(*) AS count, ifnull(sum(gross_cents), 0) AS grossCents,
    ifnull(sum(discount_cents), 0) AS discountCents, ifnull(sum(total_cents), 0) AS totalCents,
    ifnull(sum(tax_cents), 0) AS taxCents
  FROM documents WHERE ${inRange('id')}`;

/** Everything that the documents of a range add up to. */
export function soldSums(db: ReadableDatabase, range: DocumentRange): Sums {
  const annulled = annulledIn(db, range);
  const bound = { ...range, annulled };
  const all = <Row>(sql: string): Row[] => statement(db, sql).all(bound) as Row[];
  const discounts = statement(db, DISCOUNTS).get(bound) as {
    lines: number;
    lineCents: Cents;
    tickets: number;
    ticketCents: Cents;
  };
  const tally = (sql: string, values: unknown): Tally => statement(db, sql).get(values) as Tally;
  const sum = 'SELECT count(*) AS count, ifnull(sum(total_cents), 0) AS cents FROM documents';
  return {
    issued: issuedIn(db, range),
    annulled: tally(`${sum} WHERE id IN (SELECT value FROM json_each(@annulled))`, { annulled }),
    documents: statement(db, DOCUMENTS).get(bound) as SoldFigures['documents'],
    taxes: all<TaxTotal>(TAXES),
    methods: all<SoldFigures['methods'][number]>(METHODS),
    categories: all<SoldFigures['categories'][number]>(CATEGORIES),
    cashiers: all<SoldFigures['cashiers'][number]>(CASHIERS),
    hours: all<SoldFigures['hours'][number]>(HOURS),
    lineDiscounts: { count: discounts.lines, cents: discounts.lineCents },
    ticketDiscounts: { count: discounts.tickets, cents: discounts.ticketCents },
  };
}

/** Every document of a range, also the annulled ones. */
export const issuedIn = (db: ReadableDatabase, { after, through }: DocumentRange): Tally =>
  statement(
    db,
    'SELECT count(*) AS count, ifnull(sum(total_cents), 0) AS cents FROM documents WHERE id > ? AND id <= ?',
  ).get(after, through) as Tally;

export const lastDocumentRow = (db: ReadableDatabase): number =>
  Number(statement(db, 'SELECT ifnull(max(id), 0) FROM documents').pluck().get());

export const lastLogRow = (db: ReadableDatabase): number =>
  Number(statement(db, 'SELECT ifnull(max(id), 0) FROM audit_log').pluck().get());

/** Local timestamp of the first document after a row id; null: none. */
export const firstIssuedAfter = (db: ReadableDatabase, after: number): string | null =>
  (statement(db, 'SELECT issued_at FROM documents WHERE id > +? ORDER BY id LIMIT 1').pluck().get(after) as
    | string
    | undefined) ?? null;

export const countDocumentsAfter = (db: ReadableDatabase, after: number): number =>
  Number(statement(db, 'SELECT count(*) FROM documents WHERE id > ?').pluck().get(after));
