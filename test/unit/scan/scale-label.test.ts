import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasValidCheckDigit } from '../../../domain/catalog/codes.ts';
import { cents, grossCents } from '../../../domain/money.ts';
import { readScaleLabel, type ScaleLabelRule, weightOfPrice } from '../../../domain/scan/scale-label.ts';

const WEIGHT: ScaleLabelRule = { prefix: '20', holds: 'weight', itemDigits: 5, valueDigits: 5 };
const PRICE: ScaleLabelRule = { prefix: '21', holds: 'price', itemDigits: 4, valueDigits: 5 };
const RULES = [WEIGHT, PRICE];

const withCheckDigit = (twelve: string): string =>
  [...'0123456789'].map((digit) => twelve + digit).find(hasValidCheckDigit) ?? '';

describe('a scale label', () => {
  it('holds product and weight', () => {
    expect(readScaleLabel(withCheckDigit('200000300255'), RULES)).toEqual({
      holds: 'weight',
      itemCodes: ['2000003', withCheckDigit('200000300000'), '00003', '3'],
      value: 255,
    });
  });

  it('holds product and price, with a digit of the scale between them', () => {
    expect(readScaleLabel(withCheckDigit('210003701299'), RULES)).toMatchObject({
      holds: 'price',
      itemCodes: ['210003', withCheckDigit('210003000000'), '0003', '3'],
      value: 1299,
    });
  });

  it.each([
    ['a prefix without a rule', withCheckDigit('220000300255')],
    ['a packet of a maker', '8400000042413'],
    ['another length', '20000030025'],
    ['letters', '20000030025A0'],
  ])('is not %s', (_name, code) => {
    expect(readScaleLabel(code, RULES)).toBeNull();
  });

  it('with a rule that does not fit into 13 digits says nothing', () => {
    const tooLong = { prefix: '20', holds: 'weight', itemDigits: 6, valueDigits: 5 } as const;
    expect(readScaleLabel(withCheckDigit('200000300255'), [tooLong])).toBeNull();
  });

  it('gives back every product and value it was made of, and none with one digit changed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.integer({ min: 0, max: 99_999 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (item, value, place, by) => {
          const itemText = String(item).padStart(5, '0');
          const code = withCheckDigit(`20${itemText}${String(value).padStart(5, '0')}`);
          const reading = readScaleLabel(code, [WEIGHT]);
          expect(reading?.value).toBe(value);
          expect(reading?.itemCodes).toContain(itemText);
          const digits = [...code];
          digits[place] = String((Number(digits[place]) + by) % 10);
          expect(readScaleLabel(digits.join(''), [WEIGHT])).toBeNull();
        },
      ),
    );
  });
});

describe('the weight of a price', () => {
  it.each([
    [219, 219, 1000, 0],
    [219, 56, 256, 0],
    // 20 EUR/kg: every gram costs two cents, 3.33 lies between 166 and 167 g.
    [2000, 333, 167, 1],
    // 0.50 EUR/kg: twenty grams share a cent; the middle one is taken.
    [50, 100, 2000, 0],
    [219, 0, 0, 0],
  ])('at %i a kilogram, %i is %i g less %i', (unitCents, priceCents, quantityMilli, discountCents) => {
    expect(weightOfPrice(cents(unitCents), cents(priceCents))).toEqual({ quantityMilli, discountCents });
  });

  it('cannot be known without a price per kilogram', () => {
    expect(weightOfPrice(cents(0), cents(100))).toBeNull();
  });

  it('charges exactly the label, with a discount only where a gram costs more than a cent, and less than that gram', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 999_999 }), (unit, price) => {
        const found = weightOfPrice(cents(unit), cents(price));
        if (found === null) throw new Error('there is a price');
        const charged = grossCents(cents(unit), found.quantityMilli) - found.discountCents;
        expect(charged).toBe(price);
        expect(found.discountCents).toBeGreaterThanOrEqual(0);
        if (unit <= 1000) expect(found.discountCents).toBe(0);
        else expect(found.discountCents).toBeLessThanOrEqual(Math.ceil(unit / 1000));
        // Within a gram of what the price says.
        expect(Math.abs(found.quantityMilli * unit - price * 1000)).toBeLessThanOrEqual(unit + 1000);
      }),
    );
  });
});
