/**
 * PostgreSQL takes neither U+0000 in a text nor half a surrogate pair in JSON, and a till may have either in a name that a
 * person pasted. The bytes of its line are kept as they came; what is derived from them gets U+FFFD there.
 */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

const ESCAPE = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/gi;

/** `value` as JSON for a jsonb column. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(ESCAPE, (sequence) =>
    sequence[1] === 'u' && /u(0000|d)/i.test(sequence) ? '\\ufffd' : sequence,
  );

/** Deeper than anything that a schema of ours describes, and far from the end of the stack. */
const MAX_DEPTH = 32;

/** The same for every text inside what JSON.parse or a query string gave. */
export function storableValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((inner) => storableValue(inner, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storableValue(inner, depth + 1)]));
}
