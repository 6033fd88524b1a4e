import { winAnsi } from '../../../domain/printing/win-ansi.ts';

export type Pdf = PDFKit.PDFDocument;

/** Points; A4. */
export const PAGE = { width: 595.28, height: 841.89, margin: 51 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - PAGE.margin - 18;
const PADDING = 4;

export type Column = { readonly width: number; readonly align: 'left' | 'right' };
export type TextOptions = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
};

const INK = '#1f2933';
export const FAINT = '#5b6770';
const LINE = '#c9d1d8';

/** One text at a place, wrapped to a width. @returns where it ends */
export function write(
  pdf: Pdf,
  text: string,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  { size = 9.5, bold = false, color = INK, align = 'left' }: TextOptions = {},
): number {
  pdf
    .font(bold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(size)
    .fillColor(color);
  const said = winAnsi(text);
  pdf.text(said, x, y, { width, align });
  return y + pdf.heightOfString(said, { width });
}

/** Where `height` more fits: here, or on a page of its own. */
export function room(pdf: Pdf, y: number, height: number): number {
  if (y + height <= BOTTOM) return y;
  pdf.addPage();
  return PAGE.margin;
}

export function rule(pdf: Pdf, y: number): number {
  pdf
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.margin + WIDTH, y)
    .lineWidth(0.6)
    .stroke(LINE);
  return y + 5;
}

/** One row of a table; a row is never cut by the end of a page. @returns where it ends */
export function row(
  pdf: Pdf,
  at: number,
  columns: readonly Column[],
  cells: readonly string[],
  options: TextOptions = {},
): number {
  const { size = 9.5, bold = false } = options;
  pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
  const heights = cells.map((cell, index) =>
    pdf.heightOfString(winAnsi(cell), { width: (columns[index]?.width ?? 0) - PADDING }),
  );
  const height = Math.max(...heights);
  const y = room(pdf, at, height);
  let x = PAGE.margin;
  cells.forEach((cell, index) => {
    const { width = 0, align = 'left' } = columns[index] ?? {};
    write(pdf, cell, { x: align === 'right' ? x + PADDING : x, y, width: width - PADDING }, { ...options, align });
    x += width;
  });
  return y + height + 3;
}

/** Dark modules as squares, sharp at every scale. @param side points, without the quiet zone */
export function symbol(
  pdf: Pdf,
  place: { readonly x: number; readonly y: number; readonly side: number },
  modules: { readonly size: number; get(row: number, column: number): number },
): void {
  const step = place.side / modules.size;
  for (let line = 0; line < modules.size; line += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(line, column) !== 0) pdf.rect(place.x + column * step, place.y + line * step, step, step);
    }
  }
  pdf.fill('#000000');
}
