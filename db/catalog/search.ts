import { FIRST_WORD_MARK, searchWords } from '../../domain/catalog/search-text.ts';
import type { Product } from '../../domain/catalog/types.ts';
import { type ReadableDatabase, statement } from '../handles.ts';
import { findProductByCode, PRODUCT_COLUMNS, type ProductRow, toProduct } from './products.ts';

/**
 * Search as you type. Results come in steps, each by an index that can stop as soon as the list is full, and nothing is
 * ranked by counting: with 100,000 products one letter matches tens of thousands of them.
 * 1 the code itself; 2 names that begin with the first word; 3 beginnings of words; 4 codes and references that begin
 * with the input; 5 pieces inside words (three letters and up).
 */
export const MAX_SEARCH_RESULTS = 200;

const byWords = `SELECT ${PRODUCT_COLUMNS} FROM product_words w JOIN products p ON p.id = w.rowid
  WHERE w.product_words MATCH ? AND p.active = 1 LIMIT ?`;
const byPieces = `SELECT ${PRODUCT_COLUMNS}, p.search_text FROM product_pieces w JOIN products p ON p.id = w.rowid
  WHERE w.product_pieces MATCH ? LIMIT ?`;
const byCodeStart = `SELECT ${PRODUCT_COLUMNS} FROM product_codes c JOIN products p ON p.id = c.product_id
  WHERE c.code >= ? AND c.code < ? AND p.active = 1 LIMIT ?`;
const byReferenceStart = `SELECT ${PRODUCT_COLUMNS} FROM products p
  WHERE p.reference >= ? AND p.reference < ? AND p.active = 1 ORDER BY p.reference LIMIT ?`;

/** Bound of step 5: pieces that match in the wrong order are looked at and dropped. */
const MAX_PIECE_CANDIDATES = 1500;
const PIECE = 3;
/** Sorts after every code: codes hold no such character. */
const AFTER = '\u{10ffff}';

const begins = (word: string): string => `"${word}"*`;
const wordQuery = (words: readonly string[]): string => words.map(begins).join(' AND ');

/** Pieces of a word that together cover it; checking the text itself afterwards makes up for the order. */
function pieces(word: string): string[] {
  const letters = [...word];
  const starts = new Set<number>();
  for (let at = 0; at + PIECE <= letters.length; at += PIECE) starts.add(at);
  starts.add(letters.length - PIECE);
  return [...starts].map((at) => `"${letters.slice(at, at + PIECE).join('')}"`);
}

const isLong = (word: string): boolean => [...word].length >= PIECE;

function holds(searchText: string, words: readonly string[]): boolean {
  const padded = ` ${searchText}`;
  return words.every((word) => (isLong(word) ? searchText.includes(word) : padded.includes(` ${word}`)));
}

const collator = new Intl.Collator('es');

/** Within a step: names that hold the very letters typed (accents included) first, then as a dictionary has them. */
function inOrder(rows: readonly ProductRow[], typed: string): ProductRow[] {
  const exactly = typed.toLowerCase();
  const isExact = (row: ProductRow): number => (row.name.toLowerCase().includes(exactly) ? 0 : 1);
  return rows.toSorted(
    (left, right) => isExact(left) - isExact(right) || collator.compare(left.name, right.name) || left.id - right.id,
  );
}

class Found {
  readonly #rows = new Map<number, ProductRow>();
  readonly #limit: number;
  readonly #typed: string;

  constructor(limit: number, typed: string) {
    this.#limit = limit;
    this.#typed = typed;
  }

  add(rows: readonly ProductRow[]): void {
    for (const row of inOrder(rows, this.#typed)) {
      if (this.isFull) return;
      if (row.active === 1 && !this.#rows.has(row.id)) this.#rows.set(row.id, row);
    }
  }

  get isFull(): boolean {
    return this.#rows.size >= this.#limit;
  }

  get products(): Product[] {
    return [...this.#rows.values()].map(toProduct);
  }
}

function insideWords(db: ReadableDatabase, words: readonly string[]): ProductRow[] {
  const long = words.filter(isLong);
  if (long.length === 0) return [];
  const query = [...new Set(long.flatMap(pieces))].join(' AND ');
  const rows = statement(db, byPieces).all(query, MAX_PIECE_CANDIDATES) as (ProductRow & { search_text: string })[];
  return rows.filter((row) => holds(row.search_text, words));
}

/** Products for sale that match every word of `text`; at most `limit` (1..200), best first. Empty text finds nothing. */
export function searchProducts(db: ReadableDatabase, text: string, limit: number): Product[] {
  const bounded = Math.min(Math.max(Math.trunc(limit), 1), MAX_SEARCH_RESULTS);
  const typed = text.trim();
  const found = new Found(bounded, typed);
  const words = searchWords(typed);
  const [first] = words;
  if (first === undefined) return [];
  const exact = findProductByCode(db, typed);
  const rest = exact === null ? bounded : bounded - 1;
  const steps: (() => ProductRow[])[] = [
    () => statement(db, byWords).all(wordQuery([FIRST_WORD_MARK + first, ...words.slice(1)]), bounded) as ProductRow[],
    () => statement(db, byWords).all(wordQuery(words), bounded * 2) as ProductRow[],
  ];
  if (!/\s/.test(typed)) {
    steps.push(
      () => statement(db, byReferenceStart).all(typed, typed + AFTER, bounded) as ProductRow[],
      () => statement(db, byCodeStart).all(typed, typed + AFTER, bounded) as ProductRow[],
    );
  }
  steps.push(() => insideWords(db, words));
  for (const step of steps) {
    if (found.isFull) break;
    found.add(step());
  }
  const products = found.products;
  if (exact === null) return products;
  return [exact, ...products.filter((product) => product.uid !== exact.uid).slice(0, rest)];
}
