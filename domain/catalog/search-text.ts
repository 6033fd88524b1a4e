/**
 * Folding for search: the one place that decides what is the same letter. Index, query and check use it, so that they
 * cannot disagree. Case, accents and punctuation are ignored; `ñ` folds to `n`, so both find it.
 */
const MARKS = /\p{M}+/gu;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const ASCII_ONLY = /^[\x20-\x7e]*$/;
/** Letters that Unicode does not take apart into base and accent. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};
const WHOLE_LETTER = /[ßæœøłđðþ]/g;
/** Col·lació is one word in Catalan; ª and º belong to numbers. */
const JOINED = /[·ªº]/g;

/** Words of `text` in lower case without accents, separated by single spaces; '' when it holds no letter or digit. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII_ONLY.test(lower)) return lower.replace(NOT_WORD, ' ').trim();
  return lower
    .replace(JOINED, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(WHOLE_LETTER, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(NOT_WORD, ' ')
    .trim();
}

/** Coca-Cola, D'Aucy, S.Pellegrino, M&M: people type them in one word too. */
const COMPOUND = /\p{L}+(?:[-'’.&]\p{L}+)+/gu;
const COMPOUND_JOINT = /[-'’.&]/g;

/** Goes before the first word of the name, so that "begins with" is a search for a word. Folding removes it from input. */
export const FIRST_WORD_MARK = '·';

/** What the index holds of a product: its words, compounds once more in one word, and the first word marked. */
export function searchText(name: string, format: string | null): string {
  const whole = format === null ? name : `${name} ${format}`;
  const words = foldText(whole);
  const compounds = whole.match(COMPOUND)?.map((word) => foldText(word.replace(COMPOUND_JOINT, ''))) ?? [];
  const first = words.slice(0, words.indexOf(' ') === -1 ? words.length : words.indexOf(' '));
  return [first === '' ? '' : FIRST_WORD_MARK + first, words, ...compounds].join(' ').trim();
}

/** Longer input is a paste or a leaning elbow. */
const MAX_WORDS = 8;
const MAX_WORD_LENGTH = 40;

/** Distinct words of what a person typed, bounded in number and length. */
export function searchWords(input: string): string[] {
  const folded = foldText(input.slice(0, 400));
  if (folded === '') return [];
  return [...new Set(folded.split(' ').map((word) => word.slice(0, MAX_WORD_LENGTH)))].slice(0, MAX_WORDS);
}
