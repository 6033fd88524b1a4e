import { describe, expect, it } from 'vitest';
import { readTicketSearch } from '../../../domain/documents/search.ts';

const NOTHING = { numberEnd: null, number: null, totalCents: null, code: null, words: null };

describe('what a person looks for', () => {
  it.each([
    ['17,56', 1756],
    ['17.56', 1756],
    ['1.234,50', 123_450],
    ['1234,50 €', 123_450],
    ['20 €', 2000],
    ['20eur', 2000],
    ['€5', 500],
    ['1.234 €', 123_400],
    ['0,05', 5],
  ])('%j is an amount', (typed, totalCents) => {
    expect(readTicketSearch(typed)).toEqual({ ...NOTHING, totalCents });
  });

  it.each(['14', '000014', '4241', ' 7 '])('%j is the end of a number, or a short code', (typed) => {
    expect(readTicketSearch(typed)).toEqual({ ...NOTHING, numberEnd: typed.trim(), code: typed.trim() });
  });

  it.each([
    ['01T01S-26-000014', '01T01S-26', 14],
    ['01t01s-26-14', '01T01S-26', 14],
    ['26-000014', '26', 14],
    ['-000014', '', 14],
  ])('%j is a number', (typed, seriesEnd, sequence) => {
    expect(readTicketSearch(typed)).toMatchObject({ number: { seriesEnd, sequence }, numberEnd: null });
  });

  it.each([
    ['8400000042413', { code: '8400000042413', words: '8400000042413' }],
    ['aceite', { code: 'aceite', words: 'aceite' }],
    ['aceite oliva', { words: 'aceite oliva' }],
    ['1,5', { code: '1,5', words: '1,5' }],
    ['99999999999999,99', { code: '99999999999999,99', words: '99999999999999,99' }],
  ])('%j is a product', (typed, found) => {
    expect(readTicketSearch(typed)).toEqual({ ...NOTHING, ...found });
  });

  it.each(['', '   '])('%j is everything', (typed) => {
    expect(readTicketSearch(typed)).toBeNull();
  });
});
