import { describe, expect, it } from 'vitest';
import { foldText, searchText, searchWords } from '../../../domain/catalog/search-text.ts';

describe('folding', () => {
  it.each([
    ['ÑORA', 'nora'],
    ['Jamón ibérico', 'jamon iberico'],
    ['Aceite 0,4º', 'aceite 0 4'],
    ['Col·lació', 'collacio'],
    ['Bœuf Straße', 'boeuf strasse'],
    ['  --  ', ''],
    ['İstanbul', 'istanbul'],
    ['Кофе', 'кофе'],
  ])('%j is %j', (text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  it('is the same for composed and decomposed letters', () => {
    expect(foldText('caña'.normalize('NFD'))).toBe(foldText('caña'.normalize('NFC')));
  });

  it('marks the first word of the name and joins compounds', () => {
    expect(searchText('Coca-Cola Zero', 'Lata 33 cl')).toBe('·coca coca cola zero lata 33 cl cocacola');
    expect(searchText('***', null)).toBe('');
  });

  it('bounds what a person can type', () => {
    expect(searchWords('a '.repeat(5_000))).toEqual(['a']);
    expect(searchWords(Array.from({ length: 50 }, (_, index) => `w${index}`).join(' '))).toHaveLength(8);
    expect(searchWords('"; DROP TABLE products; -- * ^ NEAR(')).toEqual(['drop', 'table', 'products', 'near']);
  });
});
