import { describe, expect, it } from 'vitest';
import { customerQueries, customerSearchText } from '../../../domain/customers/search-text.ts';

const NOBODY = { name: '', taxId: null, phone: null, email: null };

describe('what a customer is found by', () => {
  it('holds words without accents, and the telephone with and without its country', () => {
    const customer = { name: 'Mercè Puig', taxId: '12345678Z', phone: '+34 612 34 56 78', email: 'M.Puig@example.com' };
    expect(customerSearchText(customer)).toBe('merce puig 12345678z m example com 34612345678 612345678');
  });

  it('is nothing for nothing', () => {
    expect(customerSearchText(NOBODY)).toBe('');
  });

  it.each([
    ['', []],
    [' - ', []],
    ['mercè puig', [['merce', 'puig']]],
    ['612345', [['612345']]],
    ['612 34 56', [['612', '34', '56'], ['6123456']]],
    ['+34 612 345 678', [['34', '612', '345', '678'], ['612345678']]],
    ['b-1234', [['b', '1234'], ['b1234']]],
    ['calle 12', [['calle', '12']]],
  ])('%j asks for %j', (typed, queries) => {
    expect(customerQueries(typed)).toEqual(queries);
  });
});
