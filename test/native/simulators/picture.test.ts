import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { EscPosInterpreter, type PrinterColumns } from '../../../native/simulators/escpos/interpreter.ts';
import { characterDots, hasCharacter } from '../../../native/simulators/paper/character-generator.ts';
import type { Ticket } from '../../../native/simulators/paper/ticket.ts';
import { readTicket } from '../../support/read-ticket.ts';
import { qrCommands, sampleQrUrl, sampleTicket } from '../../support/sample-ticket.ts';

function ticketOf(bytes: Uint8Array, columns: PrinterColumns = 48): Ticket {
  const printer = new EscPosInterpreter({ columns });
  printer.write(bytes);
  const ticket = printer.tickets[0];
  if (ticket === undefined) throw new Error('nothing was cut');
  return ticket;
}

const blackDots = (png: Buffer): number =>
  PNG.sync.read(png).data.filter((value, index) => index % 4 === 0 && value === 0).length;
const oneLine = (...before: number[]): Buffer =>
  ticketOf(Uint8Array.from([...before, 0x48, 0x61, 0x0a, 0x1d, 0x56, 66, 0])).toPng();

describe('picture of a ticket', () => {
  it.each([
    [48, 576],
    [42, 512],
    [32, 384],
  ] as const)('%i columns are %i dots wide and the QR decodes at its true size', (columns, widthDots) => {
    const { png, qr, text } = readTicket(ticketOf(sampleTicket(columns), columns));
    expect(PNG.sync.read(png).width).toBe(widthDots);
    expect(qr?.content).toBe(sampleQrUrl);
    expect(qr?.version).toBe(7);
    expect(qr?.sideMm).toBeCloseTo((45 * 6 * 25.4) / 203, 0);
    expect(Math.abs((qr?.middleDots ?? 0) - widthDots / 2)).toBeLessThan(4);
    expect(text).toContain('3 Piñones ¡oferta! 50 g');
  });

  it.each([3, 4, 5, 8])('modules of %i dots give a symbol of that size', (moduleDots) => {
    const bytes = Uint8Array.from([
      0x1b,
      0x61,
      1,
      ...qrCommands('https://example.es/?n=ABCDEFGH', moduleDots),
      0x1d,
      0x56,
      66,
      40,
    ]);
    const { qr } = readTicket(ticketOf(bytes));
    expect(qr?.sideDots).toBeGreaterThan(29 * moduleDots - 4);
    expect(qr?.sideDots).toBeLessThan(29 * moduleDots + 4);
  });

  it('names its dots per metre', () => {
    const png = oneLine();
    const at = png.indexOf('pHYs');
    expect(png.readUInt32BE(at + 4)).toBe(7992);
  });

  it('bold, inverted and underlined text have more ink, large text much more', () => {
    const plain = blackDots(oneLine());
    expect(blackDots(oneLine(0x1b, 0x45, 1))).toBeGreaterThan(plain * 1.2);
    expect(blackDots(oneLine(0x1b, 0x2d, 2))).toBeGreaterThan(plain + 40);
    expect(blackDots(oneLine(0x1d, 0x42, 1))).toBeGreaterThan(plain * 2);
    expect(blackDots(oneLine(0x1d, 0x21, 0x11))).toBeGreaterThan(plain * 3.3);
  });

  it('margins widen the paper and nothing else', () => {
    const ticket = ticketOf(sampleTicket(48));
    expect(PNG.sync.read(ticket.toPng({ marginDots: 32 })).width).toBe(640);
    expect(blackDots(ticket.toPng({ marginDots: 32 }))).toBe(blackDots(ticket.toPng()));
  });

  it('the text with styles marks them', () => {
    const text = ticketOf(sampleTicket(48)).toText({ styles: true });
    expect(text).toContain('**FACTURA SIMPLIFICADA**');
    expect(text).toContain('__Descuento aplicado__');
    expect(text).toMatch(/\{2x2:\*\*TOTAL +24,85 €\*\*\}/);
    expect(text).toContain(`[QR: ${sampleQrUrl}]`);
  });
});

describe('character generator', () => {
  const letters =
    'ABCDEFGHIJKLMNÑOPQRSTUVWXYZabcdefghijklmnñopqrstuvwxyzçÇáéíóúüÁÉÍÓÚÜ0123456789€¿?¡!ºª·%&@#$()*+,-./:;<=>[]_|~';

  it('has every letter a Spanish ticket uses, each with a shape of its own', () => {
    const shapes = new Set([...letters].map((char) => characterDots(char, 'A', 1, 1).dots.join('')));
    expect([...letters].filter((char) => !hasCharacter(char))).toEqual([]);
    expect(shapes.size).toBe([...letters].length);
  });

  it('stems of plain letters are two dots wide, in font B one', () => {
    const stem = (char: string, font: 'A' | 'B', row: number): number => {
      const { dots, width } = characterDots(char, font, 1, 1);
      const line = dots.slice(row * width, (row + 1) * width).join('');
      return /1+/.exec(line)?.[0].length ?? 0;
    };
    expect([...'HIlLEFnu'].map((char) => stem(char, 'A', 15))).toEqual([2, 2, 2, 2, 2, 2, 2, 2]);
    expect([...'HlLE'].map((char) => stem(char, 'B', 6))).toEqual([1, 1, 1, 1]);
  });

  it('lines of a frame reach the edges of their cells', () => {
    const { dots, width, height } = characterDots('┼', 'A', 1, 1);
    expect([
      dots[(height / 2) * width],
      dots[(height / 2) * width + width - 1],
      dots[width / 2],
      dots[(height - 1) * width + width / 2],
    ]).toEqual([1, 1, 1, 1]);
  });
});
