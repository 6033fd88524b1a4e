import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScannedText as read } from '../../../domain/scan/scanned-text.ts';

describe('a scanned text', () => {
  it.each([
    ['8400000042413', '8400000042413', null],
    ['  8400000042413\t', '8400000042413', null],
    [']E08400000042413', '8400000042413', null],
    [']C1A-12/b', 'A-12/b', null],
    ['3*8400000042413', '8400000042413', 3000],
    [' 3 * 8400000042413 ', '8400000042413', 3000],
    ['12*]E08400000042413', '8400000042413', 12_000],
    ['0,250*3', '3', 250],
    ['0.25*3', '3', 250],
    ['1,5*A*B', 'A*B', 1500],
    ['0*3', '3', 0],
    ['007*3', '3', 7000],
  ])('%j is code %j, quantity %j', (text, code, quantityMilli) => {
    expect(read(text)).toEqual({ code, quantityMilli });
  });

  it.each([
    ['a whole code before the mark', '8400000042413*2'],
    ['no code after the mark', '3*'],
    ['more than grams', '0,2505*3'],
    ['a mark without quantity', '*3'],
    ['another sign', '-3*3'],
  ])('%s is no quantity', (_name, text) => {
    expect(read(text)).toEqual({ code: text, quantityMilli: null });
  });

  it('keeps a text of marks alone, which no product has', () => {
    expect(read(']E0')).toEqual({ code: ']E0', quantityMilli: null });
  });

  it('takes a quantity up to what a line may hold, and nothing beyond it for a smaller one', () => {
    expect(read('999999,999*3').quantityMilli).toBe(999_999_999);
    expect(read('1000000*3')).toEqual({ code: '1000000*3', quantityMilli: null });
  });

  it('finds every quantity and code that it was made of', () => {
    const codes = fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z-]{0,19}$/);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        codes,
        fc.constantFrom(',', '.'),
        fc.constantFrom('', ' ', ']E0'),
        (quantityMilli, code, mark, before) => {
          const whole = Math.trunc(quantityMilli / 1000);
          const grams = String(quantityMilli % 1000).padStart(3, '0');
          expect(read(`${whole}${mark}${grams}*${before}${code}`)).toEqual({ code, quantityMilli });
          expect(read(`${before}${code}`)).toEqual({ code, quantityMilli: null });
        },
      ),
    );
  });

  it('never makes a longer code or another one out of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(text).toContain(read(text).code);
      }),
    );
  });
});
