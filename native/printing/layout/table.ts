import type { Align, ReceiptBlock } from '../../../domain/receipt/model.ts';
import { pairLines, wholeText } from './pair.ts';
import { wrapText } from './wrap.ts';

export type TableBlock = Extract<ReceiptBlock, { kind: 'table' }>;

/** The first column may wrap, but below this width it reads worse than one pair per line. */
const FIRST_MIN_COLUMNS = 6;

/**
 * Columns after the first are as wide as their longest cell and never broken; the first takes what is left and wraps,
 * headers wrap between words. A table too wide for the paper is written as one pair (header, cell) per line instead.
 */
export function tableTexts(table: TableBlock, width: number): readonly string[] {
  const rows = table.rows.map((row) => table.aligns.map((_, index) => cell(row, index)));
  const header = table.header === null ? null : table.aligns.map((_, index) => cell(table.header ?? [], index));
  const widths = columnWidths(header, rows, width);
  if (widths === null) return stackedTexts(header, rows, width);
  return [...(header === null ? [] : [header]), ...rows].flatMap((row) => rowTexts(row, table.aligns, widths));
}

const cell = (row: readonly string[], index: number): string => wholeText(row[index] ?? '');

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

function columnWidths(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] | null {
  const count = header?.length ?? rows[0]?.length ?? 0;
  const columns = Array.from({ length: count }, (_, index) => ({
    header: header?.[index] ?? '',
    widest: longest(rows.map((row) => row[index] ?? '')),
  }));
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const gaps = others.length;
  const wanted = Math.max(first.widest, longest(first.header.split(' ')));
  const least = Math.min(wanted, FIRST_MIN_COLUMNS);
  const whole = others.map((column) => Math.max(column.widest, column.header.length));
  const tight = others.map((column) => Math.max(column.widest, longest(column.header.split(' '))));
  const left = (widths: readonly number[]): number => width - gaps - widths.reduce((sum, size) => sum + size, 0);
  if (left(whole) >= wanted) return [left(whole), ...whole];
  if (left(tight) >= least && left(tight) > 0) return [left(tight), ...tight];
  return null;
}

function rowTexts(row: readonly string[], aligns: readonly Align[], widths: readonly number[]): readonly string[] {
  const cells = row.map((text, index) => wrapText(text, Math.max(1, widths[index] ?? 1)));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, index) => placed(lines[at] ?? '', aligns[index] ?? 'left', widths[index] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

function placed(text: string, align: Align, width: number): string {
  if (align === 'right') return text.padStart(width);
  if (align === 'left') return text.padEnd(width);
  return text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
}

function stackedTexts(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  return rows.flatMap((row) => {
    const [first = '', ...others] = row;
    const lines = [header?.[0] ?? '', first].filter((text) => text !== '').join(': ');
    const pairs = others.flatMap((text, index) =>
      pairLines({ left: header?.[index + 1] ?? '', right: text, size: 'normal', bold: false }, width),
    );
    return [...wrapText(lines, width), ...pairs.map((line) => (line.kind === 'line' ? line.text : ''))];
  });
}
