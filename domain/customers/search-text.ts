import { foldText, searchWords } from '../catalog/search-text.ts';

/** What a customer is found by. */
export type SearchedCustomer = {
  readonly name: string;
  readonly taxId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
};

const NOT_DIGIT = /\D+/g;
/** Prefix of Spanish telephone numbers: people leave it out when they ask for one. */
const COUNTRY_PREFIX = /^(?:00)?34(?=\d{9}$)/;

/** Words of name, NIF and e-mail, and the telephone in one word, folded as products are. */
export function customerSearchText({ name, taxId, phone, email }: SearchedCustomer): string {
  const digits = (phone ?? '').replace(NOT_DIGIT, '');
  const words = [name, taxId ?? '', email ?? ''].flatMap((field) => foldText(field).split(' '));
  return [...new Set([...words, digits, digits.replace(COUNTRY_PREFIX, '')])].filter((word) => word !== '').join(' ');
}

const SEPARATORS = /[\s.\-/+()]+/g;
/** A NIF or a telephone, whatever stands between its digits. */
const NUMBER_LIKE = /^[a-z]?\d[\da-z]*$/;

/**
 * Sets of beginnings of words; a customer that has all the words of one of them is meant. A number is also looked for
 * without what people write between its digits. Empty when nothing can be looked for.
 */
export function customerQueries(typed: string): readonly (readonly string[])[] {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  const compact = typed.toLowerCase().replace(SEPARATORS, '');
  if (words.length === 1 || !NUMBER_LIKE.test(compact)) return [words];
  return [words, [compact.replace(COUNTRY_PREFIX, '')]];
}
