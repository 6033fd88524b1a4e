import type { ReceiptBlock } from '../../../domain/receipt/model.ts';
import { rightLines, wholeText } from './pair.ts';
import { wrapText } from './wrap.ts';

export type ItemBlock = Extract<ReceiptBlock, { kind: 'item' }>;

/** Columns shared by all lines of goods of one paper, so that quantities, descriptions and amounts stand in line. */
export type ItemColumns = { readonly quantity: number; readonly amount: number };

/** A description narrower than this goes below quantity and amount. */
const DESCRIPTION_MIN_COLUMNS = 10;

/** The widest quantity and amount decide, each bounded to a third of the paper: one odd line must not squeeze the rest. */
export function itemColumns(items: readonly ItemBlock[], width: number): ItemColumns {
  const bound = Math.floor(width / 3);
  const widest = (lengths: readonly number[]): number => Math.min(bound, Math.max(0, ...lengths));
  return {
    quantity: widest(items.map((item) => wholeText(item.quantity).length)),
    amount: widest(items.map((item) => wholeText(item.amount).length)),
  };
}

/** Quantity, description and amount on the first line; the description wraps in its column; details are indented. */
export function itemTexts(item: ItemBlock, columns: ItemColumns, width: number): readonly string[] {
  const quantity = wholeText(item.quantity);
  const amount = wholeText(item.amount);
  const indent = columns.quantity === 0 ? 0 : columns.quantity + 1;
  const start = quantity === '' ? indent : Math.max(columns.quantity, quantity.length) + 1;
  const firstWidth = width - start - Math.max(columns.amount, amount.length) - 1;
  const restWidth = width - indent - columns.amount - 1;
  const body =
    firstWidth >= DESCRIPTION_MIN_COLUMNS
      ? besideTexts(quantity, item.description, amount, { columns, indent, start, firstWidth, restWidth, width })
      : belowTexts(quantity, item.description, amount, { columns, indent, width });
  const details = item.details.flatMap((detail) => wrapText(detail, width - indent));
  return [...body, ...details.map((detail) => indented(detail, indent))];
}

const indented = (text: string, indent: number): string => (text === '' ? '' : ' '.repeat(indent) + text);

type Beside = {
  readonly columns: ItemColumns;
  readonly indent: number;
  readonly start: number;
  readonly firstWidth: number;
  readonly restWidth: number;
  readonly width: number;
};

function besideTexts(quantity: string, description: string, amount: string, at: Beside): readonly string[] {
  const [first = '', ...rest] = wrapText(description, at.restWidth, at.firstWidth);
  const head = (quantity.padStart(at.columns.quantity).padEnd(at.start) + first).padEnd(at.width - amount.length);
  return [(head + amount).trimEnd(), ...rest.map((line) => indented(line, at.indent))];
}

type Below = { readonly columns: ItemColumns; readonly indent: number; readonly width: number };

function belowTexts(quantity: string, description: string, amount: string, at: Below): readonly string[] {
  const head = quantity.padStart(at.columns.quantity);
  const figures =
    head.length + 1 + amount.length <= at.width
      ? [head.padEnd(at.width - amount.length) + amount]
      : [...wrapText(head, at.width), ...rightLines(amount, at.width)];
  return [
    ...figures.map((line) => line.trimEnd()),
    ...wrapText(description, at.width - at.indent).map((line) => indented(line, at.indent)),
  ];
}
