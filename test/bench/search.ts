import { searchProducts } from '../../db/catalog/search.ts';
import type { ReadableDatabase } from '../../db/handles.ts';
import { openReader } from '../../db/open.ts';
import { searchWords } from '../../domain/catalog/search-text.ts';
import { seededRandom } from '../support/generate-catalog.ts';
import { cachedShop, SEED } from './folders.ts';
import { type Bench, figure } from './row.ts';
import { percentile, spread, timed } from './samples.ts';

const GOAL_MS = 10;
const LIMIT = 50;
const SEQUENCES = 300;
const LONGEST = 25;

/**
 * What people type until they see their product: its name from the start, a word from the middle, two beginnings of
 * words, a piece inside a word, a code, a slip of the finger.
 */
export function typedTexts(db: ReadableDatabase, sequences: number): string[] {
  const random = seededRandom(SEED);
  const products = db
    .prepare('SELECT p.name, c.code FROM products p JOIN product_codes c ON c.product_id = p.id ORDER BY p.id')
    .all() as { name: string; code: string }[];
  return Array.from({ length: sequences }, (_, index) => {
    const product = products[Math.floor(random() * products.length)] ?? { name: '', code: '' };
    const words = product.name.split(/\s+/);
    const some = words[Math.floor(random() * words.length)] ?? '';
    switch (index % 6) {
      case 0:
        return product.name;
      case 1:
        return some;
      case 2:
        return words
          .slice(0, 2)
          .map((word) => word.slice(0, 3))
          .join(' ');
      case 3:
        return product.name.slice(2 + Math.floor(random() * 4));
      case 4:
        return product.code;
      default:
        return `${some.slice(0, 3)}${some.slice(4)}`;
    }
  });
}

/** Every text that the field holds while somebody types `text`. */
export const keystrokes = (text: string): string[] =>
  Array.from({ length: Math.min(text.length, LONGEST) }, (_, index) => text.slice(0, index + 1));

/** The index alone, for the same words: no products read, nothing put in order. */
function bareSearch(db: ReadableDatabase): (typed: string) => void {
  const words = db.prepare('SELECT rowid FROM product_words WHERE product_words MATCH ? LIMIT ?').pluck();
  return (typed) => {
    const query = searchWords(typed)
      .map((word) => `"${word}"*`)
      .join(' AND ');
    if (query !== '') words.all(query, LIMIT);
  };
}

export const search: Bench = async (context) => {
  const { products } = context.sizes;
  const db = openReader(await cachedShop(context, products, 0));
  try {
    const typed = typedTexts(db, SEQUENCES).flatMap(keystrokes);
    const bare = bareSearch(db);
    for (const text of typed.slice(0, 500)) searchProducts(db, text, LIMIT);
    const liveMs = typed.map((text) => timed(() => searchProducts(db, text, LIMIT)));
    const bareMs = typed.map((text) => timed(() => bare(text)));
    return [
      {
        what: 'search as you type',
        how: `searchProducts in the process, ${products} products, ${typed.length} keystrokes of ${SEQUENCES} typed texts, ${LIMIT} results`,
        figures: [...spread(liveMs), figure('keystrokes', typed.length)],
        goal: `p99 <= ${GOAL_MS} ms`,
        met: percentile(liveMs, 0.99) <= GOAL_MS,
        limit: spread(bareMs, 'bare index '),
        skipped: null,
      },
    ];
  } finally {
    db.close();
  }
};
