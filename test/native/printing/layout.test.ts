import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Receipt, ReceiptBlock } from '../../../domain/receipt/model.ts';
import { layoutReceipt } from '../../../native/printing/layout/layout.ts';
import { columnsFor, type PaperLine } from '../../../native/printing/layout/paper-line.ts';
import { toPrintable } from '../../../native/printing/layout/printable.ts';
import { wrapText } from '../../../native/printing/layout/wrap.ts';
import { RECEIPT } from '../../support/sample-receipt.ts';

const WIDTHS = [32, 42, 48] as const;
const layout = (blocks: readonly ReceiptBlock[], widthColumns: number): readonly PaperLine[] =>
  layoutReceipt({ blocks }, { widthColumns, codePage: 'PC858' });
const texts = (lines: readonly PaperLine[]): readonly string[] =>
  lines.map((line) => (line.kind === 'line' ? line.text : `[${line.kind}]`));
const inkOf = (text: string): readonly string[] => [...text.replace(/\s/g, '')].toSorted();

const amount = fc.integer({ min: 0, max: 99_999_999 }).map((value) => {
  const [whole = '0', decimals = '00'] = (value / 100).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${decimals} €`;
});
const label = fc.oneof(
  fc.lorem({ maxCount: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('Piñón', 'Ñ', 'Esternocleidomastoideo-superextralargoindivisibledecuarenta'),
);
const style = { size: fc.constantFrom('normal', 'tall', 'double'), bold: fc.boolean() } as const;
const block: fc.Arbitrary<ReceiptBlock> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: label, align: fc.constantFrom('left', 'center', 'right'), ...style }),
  fc.record({ kind: fc.constant('pair'), left: label, right: amount, ...style }),
  fc.record({
    kind: fc.constant('item'),
    quantity: fc.constantFrom('', '1', '12', '0,255', '1.234,567 kg'),
    description: label,
    amount,
    details: fc.array(label, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('table'),
    aligns: fc.constant(['left', 'right', 'right', 'right'] as const),
    header: fc.option(fc.constant(['Tipo de IVA', 'Base imponible', 'Cuota', 'Total']), { nil: null }),
    rows: fc.array(fc.tuple(label, amount, amount, amount), { maxLength: 3 }),
  }),
  fc.constant({ kind: 'space' } as const),
);
const receipt: fc.Arbitrary<Receipt> = fc.record({ blocks: fc.array(block, { maxLength: 12 }) });
const width = fc.constantFrom(...WIDTHS);

const amountsOf = (part: ReceiptBlock): readonly string[] => {
  if (part.kind === 'pair') return [part.right];
  if (part.kind === 'item') return [part.amount];
  return part.kind === 'table' ? part.rows.flatMap((row) => row.slice(1)) : [];
};
const wordsOf = (part: ReceiptBlock): string => {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'pair') return part.left + part.right;
  if (part.kind === 'item') return [part.quantity, part.description, part.amount, ...part.details].join('');
  return '';
};

describe('a receipt on paper', () => {
  it('has no line wider than the paper', () => {
    fc.assert(
      fc.property(receipt, width, ({ blocks }, columns) => {
        for (const line of layout(blocks, columns)) {
          if (line.kind === 'line') expect(line.text.length).toBeLessThanOrEqual(columnsFor(line.size, columns));
        }
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('keeps every amount whole on one line', () => {
    fc.assert(
      fc.property(receipt, width, ({ blocks }, columns) => {
        const printed = texts(layout(blocks, columns));
        for (const sum of blocks.flatMap(amountsOf)) expect(printed.some((line) => line.includes(sum))).toBe(true);
      }),
      { seed: 2, numRuns: 400 },
    );
  });

  it('shows every character of every text, and no other', () => {
    const noTables = receipt.filter(({ blocks }) => blocks.every((part) => part.kind !== 'table'));
    fc.assert(
      fc.property(noTables, width, ({ blocks }, columns) => {
        const printed = texts(layout(blocks, columns)).join('');
        const wanted = blocks.map((part) => toPrintable('PC858', wordsOf(part))).join('');
        expect(inkOf(printed)).toEqual(inkOf(wanted));
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('shows every cell of a table', () => {
    fc.assert(
      fc.property(
        block.filter((part) => part.kind === 'table'),
        width,
        (part, columns) => {
          const ink = texts(layout([part], columns))
            .join('')
            .replace(/\s/g, '');
          for (const row of part.kind === 'table' ? part.rows : []) {
            for (const character of inkOf(toPrintable('PC858', row.join('')))) expect(ink).toContain(character);
          }
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });

  it.each(WIDTHS)('looks as handed out at %i columns', async (columns) => {
    const drawn = layoutReceipt(RECEIPT, { widthColumns: columns, codePage: 'PC858' }).map((line) => {
      if (line.kind !== 'line') return `[${line.kind}]`;
      const room = columnsFor(line.size, columns);
      const start = { left: 0, center: Math.floor((room - line.text.length) / 2), right: room - line.text.length };
      const mark = line.size === 'normal' ? '|' : line.size === 'tall' ? 'T' : 'D';
      return `${mark}${`${' '.repeat(start[line.align])}${line.text}`.padEnd(room)}|`;
    });
    await expect(`${drawn.join('\n')}\n`).toMatchFileSnapshot(`golden/layout-${columns}.txt`);
  });

  it('wraps a label and puts the amount at the end of its last line', () => {
    const pair = {
      kind: 'pair',
      left: 'Descuento por fidelidad del cliente',
      right: '-12,50 €',
      size: 'normal',
      bold: false,
    } as const;
    expect(texts(layout([pair], 32))).toEqual(['Descuento por fidelidad', 'del cliente             -12,50 €']);
  });

  it('counts a double character as two columns and gives up double width before it breaks an amount', () => {
    const pair = (right: string) => ({ kind: 'pair', left: 'TOTAL', right, size: 'double', bold: true }) as const;
    expect(layout([pair('45,90 €')], 32)).toEqual([
      { kind: 'line', text: 'TOTAL    45,90 €', align: 'left', size: 'double', bold: true },
    ]);
    expect(layout([pair('123.456.789,00 €')], 32).map((line) => line.kind === 'line' && line.size)).toEqual([
      'double',
      'double',
    ]);
    expect(layout([pair('-123.456.789,00 €')], 32).map((line) => line.kind === 'line' && line.size)).toEqual(['tall']);
  });

  it('aligns quantities, descriptions and amounts of all goods', () => {
    const item = (quantity: string, description: string, sum: string) =>
      ({ kind: 'item', quantity, description, amount: sum, details: ['detalle'] }) as const;
    expect(texts(layout([item('2', 'Pan', '1,20'), item('0,255', 'Queso curado de oveja', '1.112,00')], 32))).toEqual([
      '    2 Pan                   1,20',
      '      detalle',
      '0,255 Queso curado de   1.112,00',
      '      oveja',
      '      detalle',
    ]);
  });

  it('writes a table that is too wide as one pair per line', () => {
    const table = {
      kind: 'table',
      aligns: ['left', 'right', 'right', 'right'],
      header: ['IVA', 'Base', 'Cuota', 'Total'],
      rows: [['21 %', '1.234.567,89 €', '259.259,26 €', '1.493.827,15 €']],
    } as const;
    expect(texts(layout([table], 32))).toEqual([
      'IVA: 21 %',
      'Base              1.234.567,89 €',
      'Cuota               259.259,26 €',
      'Total             1.493.827,15 €',
    ]);
  });

  it('does not part a price in running text from its euro sign', () => {
    expect(wrapText('Peso 0,255 kg a 109,80 €/kg hoy', 12)).toEqual(['Peso', '0,255 kg a', '109,80 €/kg', 'hoy']);
  });
});

describe('characters the printer lacks', () => {
  it.each([
    ['café ñ ç €', 'café ñ ç €'],
    ['“hola” ‘tú’ – … •', '"hola" \'tú\' - ... *'],
    ['Mureș Łódź', 'Mures Lódz'],
    ['e\u0301', 'é'],
    ['☺ 👨‍👩‍👧 🇪🇸 ok', '? ? ? ok'],
    ['ﬁno ＡＢＣ', 'fino ABC'],
    ['a\u0000b\u001bp\u0000c\u0007', 'abpc'],
    ['12,50\u202f€', '12,50\u00a0€'],
    ['uno\r\ndos\u2028tres', 'uno\ndos\ntres'],
  ])('%j is printed as %j', (text, printed) => {
    expect(toPrintable('PC858', text)).toBe(printed);
  });

  it('writes EUR where the code page has no euro, and plain capitals where it has no accented ones', () => {
    expect(toPrintable('PC437', 'MÁS de 5 €, señor')).toBe('MAS de 5 EUR, señor');
  });
});
