import { type CodePageName, isInCodePage } from '../code-page.ts';

/** Written as the nearest ASCII when the page lacks the character; these do not decompose into a letter and an accent. */
const NEAREST: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‹': "'",
  '›': "'",
  '´': "'",
  '`': "'",
  '–': '-',
  '—': '-',
  '―': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '•': '*',
  '·': '.',
  '×': 'x',
  '÷': '/',
  '™': 'TM',
  '®': '(R)',
  '©': '(C)',
  '№': 'No',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '²': '2',
  '³': '3',
  '¹': '1',
  º: 'o',
  ª: 'a',
  '°': 'o',
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  µ: 'u',
  '≤': '<=',
  '≥': '>=',
  '¥': 'Y',
  '£': 'GBP',
};

/** A space that holds what stands at its two sides on one line; printed as a space. */
export const GLUE = '\u00a0';
const NO_BREAK_SPACES = /[\u00a0\u2007\u202f]/g;
const SPACES = /[\t\v\f\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/g;
const LINE_ENDS = /\r\n|[\r\n\u0085\u2028\u2029]/g;
// Kept until emoji that it joins have been counted as one.
const JOINER = /\u200d/g;
// Zero-width characters and direction marks: nothing to see on paper.
const INVISIBLE = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a name would act as a printer command
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
const ASCII_ONLY = /^[\n -~]*$/;
const MARKS = /\p{M}+/gu;

const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' });

function fitCharacter(page: CodePageName, character: string): string | null {
  if (character === '\n' || character === GLUE || isInCodePage(page, character)) return character;
  const nearest = NEAREST[character];
  return nearest === undefined ? null : nearest;
}

function fitGrapheme(page: CodePageName, grapheme: string): string {
  const whole = fitCharacter(page, grapheme);
  if (whole !== null) return whole;
  // A letter with an accent the page lacks keeps the letter; compatibility forms (ligatures, full width) come apart.
  const bare = grapheme.normalize('NFKD').replace(MARKS, '').replace(JOINER, '');
  if (grapheme.replace(JOINER, '') === '') return '';
  const fitted = [...bare].map((character) => fitCharacter(page, character));
  if (bare === '' || fitted.includes(null)) return '?';
  return fitted.join('');
}

/**
 * The text with every character the page lacks replaced: é stays, ș becomes s, typographic quotes become ASCII, an
 * emoji becomes one `?`. The result holds only characters of the page, `\n`, and GLUE for a no-break space; so its
 * length is its number of columns.
 */
export function toPrintable(page: CodePageName, text: string): string {
  const clean = text
    .replace(LINE_ENDS, '\n')
    .replace(NO_BREAK_SPACES, GLUE)
    .replace(SPACES, ' ')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '');
  if (ASCII_ONLY.test(clean)) return clean;
  let result = '';
  for (const { segment } of graphemes.segment(clean.normalize('NFC'))) result += fitGrapheme(page, segment);
  return result;
}
