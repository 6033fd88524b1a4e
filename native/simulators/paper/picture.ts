import { crc32 } from 'node:zlib';
import { PNG } from 'pngjs';
import { isBlack } from './bit-image.ts';
import { characterDots } from './character-generator.ts';
import type { BitImage, LineElement, PaperElement, PaperEnd, PaperGeometry, TextCell } from './model.ts';

export type PictureOptions = {
  /** White paper left and right of what the head can print; 0 gives exactly the printable width. */
  readonly marginDots?: number;
};

/** Blank paper above the first line; a real one has what lies between head and cutter, which is only waste in a picture. */
const topDots = 40;
const edgeDots = 6;
const cutGrey = 150;

type Canvas = { readonly width: number; readonly height: number; readonly grey: Uint8Array };

/** A PNG of the paper, dot for dot; the file names the dots per metre, so that it prints at true size. */
export function drawPaper(
  elements: readonly PaperElement[],
  heightDots: number,
  end: PaperEnd,
  geometry: PaperGeometry,
  options: PictureOptions = {},
): Buffer {
  const margin = options.marginDots ?? 0;
  const width = geometry.widthDots + 2 * margin;
  const height = topDots + heightDots + edgeDots;
  const canvas: Canvas = { width, height, grey: new Uint8Array(width * height).fill(255) };
  for (const element of elements) drawElement(canvas, element, margin);
  drawEdge(canvas, end);
  return encode(canvas, geometry.dpi);
}

function drawElement(canvas: Canvas, element: PaperElement, margin: number): void {
  const top = topDots + ('y' in element ? element.y : 0);
  switch (element.kind) {
    case 'line':
      drawLine(canvas, element, margin, top);
      return;
    case 'raster':
      drawImage(canvas, element.image, margin + element.x, top, 1);
      return;
    case 'qr':
      drawImage(canvas, element.matrix, margin + element.x, top, element.moduleDots);
      return;
    case 'barcode':
      drawFrame(canvas, margin + element.x, top, element.widthDots, element.heightDots);
      return;
    case 'pulse':
      return;
  }
}

function drawLine(canvas: Canvas, line: LineElement, margin: number, top: number): void {
  for (const { x, image } of line.images) drawImage(canvas, image, margin + x, top + line.heightDots - image.height, 1);
  for (const cell of line.cells) drawCell(canvas, cell, margin + cell.x, top + line.heightDots - cell.height);
}

function drawCell(canvas: Canvas, cell: TextCell, left: number, top: number): void {
  const glyph = characterDots(cell.char, cell.font, cell.scaleX, cell.scaleY);
  // Emphasis heats every dot a second time a little further on: the strokes grow to the right, the cell does not.
  const smear = cell.bold ? Math.max(1, Math.round(cell.scaleX * 0.75)) : 0;
  const underlineFrom = cell.height - cell.underlineDots * cell.scaleY;
  for (let y = 0; y < cell.height; y++) {
    for (let x = 0; x < cell.width; x++) {
      let black = cell.underlineDots > 0 && y >= underlineFrom;
      for (let back = 0; back <= smear && !black; back++) {
        black = x - back >= 0 && x - back < glyph.width && glyph.dots[y * glyph.width + x - back] === 1;
      }
      if (black !== cell.inverted) setDot(canvas, left + x, top + y, 0);
    }
  }
}

function drawImage(canvas: Canvas, image: BitImage, left: number, top: number, dotSize: number): void {
  for (let y = 0; y < image.height * dotSize; y++) {
    for (let x = 0; x < image.width * dotSize; x++) {
      if (isBlack(image, Math.floor(x / dotSize), Math.floor(y / dotSize))) setDot(canvas, left + x, top + y, 0);
    }
  }
}

function drawFrame(canvas: Canvas, left: number, top: number, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const border = x < 2 || y < 2 || x >= width - 2 || y >= height - 2;
      if (border || (x + y) % 12 === 0) setDot(canvas, left + x, top + y, 0);
    }
  }
}

/** A dashed line where the paper was cut; the uncut tongue of a partial cut is the gap in the middle; torn paper zigzags. */
function drawEdge(canvas: Canvas, end: PaperEnd): void {
  const middle = canvas.width / 2;
  for (let x = 0; x < canvas.width; x++) {
    const zigzag = Math.abs((x % 8) - 4);
    if (end === 'torn') setDot(canvas, x, canvas.height - 2 - zigzag, cutGrey);
    else if (x % 14 < 8 && !(end === 'partial' && Math.abs(x - middle) < 28)) {
      setDot(canvas, x, canvas.height - 2, cutGrey);
      setDot(canvas, x, canvas.height - 1, cutGrey);
    }
  }
}

function setDot(canvas: Canvas, x: number, y: number, grey: number): void {
  if (x >= 0 && y >= 0 && x < canvas.width && y < canvas.height) canvas.grey[y * canvas.width + x] = grey;
}

function encode(canvas: Canvas, dpi: number): Buffer {
  const png = new PNG({ width: canvas.width, height: canvas.height });
  for (let index = 0; index < canvas.grey.length; index++)
    png.data.fill(canvas.grey[index] ?? 255, index * 4, index * 4 + 3);
  for (let index = 3; index < png.data.length; index += 4) png.data[index] = 255;
  return withResolution(PNG.sync.write(png, { colorType: 0 }), dpi);
}

/** Adds a pHYs chunk behind the header (PNG specification 11.3.4.3), which the encoder does not write. */
function withResolution(file: Buffer, dpi: number): Buffer {
  const headerEnd = 8 + 25;
  const body = Buffer.alloc(13);
  const dotsPerMetre = Math.round(dpi / 0.0254);
  body.write('pHYs', 0, 'latin1');
  body.writeUInt32BE(dotsPerMetre, 4);
  body.writeUInt32BE(dotsPerMetre, 8);
  body.writeUInt8(1, 12);
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 17);
  return Buffer.concat([file.subarray(0, headerEnd), chunk, file.subarray(headerEnd)]);
}
