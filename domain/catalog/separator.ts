/** Separators of the lists that spreadsheets and tills write. */
export const SEPARATORS = [';', ',', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

const MAX_LINES = 50;

/** Counts of each separator per line, quotes left out; a last line that was cut off is not counted. */
function countPerLine(sample: string, isWhole: boolean): number[][] {
  const lines: number[][] = [];
  let counts = SEPARATORS.map(() => 0);
  let isQuoted = false;
  let isEmpty = true;
  const close = () => {
    if (!isEmpty) lines.push(counts);
    counts = SEPARATORS.map(() => 0);
    isEmpty = true;
  };
  for (const character of sample) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && (character === '\n' || character === '\r')) {
      close();
      if (lines.length >= MAX_LINES) return lines;
      continue;
    }
    isEmpty = false;
    const index = isQuoted ? -1 : SEPARATORS.indexOf(character as Separator);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  if (isWhole || lines.length === 0) close();
  return lines;
}

/** A first line `sep=;` as Excel writes and reads it. */
export const SEPARATOR_LINE = /^sep=(.)(?:\r\n|\n|\r)/i;

/**
 * The separator of the first line; where two occur in it ("nombre, formato;precio") the one that the other lines repeat
 * the same number of times. `;` when there is none at all: the file has one column.
 * @param sample the beginning of the text, without byte order mark
 * @param isWhole whether the sample is all there is
 */
export function detectSeparator(sample: string, isWhole: boolean): Separator {
  const declared = SEPARATOR_LINE.exec(sample)?.[1] as Separator | undefined;
  if (declared !== undefined && SEPARATORS.includes(declared)) return declared;
  const [header, ...rest] = countPerLine(sample, isWhole);
  if (header === undefined) return ';';
  let best: { readonly separator: Separator; readonly agreeing: number; readonly count: number } | null = null;
  for (const [index, separator] of SEPARATORS.entries()) {
    const count = header[index] ?? 0;
    if (count === 0) continue;
    const agreeing = rest.filter((counts) => counts[index] === count).length;
    if (best === null || agreeing > best.agreeing || (agreeing === best.agreeing && count > best.count)) {
      best = { separator, agreeing, count };
    }
  }
  return best?.separator ?? ';';
}
