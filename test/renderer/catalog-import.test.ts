import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../../domain/result.ts';
import { readHead, recognise, titlesOf } from '../../renderer/features/catalog-import/file-columns.ts';
import { base64Of, PIECE_BYTES, type Piece, sendPieces } from '../../renderer/features/catalog-import/upload.ts';

const columnsOfFile = (bytes: Uint8Array, isWhole: boolean): string[] => titlesOf(readHead(bytes, isWhole));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the titles of a file', () => {
  it.each([
    ['codigo;nombre;precio\n1;Pan, de molde;1,20\n', ['codigo', 'nombre', 'precio']],
    ['"Código","Nombre, largo",PVP\r\n1,"Pan",1.20\r\n', ['Código', 'Nombre, largo', 'PVP']],
    ['sep=;\nref;descripción\n', ['ref', 'descripción']],
    ['\ufeffref\tnombre\n', ['ref', 'nombre']],
    ['\n\nref;nombre;;nombre\n', ['ref', 'nombre']],
  ])('%j', (text, columns) => {
    expect(columnsOfFile(utf8(text), true)).toEqual(columns);
  });

  it('are read in the encodings that spreadsheets write', () => {
    const latin = Uint8Array.from('C\u00f3digo;Descripci\u00f3n\n', (character) => character.charCodeAt(0));
    expect(columnsOfFile(latin, true)).toEqual(['Código', 'Descripción']);
    const utf16 = new Uint8Array(new Uint16Array([0xfeff, ...[...'año;pvp\n'].map((c) => c.charCodeAt(0))]).buffer);
    expect(columnsOfFile(utf16, true)).toEqual(['año', 'pvp']);
  });

  it('survive a character that the end of the piece cuts in two', () => {
    const bytes = utf8('código;precio\n1;ñ');
    expect(columnsOfFile(bytes.subarray(0, bytes.length - 1), false)).toEqual(['código', 'precio']);
  });
});

describe('the first rows of a file', () => {
  it('are shown as they stand there, five at most, without empty lines', () => {
    const rows = Array.from({ length: 9 }, (_, index) => `${index};"Pan; de molde";1,20`);
    const { header, rows: shown } = readHead(utf8(`ref;nombre;pvp\n\n${rows.join('\r\n')}\n`), true);
    expect(header).toEqual(['ref', 'nombre', 'pvp']);
    expect(shown).toHaveLength(5);
    expect(shown[0]).toEqual(['0', 'Pan; de molde', '1,20']);
  });

  it('do not include one that the end of the piece cut in two, and may be missing', () => {
    expect(readHead(utf8('ref;nombre\n1;Pan\n2;Le'), false).rows).toEqual([['1', 'Pan']]);
    expect(readHead(utf8('ref;nombre\n1;Pan\n2;Leche'), true).rows).toHaveLength(2);
    expect(readHead(utf8('ref;nombre'), true).rows).toEqual([]);
    expect(readHead(new Uint8Array(), true)).toEqual({ header: [], rows: [] });
  });
});

describe('what the titles say by themselves', () => {
  const head = readHead(utf8('Ref.;Artículo;Importe final;Tipo de IVA\n1;Pan;1,20;4\n'), true);

  it('is kept while one column is missing, and which one is said', () => {
    expect(recognise(head, {})).toEqual({
      mapping: { reference: 'Ref.', name: 'Artículo', rate: 'Tipo de IVA' },
      missing: ['price'],
    });
    expect(recognise(head, { price: 'Importe final' })).toMatchObject({ mapping: { name: 'Artículo' }, missing: [] });
  });

  it('gives way to what a person says', () => {
    expect(recognise(head, { rate: '' })).toMatchObject({ mapping: { rate: '' }, missing: ['price', 'rate'] });
  });

  it('is nothing where two titles are the same', () => {
    expect(recognise(readHead(utf8('pvp;pvp;nombre\n1;2;Pan\n'), true), {})).toEqual({ mapping: {}, missing: [] });
  });
});

describe('an upload', () => {
  const fileOf = (bytes: Uint8Array) => ({
    size: bytes.length,
    slice: (from: number, to: number) => ({
      arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer as ArrayBuffer),
    }),
  });

  it('is the same file again, in pieces that the contract takes', async () => {
    const bytes = Uint8Array.from({ length: PIECE_BYTES * 2 + 100 }, (_, index) => (index * 31) % 256);
    const pieces: Piece[] = [];
    const sent: number[] = [];
    const done = await sendPieces(
      fileOf(bytes),
      (piece) => {
        pieces.push(piece);
        return Promise.resolve(ok({}));
      },
      (count) => sent.push(count),
    );
    expect(done.ok).toBe(true);
    expect(pieces.map(({ position, isLast }) => [position, isLast])).toEqual([
      [0, false],
      [PIECE_BYTES, false],
      [PIECE_BYTES * 2, true],
    ]);
    expect(Math.max(...pieces.map(({ base64 }) => base64.length))).toBeLessThanOrEqual(700_000);
    expect(Buffer.concat(pieces.map(({ base64 }) => Buffer.from(base64, 'base64')))).toEqual(Buffer.from(bytes));
    expect(sent.at(-1)).toBe(bytes.length);
  });

  it('of an empty file is one empty piece, and a refusal ends it', async () => {
    const pieces: Piece[] = [];
    const send = (piece: Piece) => {
      pieces.push(piece);
      return Promise.resolve(refuse('catalog_empty', {}));
    };
    const done = await sendPieces(fileOf(new Uint8Array()), send, () => undefined);
    expect(pieces).toEqual([{ position: 0, base64: '', isLast: true }]);
    expect(done).toMatchObject({ ok: false, refusal: { code: 'catalog_empty' } });
  });

  it('writes bytes as Node does', () => {
    const bytes = Uint8Array.from({ length: 40_000 }, (_, index) => index % 251);
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });
});
