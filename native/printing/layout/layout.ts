import type { Receipt, ReceiptBlock } from '../../../domain/receipt/model.ts';
import type { CodePageName } from '../code-page.ts';
import { type ItemBlock, type ItemColumns, itemColumns, itemTexts } from './item.ts';
import { pairLines } from './pair.ts';
import { blankLine, columnsFor, type LineStyle, type PaperLine, PLAIN } from './paper-line.ts';
import { toPrintable } from './printable.ts';
import { tableTexts } from './table.ts';
import { wrapText } from './wrap.ts';

export type Paper = { readonly widthColumns: number; readonly codePage: CodePageName };

/**
 * A receipt as lines of paper: no line wider than the paper, no amount broken, every text present, every character one
 * of the code page. Pure.
 */
export function layoutReceipt(receipt: Receipt, paper: Paper): readonly PaperLine[] {
  const blocks = receipt.blocks.map((block) => printableBlock(block, paper.codePage));
  const items = blocks.filter((block): block is ItemBlock => block.kind === 'item');
  const columns = itemColumns(items, paper.widthColumns);
  return blocks.flatMap((block) => blockLines(block, columns, paper.widthColumns));
}

function blockLines(block: ReceiptBlock, columns: ItemColumns, width: number): readonly PaperLine[] {
  switch (block.kind) {
    case 'logo':
      return [{ kind: 'logo' }];
    case 'text':
      return styled(wrapText(block.text, columnsFor(block.size, width)), block);
    case 'pair':
      return pairLines(block, width);
    case 'table':
      return styled(tableTexts(block, width), PLAIN);
    case 'item':
      return styled(itemTexts(block, columns, width), PLAIN);
    case 'qr':
      return qrLines(block, width);
    case 'rule':
      return styled(['-'.repeat(width)], PLAIN);
    case 'space':
      return [blankLine];
  }
}

const styled = (texts: readonly string[], { align, size, bold }: LineStyle): readonly PaperLine[] =>
  texts.map((text) => ({ kind: 'line', text, align, size, bold }));

/** SPEC.md section 9: text above, symbol, text below. The blank lines are its quiet zone above and below (>= 2 mm). */
function qrLines(block: Extract<ReceiptBlock, { kind: 'qr' }>, width: number): readonly PaperLine[] {
  const centred: LineStyle = { align: 'center', size: 'normal', bold: false };
  const texts = (text: string): readonly PaperLine[] => (text === '' ? [] : styled(wrapText(text, width), centred));
  return [...texts(block.above), blankLine, { kind: 'qr', content: block.content }, blankLine, ...texts(block.below)];
}

function printableBlock(block: ReceiptBlock, page: CodePageName): ReceiptBlock {
  const fit = (text: string): string => toPrintable(page, text);
  switch (block.kind) {
    case 'text':
      return { ...block, text: fit(block.text) };
    case 'pair':
      return { ...block, left: fit(block.left), right: fit(block.right) };
    case 'table':
      return { ...block, header: block.header?.map(fit) ?? null, rows: block.rows.map((row) => row.map(fit)) };
    case 'item':
      return {
        ...block,
        quantity: fit(block.quantity),
        description: fit(block.description),
        amount: fit(block.amount),
        details: block.details.map(fit),
      };
    case 'qr':
      return { ...block, above: fit(block.above), below: fit(block.below) };
    default:
      return block;
  }
}
