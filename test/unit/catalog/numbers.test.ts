import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalMarkOf, noEvidence, readNumber, weighNumber } from '../../../domain/catalog/numbers.ts';

const SEED = 20261123;

const scaledOf = (text: string, mark: ',' | '.' | null = null): number | string => {
  const read = readNumber(text, 2, mark);
  return read.ok ? read.value.scaled : read.refusal.code;
};

const markOf = (cells: readonly string[]): ',' | '.' | null => {
  const evidence = noEvidence();
  for (const cell of cells) weighNumber(evidence, cell);
  return decimalMarkOf(evidence);
};

const grouped = (whole: string, mark: string): string => whole.replace(/\B(?=(\d{3})+$)/g, mark);

describe('numbers that can be read one way', () => {
  it.each([
    ['1.234,56', 123456],
    ['1,234.56', 123456],
    ['1234,5', 123450],
    ['1234.5', 123450],
    ['12', 1200],
    ['12,50 €', 1250],
    ['€12.50', 1250],
    ['12,5 EUR', 1250],
    ['1 234,56', 123456],
    ['1\u00a0234,56 €', 123456],
    ['1.234.567', 123456700],
    ['1,234,567.8', 123456780],
    ['0,500', 50],
    ['0.500', 50],
    [',5', 50],
    ['12,', 1200],
    ['1234,567', 123457],
    ['-3,20', -320],
    ['3,20-', -320],
    ['+3,20', 320],
    ['0012,30', 1230],
  ])('reads %s', (text, expected) => {
    expect(scaledOf(text)).toBe(expected);
  });

  it.each(['', 'abc', '1,2,3', '1.23.456', '12,34.56', '8,4E+12', '1-2', '=A1', '..', ',', '1 23', '٣'])(
    'refuses %j',
    (text) => {
      expect(scaledOf(text)).toBe('number_malformed');
    },
  );

  it('says when digits were rounded away, half away from zero', () => {
    expect(readNumber('1,495', 2, ',')).toEqual({ ok: true, value: { scaled: 150, isExact: false } });
    expect(readNumber('2,9500', 2, null)).toEqual({ ok: true, value: { scaled: 295, isExact: true } });
    expect(readNumber('1,4949', 2, null)).toEqual({ ok: true, value: { scaled: 149, isExact: false } });
  });

  it('refuses what no price can be', () => {
    expect(scaledOf('1234567890123')).toBe('number_too_large');
  });
});

describe('1.234 alone', () => {
  it('is refused while nothing tells thousands from thousandths', () => {
    expect(markOf(['1.234', '12', '2.500'])).toBeNull();
    expect(scaledOf('1.234')).toBe('number_ambiguous');
    expect(scaledOf('1,234')).toBe('number_ambiguous');
  });

  it('is a thousand where other prices have decimal commas', () => {
    const mark = markOf(['1.234', '12,50', '7']);
    expect(mark).toBe(',');
    expect(scaledOf('1.234', mark)).toBe(123400);
    expect(scaledOf('1,234', mark)).toBe(123);
  });

  it('is a little more than one where other prices have decimal points', () => {
    const mark = markOf(['1.234', '12.50']);
    expect(mark).toBe('.');
    expect(scaledOf('1.234', mark)).toBe(123);
  });

  it('stays refused where the column contradicts itself, and the clear ones are still read', () => {
    const mark = markOf(['1.234', '12.50', '13,75']);
    expect(mark).toBeNull();
    expect(scaledOf('1.234', mark)).toBe('number_ambiguous');
    expect(scaledOf('13,75', mark)).toBe(1375);
  });

  it('is decided by groups too: 1.234.567 proves a decimal comma', () => {
    expect(markOf(['1.234.567'])).toBe(',');
  });
});

describe('any amount', () => {
  const cents = fc.integer({ min: 0, max: 99_999_999_999 });
  const style = fc.constantFrom([',', '.'] as const, ['.', ','] as const);

  it('comes back as written, grouped or not, with either mark', () => {
    fc.assert(
      fc.property(
        cents,
        style,
        fc.boolean(),
        fc.constantFrom('', ' €', '€'),
        (value, [decimal, group], isGrouped, unit) => {
          const digits = String(value).padStart(3, '0');
          const whole = digits.slice(0, -2);
          const text = `${isGrouped ? grouped(whole, group) : whole}${decimal}${digits.slice(-2)}${unit}`;
          expect(scaledOf(text)).toBe(value);
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('is never read a thousand times wrong: a column in one style is right or refused', () => {
    const column = fc.array(cents, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(column, style, fc.boolean(), (values, [decimal, group], dropsZeros) => {
        const cells = values.map((value) => {
          const digits = String(value).padStart(3, '0');
          const fraction = digits.slice(-2);
          const whole = grouped(digits.slice(0, -2), group);
          return dropsZeros && fraction === '00' ? whole : `${whole}${decimal}${fraction}`;
        });
        const mark = markOf(cells);
        for (const [index, cell] of cells.entries()) {
          const read = scaledOf(cell, mark);
          if (read !== 'number_ambiguous') expect(read).toBe(values[index]);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(['number', 'string']).toContain(typeof scaledOf(text));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
