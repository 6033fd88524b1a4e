import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/**
 * Text inside a record. XML 1.0 cannot carry most control characters nor half a surrogate pair, not even escaped, and a
 * record that no parser reads is worse than one with a blank in a name: names are cleaned here, always in the same way,
 * so that a character pasted into the settings never stops a sale. Identifiers are not cleaned but checked.
 */

/** C0, DEL and C1: tab and line ends too, because readers normalise them and a name has none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
/** Under the u flag a pair is one character, so that only lone surrogates match. */
const NOT_A_CHARACTER = /[\ud800-\udfff\ufffe\uffff]/gu;

/** Control characters become blanks, lone surrogates and non-characters U+FFFD; blanks at both ends go. Idempotent. */
export const cleanText = (text: string): string =>
  text
    .replace(CONTROL, ' ')
    .replace(NOT_A_CHARACTER, '\ufffd')
    .replace(/^ +| +$/g, '');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Quotes stay as they are: no record has attributes with data. */
const escapeText = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);

/** `<sf:Name>content</sf:Name>` around markup that is already escaped. */
export const element = (name: string, content: string): string => `<sf:${name}>${content}</sf:${name}>`;

/** `<sf:Name>text</sf:Name>`, escaped. */
export const leaf = (name: string, text: string): string => element(name, escapeText(text));

/** Nothing for null: AEAT wants absent elements, not empty ones (SPEC.md 5.1). */
export const optionalLeaf = (name: string, text: string | null): string => (text === null ? '' : leaf(name, text));

/**
 * The cleaned text if its length is 1 to `max`, counted in UTF-16 units: never more lenient than the XSD, which counts
 * characters. Refuses `verifactu_text_length` {field, length, max}.
 */
export function checkedText(field: string, text: string, max: number): Result<string> {
  const cleaned = cleanText(text);
  return cleaned.length === 0 || cleaned.length > max
    ? refuse('verifactu_text_length', { field, length: cleaned.length, max })
    : ok(cleaned);
}
