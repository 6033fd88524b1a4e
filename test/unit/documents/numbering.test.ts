import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkShopCode,
  checkTillCode,
  documentNumber,
  MAX_SEQUENCE,
  parseDocumentNumber,
  seriesCode,
} from '../../../domain/documents/numbering.ts';

const seed = 20261122;
const base = { shopCode: '01', tillCode: 'T01', kind: 'S', installationSuffix: null, year: 2026 } as const;

describe('series', () => {
  it('holds shop, till, kind, later installation and year', () => {
    expect(seriesCode(base)).toBe('01T01S-26');
    expect(seriesCode({ ...base, installationSuffix: 'X7KQ2' })).toBe('01T01SX7KQ2-26');
    expect(seriesCode({ ...base, year: 2101 })).toBe('01T01S-01');
  });

  it('throws for parts nobody checked', () => {
    expect(() => seriesCode({ ...base, shopCode: 'ñ' })).toThrow(RangeError);
    expect(() => seriesCode({ ...base, tillCode: '' })).toThrow(RangeError);
    expect(() => seriesCode({ ...base, installationSuffix: 'a b' })).toThrow(RangeError);
    expect(() => seriesCode({ ...base, year: 26 })).toThrow(RangeError);
  });
});

describe('codes of shop and till', () => {
  it('take 1 to 4 of A-Z and 0-9', () => {
    for (const code of ['1', '01', 'T01', 'MAD1']) {
      expect(checkShopCode(code)).toEqual({ ok: true, value: code });
      expect(checkTillCode(code)).toEqual({ ok: true, value: code });
    }
  });

  it('refuse everything else at configuration time', () => {
    for (const code of ['', '12345', 't01', 'Ñ', 'A-1', 'A 1', 'A"', 'A=', '1\n']) {
      expect(checkShopCode(code)).toMatchObject({ refusal: { code: 'shop_code_invalid', params: { code } } });
      expect(checkTillCode(code)).toMatchObject({ refusal: { code: 'till_code_invalid', params: { code } } });
    }
  });
});

describe('numbers', () => {
  it('have six digits and grow beyond', () => {
    expect(documentNumber('01T01S-26', 1)).toBe('01T01S-26-000001');
    expect(documentNumber('01T01S-26', 1_000_000)).toBe('01T01S-26-1000000');
    for (const sequence of [0, -1, 1.5, MAX_SEQUENCE + 1]) {
      expect(() => documentNumber('01T01S-26', sequence)).toThrow(RangeError);
    }
  });

  it.each([
    '',
    '01T01S-26',
    '01T01S-26-1',
    '01T01S-26-000000',
    '01T01S-26-0000001',
    '01t01s-26-000001',
    '01T01S-26-000001 ',
    'x',
  ])('refuses %j', (number) => {
    expect(parseDocumentNumber(number)).toMatchObject({ refusal: { code: 'document_number_malformed' } });
  });

  it(`are read back, unique by sequence, and AEAT takes their characters and length (seed ${seed})`, () => {
    const code = fc.string({ unit: fc.constantFrom(...'AZ09T'), minLength: 1, maxLength: 4 });
    const suffix = fc.option(fc.string({ unit: fc.constantFrom(...'X7KQ2'), minLength: 1, maxLength: 8 }), {
      nil: null,
    });
    fc.assert(
      fc.property(
        code,
        code,
        suffix,
        fc.integer({ min: 2024, max: 2100 }),
        fc.integer({ min: 1, max: MAX_SEQUENCE }),
        (shopCode, tillCode, installationSuffix, year, sequence) => {
          const series = seriesCode({ shopCode, tillCode, kind: 'S', installationSuffix, year });
          const number = documentNumber(series, sequence);
          expect(parseDocumentNumber(number)).toEqual({ ok: true, value: { series, sequence } });
          expect(number).toMatch(/^[A-Z0-9-]{1,60}$/);
        },
      ),
      { seed },
    );
  });
});
