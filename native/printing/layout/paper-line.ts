import type { Align, TextSize } from '../../../domain/receipt/model.ts';

/** What leaves the layout: lines that fit the paper, in the characters of the printer's code page. */
export type PaperLine =
  /** `text` holds at most columnsFor(size, width) characters. Aligned by the printer; empty for a blank line. */
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly align: Align;
      readonly size: TextSize;
      readonly bold: boolean;
    }
  | { readonly kind: 'logo' }
  | { readonly kind: 'qr'; readonly content: string };

export type LineStyle = { readonly align: Align; readonly size: TextSize; readonly bold: boolean };

export const PLAIN: LineStyle = { align: 'left', size: 'normal', bold: false };

export const blankLine: PaperLine = { kind: 'line', text: '', ...PLAIN };

/** A character of double size takes two columns. */
export const columnsFor = (size: TextSize, widthColumns: number): number =>
  size === 'double' ? Math.floor(widthColumns / 2) : widthColumns;
