import type { Statement } from './strip-statements.ts';

/** Two rows of whole statements, and how many found no room. */
export type StripRows = { readonly rows: readonly (readonly Statement[])[]; readonly hidden: number };

/** Dot and distance, in letters. */
const AROUND = 3;
/** "y 3 más". */
const MORE = 9;
const sizeOf = ({ text }: Statement): number => text.length + AROUND;

function place(statements: readonly Statement[], room: readonly number[]): StripRows {
  const rows = room.map((): Statement[] => []);
  const left = [...room];
  let hidden = 0;
  for (const statement of statements) {
    const size = sizeOf(statement);
    const at = left.findIndex((free) => size <= free);
    const row = rows[at];
    // Nothing less urgent takes the place of what did not fit.
    if (row === undefined || hidden > 0) hidden += 1;
    else {
      row.push(statement);
      left[at] = (left[at] ?? 0) - size;
    }
  }
  return { rows, hidden };
}

const withRest = ({ tone, text, rest }: Statement): Statement => ({
  tone,
  text: rest === undefined ? text : `${text}: ${rest}`,
});

/**
 * What of the statements, the most urgent first, fits into two rows of `letters` each. A statement is shown whole or
 * counted; each `rest` is said where there is room for all of them, and by one that is alone in the second row.
 */
export function stripRows(statements: readonly Statement[], letters: number): StripRows {
  const [only] = statements;
  if (statements.length === 1 && only?.rest !== undefined) {
    return { rows: [[{ tone: only.tone, text: only.text }], [{ tone: only.tone, text: only.rest }]], hidden: 0 };
  }
  const complete = place(statements.map(withRest), [letters, letters]);
  if (complete.hidden === 0) return complete;
  const all = place(statements, [letters, letters]);
  return all.hidden === 0 ? all : place(statements, [letters, letters - MORE]);
}
