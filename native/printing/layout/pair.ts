import type { TextSize } from '../../../domain/receipt/model.ts';
import { columnsFor, type PaperLine } from './paper-line.ts';
import { GLUE } from './printable.ts';
import { wrapText } from './wrap.ts';

/** A label narrower than this beside an amount reads worse than a label on a line of its own. */
const LABEL_MIN_COLUMNS = 8;

export type Pair = {
  readonly left: string;
  readonly right: string;
  readonly size: TextSize;
  readonly bold: boolean;
};

/** One line for a text that must stay whole: no line ends, no outer spaces, held spaces as spaces. */
export const wholeText = (text: string): string => text.replaceAll(GLUE, ' ').replace(/\s+/g, ' ').trim();

/** An amount at the right edge; it is broken only if it is wider than the whole paper. */
export function rightLines(text: string, width: number): readonly string[] {
  return wrapText(text.length > width ? text : text.replaceAll(' ', GLUE), width).map((line) => line.padStart(width));
}

/**
 * Label at the left, amount at the right of the label's last line; where both do not fit, the amount takes the next
 * line. Double width gives way to tall when the amount alone would not fit.
 */
export function pairLines(pair: Pair, widthColumns: number): readonly PaperLine[] {
  const right = wholeText(pair.right);
  const size = pair.size === 'double' && right.length > columnsFor('double', widthColumns) ? 'tall' : pair.size;
  const width = columnsFor(size, widthColumns);
  const line = (text: string): PaperLine => ({ kind: 'line', text, align: 'left', size, bold: pair.bold });
  return pairTexts(pair.left, right, width).map(line);
}

function pairTexts(left: string, right: string, width: number): readonly string[] {
  if (right === '') return wrapText(left, width);
  const beside = width - right.length - 1;
  if (beside < Math.min(LABEL_MIN_COLUMNS, wholeText(left).length)) {
    const label = wholeText(left) === '' ? [] : wrapText(left, width);
    return [...label, ...rightLines(right, width)];
  }
  const label = wrapText(left, beside);
  const last = label[label.length - 1] ?? '';
  return [...label.slice(0, -1), last.padEnd(width - right.length) + right];
}
