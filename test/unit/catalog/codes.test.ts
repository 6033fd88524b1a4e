import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasValidCheckDigit, isGtin, zeroVariants } from '../../../domain/catalog/codes.ts';
import { noCodeEvidence, readCodes, weighCode } from '../../../domain/catalog/read-codes.ts';

const SEED = 20261123;

function read(cell: string, column: readonly string[] = [cell]) {
  const evidence = noCodeEvidence();
  for (const other of column) weighCode(evidence, other);
  const { codes, issues } = readCodes(cell, evidence);
  return { codes: codes.map(({ code, kind }) => `${kind}:${code}`), issues: issues.map(({ code }) => code) };
}

describe('check digits', () => {
  it.each(['8400000042413', '96385074', '036000291452', '4006381333931', '10614141000415'])('accepts %s', (code) => {
    expect(isGtin(code)).toBe(true);
  });

  it('refuses any single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const digits = [...'4006381333931'];
        digits[position] = String((Number(digits[position]) + shift) % 10);
        expect(hasValidCheckDigit(digits.join(''))).toBe(false);
      }),
      { seed: SEED },
    );
  });

  it('gives the same GTIN with other zeros, and nothing for other codes', () => {
    expect(zeroVariants('036000291452')).toEqual(['0036000291452', '00036000291452']);
    expect(zeroVariants('0036000291452')).toEqual(['036000291452', '00036000291452']);
    expect(zeroVariants('4006381333931')).toEqual(['04006381333931']);
    expect(zeroVariants('4006381333932')).toEqual([]);
    expect(zeroVariants('96385074')).toEqual([]);
    expect(zeroVariants('42')).toEqual([]);
  });
});

describe('codes as spreadsheets leave them', () => {
  it.each(['8,4E+12', '8.4E+12', '8,40000042E+12', '8E+12', '8.4e12'])('refuses %s: digits are gone', (cell) => {
    expect(read(cell)).toEqual({ codes: [], issues: ['code_scientific'] });
  });

  it('refuses a code written out again after it was scientific', () => {
    expect(read('8400000000000').issues).toEqual(['code_scientific']);
    expect(read('8400050000000').issues).toEqual(['code_scientific']);
  });

  it('restores a lost zero that the check digit proves, with a warning', () => {
    expect(read('036000291452')).toEqual({ codes: ['ean:0036000291452'], issues: ['code_zero_restored'] });
    expect(read('1234565', ['1234565'])).toEqual({ codes: ['ean:01234565'], issues: ['code_zero_restored'] });
    expect(read('36000291452')).toEqual({ codes: ['ean:0036000291452'], issues: ['code_zero_restored'] });
  });

  it("leaves seven digits alone in a column of the shop's own numbers", () => {
    const own = ['1234565', '1234566', '1234567', '1234568'];
    expect(read('1234565', own)).toEqual({ codes: ['other:1234565'], issues: [] });
  });

  it('warns of a wrong check digit and keeps the code', () => {
    expect(read('8400000042414')).toEqual({ codes: ['other:8400000042414'], issues: ['code_check_digit'] });
  });

  it('undoes number formats only with the proof of the check digit', () => {
    expect(read('8400000042413,00')).toEqual({ codes: ['ean:8400000042413'], issues: ['code_reformatted'] });
    expect(read('8.400.000.042.413')).toEqual({ codes: ['ean:8400000042413'], issues: ['code_reformatted'] });
    expect(read('8.400.000.042.414')).toEqual({ codes: [], issues: ['code_damaged'] });
    expect(read('123,0')).toEqual({ codes: [], issues: ['code_damaged'] });
  });

  it('unwraps text cells and refuses formulas', () => {
    expect(read("'8400000042413").codes).toEqual(['ean:8400000042413']);
    expect(read('="8400000042413"').codes).toEqual(['ean:8400000042413']);
    expect(read('=A2&"1"').issues).toContain('cell_formula');
  });

  it('takes several codes from one cell', () => {
    expect(read('8400000042413 / 96385074|ABC-1').codes).toEqual(['ean:8400000042413', 'ean:96385074', 'other:ABC-1']);
  });

  it('knows short codes, other texts and empty cells', () => {
    expect(read('42').codes).toEqual(['short:42']);
    expect(read('ABC-1').codes).toEqual(['other:ABC-1']);
    expect(read('   ')).toEqual({ codes: [], issues: [] });
    expect(read('x'.repeat(60)).issues).toEqual(['code_malformed']);
  });

  it('never throws and never makes a valid GTIN out of an invalid one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^\d{6,15}$/)), (cell) => {
        for (const code of read(cell).codes) {
          if (code.startsWith('ean:')) expect(isGtin(code.slice(4))).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
