import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents, MAX_CENTS, MAX_MILLI, milli, mulDiv, rateBp } from '../../domain/money.ts';
import {
  displayAmount,
  displayEuros,
  displayQuantity,
  displayRate,
  displayWeight,
  formatAmount,
  formatQuantity,
  parseAmount,
  parseQuantity,
} from '../../domain/money-text.ts';

const seed = 20261122;
const anyCents = fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }).map(cents);
const anyMilli = fc.integer({ min: -MAX_MILLI, max: MAX_MILLI }).map(milli);

describe('parseAmount', () => {
  it.each([
    ['45.90', 4590],
    ['45.9', 4590],
    ['45', 4500],
    ['0.05', 5],
    ['-0.05', -5],
    ['999999999.99', MAX_CENTS],
  ])('reads %s', (text, expected) => {
    expect(parseAmount(text)).toEqual({ ok: true, value: expected });
  });

  it.each(['', ' 1', '1 ', '1,50', '1.', '.5', '1.234', '1e3', '+1', '007', '1.2.3', '0x10', 'NaN', '٣', '1\n'])(
    'refuses %j as malformed',
    (text) => {
      expect(parseAmount(text)).toMatchObject({ ok: false, refusal: { code: 'amount_malformed', params: { text } } });
    },
  );

  it('refuses more than the program can hold, however many digits', () => {
    for (const text of ['1000000000.00', '9'.repeat(400)]) {
      expect(parseAmount(text)).toMatchObject({ ok: false, refusal: { code: 'amount_too_large' } });
    }
  });

  it('gives 0 and not -0 for -0.00', () => {
    const parsed = parseAmount('-0.00');
    expect(parsed.ok && Object.is(parsed.value, 0)).toBe(true);
  });

  it(`reads back every amount it writes (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyCents, (value) => {
        const text = formatAmount(value);
        expect(text).toMatch(/^-?\d+\.\d\d$/);
        expect(parseAmount(text)).toEqual({ ok: true, value: value === 0 ? 0 : value });
      }),
      { seed },
    );
  });
});

describe('parseQuantity', () => {
  it.each([
    ['2', 2000],
    ['0.255', 255],
    ['1.5', 1500],
    ['-1', -1000],
  ])('reads %s', (text, expected) => {
    expect(parseQuantity(text)).toEqual({ ok: true, value: expected });
  });

  it('refuses four decimals, commas and too much', () => {
    expect(parseQuantity('0.2555')).toMatchObject({ refusal: { code: 'quantity_malformed' } });
    expect(parseQuantity('0,255')).toMatchObject({ refusal: { code: 'quantity_malformed' } });
    expect(parseQuantity('1000000')).toMatchObject({
      refusal: { code: 'quantity_too_large', params: { max: '999.999,999' } },
    });
  });

  it(`reads back every quantity it writes (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyMilli, (value) => {
        expect(parseQuantity(formatQuantity(value))).toEqual({ ok: true, value: value === 0 ? 0 : value });
      }),
      { seed },
    );
  });
});

describe('display forms', () => {
  it('writes amounts as read in Spain', () => {
    expect([0, 5, 4590, 123_456, -123_456, 123_456_789].map((value) => displayAmount(cents(value)))).toEqual([
      '0,00',
      '0,05',
      '45,90',
      '1.234,56',
      '-1.234,56',
      '1.234.567,89',
    ]);
    expect(displayEuros(cents(300_000))).toBe('3.000,00 €');
    expect(displayAmount(cents(-0))).toBe('0,00');
  });

  it('writes counts whole, fractions with three decimals and weights always with grams', () => {
    expect(displayQuantity(milli(2000))).toBe('2');
    expect(displayQuantity(milli(1_234_000))).toBe('1.234');
    expect(displayQuantity(milli(255))).toBe('0,255');
    expect(displayQuantity(milli(1500))).toBe('1,500');
    expect(displayWeight(milli(2000))).toBe('2,000 kg');
  });

  it('writes rates without trailing zeros', () => {
    expect([2100, 520, 50, 62, 0, 10_000].map((value) => displayRate(rateBp(value)))).toEqual([
      '21 %',
      '5,2 %',
      '0,5 %',
      '0,62 %',
      '0 %',
      '100 %',
    ]);
  });
});

describe('mulDiv', () => {
  it(`rounds half away from zero as a decimal oracle does (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyCents, anyMilli, fc.integer({ min: 1, max: 20_000 }), (a, b, divisor) => {
        const product = BigInt(a) * BigInt(b);
        fc.pre(Math.abs((a * b) / divisor) < Number.MAX_SAFE_INTEGER);
        const size = product < 0n ? -product : product;
        const tenths = (size * 10n) / BigInt(divisor);
        const rounded = tenths % 10n >= 5n ? tenths / 10n + 1n : tenths / 10n;
        expect(BigInt(mulDiv(a, b, divisor))).toBe(product < 0n ? -rounded : rounded);
      }),
      { seed },
    );
  });
});
