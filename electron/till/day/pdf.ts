import { renameSync, writeFileSync } from 'node:fs';
import { syncFileAndFolder } from '../../../db/files.ts';
import { winAnsi } from '../../../domain/printing/win-ansi.ts';
import type { Receipt, ReceiptBlock, TextSize } from '../../../domain/receipt/model.ts';

/** A4 in points, and a column that is read without moving the head. */
const MARGIN = 72;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN;
const SIZES: Readonly<Record<TextSize, number>> = { normal: 10.5, tall: 14, double: 18 };
const GAP = 5;

type Pdf = PDFKit.PDFDocument;
type Block<Kind extends ReceiptBlock['kind']> = Extract<ReceiptBlock, { kind: Kind }>;

const font = (pdf: Pdf, size: TextSize, isBold: boolean): Pdf =>
  pdf.font(isBold ? 'Helvetica-Bold' : 'Helvetica').fontSize(SIZES[size]);

/** Begins a page when a line of `height` would not fit on this one. */
function room(pdf: Pdf, height: number): void {
  if (pdf.y + height > BOTTOM) pdf.addPage();
}

function writeText(pdf: Pdf, { text, align, size, bold }: Block<'text'>): void {
  const said = winAnsi(text);
  font(pdf, size, bold);
  room(pdf, pdf.heightOfString(said, { width: WIDTH }));
  pdf.text(said, MARGIN, pdf.y, { width: WIDTH, align });
}

function writeColumns(pdf: Pdf, cells: readonly string[], widths: readonly number[]): void {
  const said = cells.map(winAnsi);
  const height = Math.max(...said.map((cell, index) => pdf.heightOfString(cell, { width: widths[index] ?? WIDTH })));
  room(pdf, height);
  const top = pdf.y;
  let x = MARGIN;
  said.forEach((cell, index) => {
    const width = widths[index] ?? WIDTH;
    pdf.text(cell, x, top, { width, align: index === 0 ? 'left' : 'right' });
    x += width;
  });
  pdf.x = MARGIN;
  pdf.y = top + height + 2;
}

function writePair(pdf: Pdf, { left, right, size, bold }: Block<'pair'>): void {
  font(pdf, size, bold);
  const rightWidth = Math.min(WIDTH * 0.6, pdf.widthOfString(winAnsi(right)) + 8);
  writeColumns(pdf, [left, right], [WIDTH - rightWidth, rightWidth]);
}

/** The first column takes what the others leave. */
function writeTable(pdf: Pdf, { header, rows, aligns }: Block<'table'>): void {
  const others = Math.max(0, aligns.length - 1);
  const width = Math.min(90, (WIDTH * 0.6) / Math.max(1, others));
  const widths = [WIDTH - width * others, ...Array.from({ length: others }, () => width)];
  if (header !== null) {
    font(pdf, 'normal', true);
    writeColumns(pdf, header, widths);
  }
  font(pdf, 'normal', false);
  for (const row of rows) writeColumns(pdf, row, widths);
}

function writeRule(pdf: Pdf): void {
  room(pdf, 3 * GAP);
  const y = pdf.y + GAP;
  pdf
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.5)
    .stroke('#888888');
  pdf.y = y + GAP;
}

function writeBlock(pdf: Pdf, block: ReceiptBlock): void {
  switch (block.kind) {
    case 'text':
      writeText(pdf, block);
      break;
    case 'pair':
      writePair(pdf, block);
      break;
    case 'table':
      writeTable(pdf, block);
      break;
    case 'rule':
      writeRule(pdf);
      break;
    case 'space':
      pdf.y += 2 * GAP;
      break;
    // Papers of the day have none: they are no documents of sale.
    case 'logo':
    case 'item':
    case 'qr':
      break;
  }
}

/** The paper on A4, as bytes. */
export async function pdfOf(receipt: Receipt, title: string): Promise<Buffer> {
  // Loaded when the first PDF is wanted: it takes longer than a till takes to start.
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: title, Producer: 'Mostrador' } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  for (const block of receipt.blocks) writeBlock(pdf, block);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

/** In place of what was there under that name. @throws storage errors */
export async function writePdf(path: string, receipt: Receipt, title: string): Promise<void> {
  const bytes = await pdfOf(receipt, title);
  const beside = `${path}.parte`;
  writeFileSync(beside, bytes, { mode: 0o600 });
  renameSync(beside, path);
  syncFileAndFolder(path);
}
