import type { Cents } from '../domain/money.ts';
import type { PaymentMethod } from '../domain/ticket/types.ts';
import { METHOD_OF } from './day/sold.ts';
import { type ReadableDatabase, statement } from './handles.ts';

/**
 * History of issued documents: newest first, by row id, which is the order of issue whatever the clock did. Every search
 * answers row ids below `below`, so that a page begins where the one before ended however many were issued meanwhile.
 */
export type HistoryPage = {
  /** Row id of the last document of the page before; MAX_ROW_ID for the first page. */
  readonly below: number;
  readonly limit: number;
  /** Local days, inclusive; null: open. */
  readonly from: string | null;
  readonly to: string | null;
};

export const MAX_ROW_ID = Number.MAX_SAFE_INTEGER;
/** Sort before and after every local timestamp of a day. */
const BEFORE_ALL = '';
const AFTER_ALL = '~';

type Bounds = { readonly low: number; readonly below: number; readonly start: string; readonly end: string };

/**
 * Row ids between which the documents of the period are. Read from the index alone; rows between them may still be of
 * another day when the clock jumped, so their time is looked at again.
 */
function boundsOf(db: ReadableDatabase, { below, from, to }: HistoryPage): Bounds | null {
  // A timestamp of day D begins with D and "T": every one of them sorts before "D~".
  const [start, end] = [from ?? BEFORE_ALL, to === null ? AFTER_ALL : `${to}~`];
  if (isWholeTime(db, start, end)) return { low: 0, below, start, end };
  const { low, high } = statement(
    db,
    'SELECT min(id) AS low, max(id) AS high FROM documents WHERE issued_at >= ? AND issued_at < ?',
  ).get(start, end) as { readonly low: number | null; readonly high: number | null };
  return low === null || high === null ? null : { low, below: Math.min(below, high + 1), start, end };
}

/** A period that leaves nothing out: reading all of the index to learn that would take tens of milliseconds. */
function isWholeTime(db: ReadableDatabase, start: string, end: string): boolean {
  if (start === BEFORE_ALL && end === AFTER_ALL) return true;
  const { first, last } = statement(
    db,
    'SELECT (SELECT min(issued_at) FROM documents) AS first, (SELECT max(issued_at) FROM documents) AS last',
  ).get() as { readonly first: string | null; readonly last: string | null };
  return first !== null && last !== null && first >= start && last < end;
}

function search(
  db: ReadableDatabase,
  page: HistoryPage,
  condition: string,
  parameters: readonly (string | number)[] = [],
): number[] {
  const bounds = boundsOf(db, page);
  if (bounds === null) return [];
  // The plus keeps the index over time away: it would have to be sorted, and the range of ids is as narrow.
  return statement(
    db,
    `SELECT id FROM documents WHERE ${condition} AND id >= ? AND id < ? AND +issued_at >= ? AND +issued_at < ?
     ORDER BY id DESC LIMIT ?`,
  )
    .pluck()
    .all(...parameters, bounds.low, bounds.below, bounds.start, bounds.end, page.limit) as number[];
}

export const documentsOfPeriod = (db: ReadableDatabase, page: HistoryPage): number[] => search(db, page, 'true');

export const documentsOfTotal = (db: ReadableDatabase, page: HistoryPage, totalCents: Cents): number[] =>
  search(db, page, 'total_cents = ?', [totalCents]);

/** Up to two digits: one document in a hundred or more matches, and looking at them in order is quickest. */
const SCANNED_DIGITS = 2;

/** Documents whose number ends in these digits (1 to 9 of them): 14, 0014 and 000014 are three questions. */
export function documentsOfNumberEnd(db: ReadableDatabase, page: HistoryPage, digits: string): number[] {
  const [modulus, rest] = [10 ** digits.length, Number(digits)];
  if (digits.length <= SCANNED_DIGITS) return search(db, page, 'sequence % ? = ?', [modulus, rest]);
  const series = statement(db, 'SELECT id, last_sequence AS last FROM series').all() as { id: number; last: number }[];
  const candidates = series.flatMap(({ id, last }) => {
    const sequences: [number, number][] = [];
    for (let sequence = rest === 0 ? modulus : rest; sequence <= last; sequence += modulus)
      sequences.push([id, sequence]);
    return sequences;
  });
  return ofSequences(db, page, candidates);
}

/** Documents of a whole number whose series code ends in `seriesEnd`. */
export function documentsOfNumber(
  db: ReadableDatabase,
  page: HistoryPage,
  { seriesEnd, sequence }: { readonly seriesEnd: string; readonly sequence: number },
): number[] {
  const series = statement(db, 'SELECT id, code FROM series').all() as { id: number; code: string }[];
  const meant = series.filter(({ code }) => code.endsWith(seriesEnd));
  return ofSequences(
    db,
    page,
    meant.map(({ id }) => [id, sequence]),
  );
}

function ofSequences(
  db: ReadableDatabase,
  page: HistoryPage,
  candidates: readonly (readonly [number, number])[],
): number[] {
  if (candidates.length === 0) return [];
  return search(
    db,
    page,
    `id IN (SELECT d.id FROM json_each(?) wanted CROSS JOIN documents d
       ON d.series_id = wanted.value ->> 0 AND d.sequence = wanted.value ->> 1)`,
    [JSON.stringify(candidates)],
  );
}

/** Bound of a search for words: so many products are looked up one by one, which takes some milliseconds. */
const MAX_PRODUCTS = 300;

/** Products, for sale or not, that have these beginnings of words in their name or format. */
export const productsWithWords = (db: ReadableDatabase, words: readonly string[]): string[] =>
  statement(
    db,
    `SELECT p.uid FROM product_words w JOIN products p ON p.id = w.rowid WHERE w.product_words MATCH ? LIMIT ?`,
  )
    .pluck()
    .all(words.map((word) => `"${word}"*`).join(' AND '), MAX_PRODUCTS) as string[];

/** The product, for sale or not, of a code or reference. */
export const productsWithCode = (db: ReadableDatabase, code: string): string[] =>
  statement(
    db,
    `SELECT p.uid FROM product_codes c JOIN products p ON p.id = c.product_id WHERE c.code = ?1
     UNION SELECT uid FROM products WHERE reference = ?1`,
  )
    .pluck()
    .all({ 1: code }) as string[];

/**
 * Documents that hold any of the products. Each product's newest are read from its index and then merged: one query for
 * all of them would sort every sale of them there ever was.
 */
export function documentsOfProducts(db: ReadableDatabase, page: HistoryPage, productUids: readonly string[]): number[] {
  const bounds = boundsOf(db, page);
  if (bounds === null) return [];
  const isAnyDay = page.from === null && page.to === null;
  const newest = statement(
    db,
    isAnyDay
      ? `SELECT DISTINCT document_id FROM stock_movements WHERE product_uid = ? AND document_id >= ? AND document_id < ?
         ORDER BY document_id DESC LIMIT ?`
      : `SELECT DISTINCT m.document_id FROM stock_movements m JOIN documents d ON d.id = m.document_id
         WHERE m.product_uid = ? AND m.document_id >= ? AND m.document_id < ? AND d.issued_at >= ? AND d.issued_at < ?
         ORDER BY m.document_id DESC LIMIT ?`,
  ).pluck();
  const days = isAnyDay ? [] : [bounds.start, bounds.end];
  const ids = new Set<number>();
  for (const uid of productUids) {
    for (const id of newest.all(uid, bounds.low, bounds.below, ...days, page.limit) as number[]) ids.add(id);
  }
  return newestOf([...ids], page.limit);
}

/** The newest of what several searches found. */
export const newestOf = (ids: readonly number[], limit: number): number[] =>
  [...new Set(ids)].sort((left, right) => right - left).slice(0, limit);

export type IssuedSummary = {
  readonly documentId: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly totalCents: Cents;
  readonly cashierName: string;
  readonly methods: readonly PaymentMethod[];
  readonly lineCount: number;
  readonly customerName: string | null;
  readonly isAnnulled: boolean;
};

type SummaryRow = Omit<IssuedSummary, 'methods' | 'isAnnulled'> & {
  readonly methods: string;
  readonly isAnnulled: number;
};

/** What a list shows of these documents, in their order: newest first. */
export function summariesOf(db: ReadableDatabase, rowIds: readonly number[]): IssuedSummary[] {
  const rows = statement(
    db,
    `SELECT d.uid AS documentId, d.number, d.issued_at AS issuedAt, d.total_cents AS totalCents,
       d.cashier_name AS cashierName,
       (SELECT json_group_array(${METHOD_OF} ORDER BY p.position) FROM document_payments p WHERE p.document_id = d.id) AS methods,
       (SELECT count(*) FROM document_lines WHERE document_id = d.id) AS lineCount,
       (SELECT c.name FROM document_customers x JOIN customers c ON c.uid = x.customer_uid WHERE x.document_id = d.id)
         AS customerName,
       EXISTS (SELECT 1 FROM fiscal_records WHERE document_id = d.id AND kind = 'anulacion') AS isAnnulled
     FROM documents d WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id DESC`,
  ).all(JSON.stringify(rowIds)) as SummaryRow[];
  return rows.map(({ methods, isAnnulled, ...row }) => ({
    ...row,
    methods: [...new Set(JSON.parse(methods) as PaymentMethod[])],
    isAnnulled: isAnnulled === 1,
  }));
}
