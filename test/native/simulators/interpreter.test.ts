import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EscPosInterpreter, type InterpreterOptions } from '../../../native/simulators/escpos/interpreter.ts';
import { isBlack } from '../../../native/simulators/paper/bit-image.ts';
import type { LineElement, PaperElement } from '../../../native/simulators/paper/model.ts';
import { pc858, qrCommands, sampleTicket } from '../../support/sample-ticket.ts';

const esc = 0x1b;
const gs = 0x1d;
const cut = [gs, 0x56, 66, 0];

function printed(bytes: readonly number[], options: InterpreterOptions = {}): EscPosInterpreter {
  const printer = new EscPosInterpreter(options);
  printer.write(Uint8Array.from(bytes));
  return printer;
}

const elements = (bytes: readonly number[]): readonly PaperElement[] =>
  printed([...bytes, ...cut]).tickets[0]?.elements ?? [];

function firstLine(bytes: readonly number[]): LineElement {
  const line = elements(bytes).find((element) => element.kind === 'line');
  if (line === undefined) throw new Error('no line was printed');
  return line;
}

const textOf = (bytes: readonly number[]): string => printed([...bytes, ...cut]).tickets[0]?.toText() ?? '';
const codes = (bytes: readonly number[]): string[] => printed(bytes).problems.map((problem) => problem.code);
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

describe('chunks', () => {
  it('a ticket in random chunks gives the same paper as in one piece', () => {
    const whole = sampleTicket(48);
    const expected = printed([...whole]).tickets[0];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 40 }), (places) => {
        const printer = new EscPosInterpreter();
        const ends = [0, ...places.sort((a, b) => a - b), whole.length];
        for (let index = 1; index < ends.length; index++) printer.write(whole.subarray(ends[index - 1], ends[index]));
        expect(printer.tickets[0]?.elements).toEqual(expected?.elements);
        expect(printer.problems).toEqual([]);
      }),
      { seed: 2026, numRuns: 40 },
    );
  });

  it('byte by byte gives the same paper and picture', () => {
    const printer = new EscPosInterpreter();
    for (const value of sampleTicket(32)) printer.write(Uint8Array.of(value));
    expect(printer.tickets[0]?.toPng().equals(printed([...sampleTicket(32)]).tickets[0]?.toPng() ?? Buffer.of())).toBe(
      true,
    );
  });

  it('any bytes at all neither throw nor stop the printer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const printer = new EscPosInterpreter();
        printer.write(noise);
        printer.endOfInput();
        printer.write(Uint8Array.from([esc, 0x40, ...ascii('ok'), 0x0a, ...cut]));
        expect(printer.tickets.at(-1)?.toText()).toContain('ok');
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('text', () => {
  it.each([
    [
      'PC858',
      19,
      'ñÑçáéíóúü€¿¡ºª',
      [0xa4, 0xa5, 0x87, 0xa0, 0x82, 0xa1, 0xa2, 0xa3, 0x81, 0xd5, 0xa8, 0xad, 0xa7, 0xa6],
    ],
    ['PC850', 2, 'ñÁıÉ', [0xa4, 0xb5, 0xd5, 0x90]],
    ['PC437', 0, 'ñÉ╒º', [0xa4, 0x90, 0xd5, 0xa7]],
    ['WPC1252', 16, '€ñÁº', [0x80, 0xf1, 0xc1, 0xba]],
    ['ISO8859-15', 40, '€ñÁº', [0xa4, 0xf1, 0xc1, 0xba]],
  ])('%s is page %i', (_, page, expected, bytes) => {
    expect(textOf([esc, 0x74, page, ...bytes, 0x0a])).toBe(`${expected}\n`);
  });

  it('a page the printer lacks is a problem, and so is each character of it', () => {
    expect(codes([esc, 0x74, 99, 0xa4, 0x0a])).toEqual(['unsupported_code_page', 'unsupported_code_page']);
  });

  it('a hole in a page is a problem', () => {
    expect(codes([esc, 0x74, 16, 0x81])).toEqual(['undefined_character']);
  });

  it('another table of page numbers can be given', () => {
    const printer = printed([esc, 0x74, 7, 0xd5, 0x0a, ...cut], { codePages: new Map([[7, 'PC858']]) });
    expect(printer.tickets[0]?.toText()).toBe('€\n');
  });

  it('ESC R 7 prints Spanish letters in places of ASCII', () => {
    expect(textOf([esc, 0x52, 7, ...ascii('[\\]|'), 0x0a])).toBe('¡Ñ¿ñ\n');
  });

  it('a line breaks when the next character does not fit, not before', () => {
    expect(textOf([...ascii('x'.repeat(48)), 0x0a])).toBe(`${'x'.repeat(48)}\n`);
    expect(textOf([...ascii('x'.repeat(49)), 0x0a])).toBe(`${'x'.repeat(48)}\nx\n`);
  });

  it('CR prints nothing, HT goes to every eighth column, ESC D moves the stops', () => {
    expect(textOf([...ascii('a\r\tb'), 0x0a])).toBe('a       b\n');
    expect(textOf([esc, 0x44, 4, 0, ...ascii('a\tb'), 0x0a])).toBe('a   b\n');
  });

  it('ESC $ and ESC \\ move in dots', () => {
    const line = firstLine([esc, 0x24, 120, 0, 0x61, esc, 0x5c, 24, 0, 0x62, 0x0a]);
    expect(line.cells.map((cell) => cell.x)).toEqual([120, 156]);
  });
});

describe('styles', () => {
  const style = (...command: number[]) => firstLine([...command, 0x78, 0x0a]).cells[0];

  it.each([
    ['ESC E 1', [esc, 0x45, 1], { bold: true }],
    ['ESC G 1', [esc, 0x47, 1], { bold: true }],
    ['ESC - 2', [esc, 0x2d, 2], { underlineDots: 2 }],
    ["ESC - '1'", [esc, 0x2d, 49], { underlineDots: 1 }],
    ['GS B 1', [gs, 0x42, 1], { inverted: true }],
    ['ESC M 1', [esc, 0x4d, 1], { font: 'B', width: 9, height: 17 }],
    ['GS ! 12h', [gs, 0x21, 0x12], { scaleX: 2, scaleY: 3, width: 24, height: 72 }],
    ['ESC ! B9h', [esc, 0x21, 0xb9], { font: 'B', bold: true, scaleX: 2, scaleY: 2, underlineDots: 1 }],
  ])('%s', (_, command, expected) => {
    expect(style(...command)).toMatchObject(expected);
  });

  it('ESC @ takes every style back', () => {
    expect(style(esc, 0x21, 0xb9, gs, 0x42, 1, esc, 0x40)).toMatchObject({
      font: 'A',
      bold: false,
      scaleX: 1,
      inverted: false,
    });
  });

  it('ESC @ in the middle of a line loses it, which is a problem', () => {
    const { problems } = printed([...ascii('abc'), esc, 0x40]);
    expect(problems).toMatchObject([{ code: 'lost_text', offset: 3, bytes: [esc, 0x40], detail: 'abc' }]);
  });

  it.each([
    [0, 0],
    [1, 282],
    [2, 564],
  ])('ESC a %i puts a character at dot %i of 576', (side, x) => {
    expect(firstLine([esc, 0x61, side, 0x78, 0x0a]).cells[0]?.x).toBe(x);
  });

  it('GS L and GS W set the area that lines are aligned in', () => {
    const line = firstLine([gs, 0x4c, 24, 0, gs, 0x57, 120, 0, esc, 0x61, 2, 0x78, 0x0a]);
    expect(line.cells[0]?.x).toBe(24 + 120 - 12);
  });

  it('alignment in the middle of a line is refused', () => {
    expect(codes([0x78, esc, 0x61, 1])).toEqual(['not_at_line_start']);
  });
});

describe('feeds', () => {
  const secondY = (...between: number[]): number | undefined => {
    const lines = elements([0x78, ...between, 0x79, 0x0a]).filter((element) => element.kind === 'line');
    return lines[1]?.y;
  };

  it.each([
    ['LF', [0x0a], 30],
    ['ESC 3 40', [esc, 0x33, 40, 0x0a], 40],
    ['ESC 3 10 never less than the letters', [esc, 0x33, 10, 0x0a], 24],
    ['ESC 2', [esc, 0x33, 90, esc, 0x32, 0x0a], 30],
    ['ESC d 3', [esc, 0x64, 3], 90],
    ['ESC J 100', [esc, 0x4a, 100], 100],
  ])('%s', (_, between, y) => {
    expect(secondY(...between)).toBe(y);
  });
});

describe('pictures and symbols', () => {
  it('GS v 0 prints its dots with the alignment of the line', () => {
    const [raster] = elements([esc, 0x61, 1, gs, 0x76, 0x30, 0, 1, 0, 2, 0, 0x80, 0x01]);
    expect(raster).toMatchObject({ kind: 'raster', x: 284, image: { width: 8, height: 2 } });
    if (raster?.kind !== 'raster') throw new Error('no raster');
    expect([isBlack(raster.image, 0, 0), isBlack(raster.image, 7, 0), isBlack(raster.image, 7, 1)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('GS v 0 wider than the paper is cropped and reported', () => {
    expect(codes([gs, 0x76, 0x30, 0, 73, 0, 1, 0, ...Array<number>(73).fill(255)])).toEqual(['too_wide']);
  });

  it('raster data that look like commands stay data', () => {
    const data = [esc, 0x40, gs, 0x56, 0, 0x10, 0x04, 0x01];
    const printer = printed([gs, 0x76, 0x30, 0, 8, 0, 1, 0, ...data, ...cut]);
    expect(printer.tickets).toHaveLength(1);
    expect(printer.problems).toEqual([]);
  });

  it('ESC * prints 24-dot columns in the line', () => {
    const line = firstLine([esc, 0x2a, 33, 2, 0, 0x80, 0, 0, 0, 0, 0x01, 0x0a]);
    const image = line.images[0]?.image;
    expect(image).toMatchObject({ width: 2, height: 24 });
    expect(image && [isBlack(image, 0, 0), isBlack(image, 1, 0), isBlack(image, 1, 23)]).toEqual([true, false, true]);
  });

  it.each([
    ['GS ( L', [gs, 0x28, 0x4c, 12, 0]],
    ['GS 8 L', [gs, 0x38, 0x4c, 12, 0, 0, 0]],
  ])('%s keeps a picture and prints it', (_, head) => {
    const store = [...head, 48, 112, 48, 1, 2, 49, 8, 0, 2, 0, 0xff, 0x00];
    const print = [gs, 0x28, 0x4c, 2, 0, 48, 50];
    expect(elements([...store, ...print])).toMatchObject([{ kind: 'raster', image: { width: 8, height: 4 } }]);
  });

  it('a QR has the version, size and place that its commands give', () => {
    const [qr] = elements([esc, 0x61, 1, ...qrCommands('https://example.es/?a=1', 6)]);
    expect(qr).toMatchObject({
      kind: 'qr',
      content: 'https://example.es/?a=1',
      errorLevel: 'M',
      version: 2,
      modules: 25,
      sizeDots: 150,
      x: 213,
    });
  });

  it('a QR wider than the paper is not printed', () => {
    const printer = printed([...qrCommands('x'.repeat(200), 16), ...cut], { columns: 32 });
    expect(printer.problems.map(({ code }) => code)).toEqual(['too_wide']);
    expect(printer.tickets[0]?.qrs).toEqual([]);
  });

  it('printing a QR that was never sent is a problem', () => {
    expect(codes([gs, 0x28, 0x6b, 3, 0, 49, 81, 48])).toEqual(['empty_symbol']);
  });

  it('QR functions with wrong lengths or values are problems', () => {
    expect(codes([gs, 0x28, 0x6b, 3, 0, 49, 67, 17])).toEqual(['bad_parameter']);
    expect(codes([gs, 0x28, 0x6b, 3, 0, 49, 69, 1])).toEqual(['bad_parameter']);
    expect(codes([gs, 0x28, 0x6b, 4, 0, 49, 67, 3, 0])).toEqual(['bad_parameter']);
  });

  it('PDF417 and barcodes are passed over by their length', () => {
    const pdf = [gs, 0x28, 0x6b, 5, 0, 48, 80, 48, 0x41, 0x42];
    const formA = [gs, 0x6b, 2, ...ascii('8400000042413'), 0];
    const formB = [gs, 0x6b, 73, 4, ...ascii('{B1A')];
    const printer = printed([...pdf, ...formA, ...formB, ...ascii('after'), 0x0a, ...cut]);
    expect(printer.problems).toEqual([]);
    expect(printer.notes.map(({ command }) => command)).toEqual(['GS ( k 48 80', 'GS k EAN13', 'GS k CODE128']);
    expect(printer.tickets[0]?.toText()).toBe('[BARCODE EAN13: 8400000042413]\n[BARCODE CODE128: {B1A]\nafter\n');
  });
});

describe('cuts and drawer', () => {
  it.each([
    ['GS V 0', [gs, 0x56, 0], 'full'],
    ["GS V '1'", [gs, 0x56, 49], 'partial'],
    ['GS V A n', [gs, 0x56, 65, 10], 'full'],
    ['GS V B n', [gs, 0x56, 66, 10], 'partial'],
    ['GS V a n', [gs, 0x56, 97, 10], 'full'],
    ['GS V h n', [gs, 0x56, 104, 10], 'partial'],
    ['ESC i', [esc, 0x69], 'partial'],
  ])('%s', (_, bytes, end) => {
    const printer = printed([...ascii('one'), esc, 0x64, 6, ...bytes, ...ascii('two'), 0x0a, ...cut]);
    expect(printer.tickets.map((ticket) => [ticket.toText(), ticket.end])).toEqual([
      ['one\n', end],
      ['two\n', 'partial'],
    ]);
    expect(printer.problems).toEqual([]);
  });

  it('a cut before the print has passed the knife is a problem', () => {
    const printer = printed([...ascii('TOTAL'), 0x0a, gs, 0x56, 0]);
    expect(printer.problems).toMatchObject([{ code: 'cut_through_print', offset: 6 }]);
    expect(printer.tickets[0]?.problems).toHaveLength(1);
  });

  it.each([
    [0, 2],
    [1, 5],
  ])('ESC p %i opens the drawer on pin %i for twice the numbers in ms', (connector, pin) => {
    expect(printed([esc, 0x70, connector, 25, 250]).pulses).toEqual([{ pin, onMs: 50, offMs: 500 }]);
  });
});

describe('what the printer does not know', () => {
  it('is a problem with its offset and bytes, and no text', () => {
    const printer = printed([...ascii('ab'), esc, 0x7e, ...ascii('cd'), 0x0a, ...cut]);
    expect(printer.problems).toEqual([{ code: 'unknown_command', offset: 2, bytes: [esc, 0x7e], detail: '' }]);
    expect(printer.tickets[0]?.toText()).toBe('abcd\n');
  });

  it('a stray control character is a problem', () => {
    expect(codes([0x00, 0x07])).toEqual(['unknown_command', 'unknown_command']);
  });

  it('settings without a picture are taken in silence', () => {
    const bytes = [
      esc,
      0x53,
      esc,
      0x63,
      0x33,
      0,
      esc,
      0x63,
      0x35,
      1,
      esc,
      0x55,
      1,
      gs,
      0x66,
      0,
      gs,
      0x50,
      0,
      0,
      esc,
      0x7b,
      0,
    ];
    const printer = printed([
      ...bytes,
      esc,
      0x28,
      0x41,
      2,
      0,
      1,
      2,
      0x1c,
      0x2e,
      0x10,
      0x04,
      0x01,
      ...ascii('x'),
      0x0a,
      ...cut,
    ]);
    expect(printer.problems).toEqual([]);
    expect(printer.tickets[0]?.toText()).toBe('x\n');
  });

  it('half a command at the end is a problem, and the next sender starts clean', () => {
    const printer = printed([gs, 0x76, 0x30, 0, 10, 0, 10, 0, 1, 2]);
    printer.endOfInput();
    printer.write(Uint8Array.from([...pc858('hola'), 0x0a]));
    expect(printer.problems.map(({ code }) => code)).toEqual(['truncated_command']);
    expect(printer.openPaper()?.toText()).toBe('hola\n');
  });
});
