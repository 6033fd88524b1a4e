import type { Cents } from '../money.ts';
import { parseAmount } from '../money-text.ts';

/** What a person may mean who looks for an issued ticket; several at once when it cannot be told apart. */
export type TicketSearch = {
  /** `000014`, `14`: how the number ends. */
  readonly numberEnd: string | null;
  /** `01T01S-26-000014`, `26-14`: a whole number, or its end with the separator. */
  readonly number: { readonly seriesEnd: string; readonly sequence: number } | null;
  readonly totalCents: Cents | null;
  /** A product's code or reference. */
  readonly code: string | null;
  /** Words of a product's name. */
  readonly words: string | null;
};

const NOTHING: TicketSearch = { numberEnd: null, number: null, totalCents: null, code: null, words: null };

/** The sequence is never longer (domain/documents/numbering.ts); more digits are a product's code. */
const NUMBER_END = /^\d{1,9}$/;
const NUMBER = /^([A-Z0-9-]*)-(\d{1,9})$/;
/** An amount needs its decimals or the euro sign: `20` alone is the end of a number. */
const AMOUNT = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{2}))?$/;

/** `17,56`, `1.234,50`, `17.56`, `20 €`. */
function readTotal(typed: string): Cents | null {
  const hasSign = /€|eur$/i.test(typed);
  const bare = typed.replace(/\s*(?:€|eur)\s*/gi, '');
  const [, whole, decimals] = AMOUNT.exec(bare) ?? [];
  if (whole === undefined || (decimals === undefined && !hasSign)) return null;
  const digits = whole.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  const amount = parseAmount(`${digits}.${decimals ?? '00'}`);
  return amount.ok ? amount.value : null;
}

/** Everything that `typed` may mean; null for nothing: the whole list. */
export function readTicketSearch(typed: string): TicketSearch | null {
  const text = typed.trim();
  if (text === '') return null;
  const totalCents = readTotal(text);
  if (totalCents !== null) return { ...NOTHING, totalCents };
  if (NUMBER_END.test(text)) return { ...NOTHING, numberEnd: text, code: text };
  const [, seriesEnd, sequence] = NUMBER.exec(text.toUpperCase()) ?? [];
  if (seriesEnd !== undefined && sequence !== undefined) {
    return { ...NOTHING, number: { seriesEnd, sequence: Number(sequence) }, code: text };
  }
  // A code has no spaces; one word may be both.
  return { ...NOTHING, code: /\s/.test(text) ? null : text, words: text };
}
