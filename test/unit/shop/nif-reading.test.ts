import { describe, expect, it } from 'vitest';
import { readNif } from '../../../domain/shop/nif-reading.ts';

describe('a NIF while it is typed', () => {
  it.each([
    ['B12345674', 'B12345674'],
    ['b-12345674', 'B12345674'],
    ['es b12345674', 'B12345674'],
    ['12345678z', '12345678Z'],
    ['X1234567L', 'X1234567L'],
  ])('%s is good', (typed, nif) => {
    expect(readNif(typed)).toEqual({ state: 'good', nif });
  });

  it('is no mistake before it is whole', () => {
    for (const [index, prefix] of ['B', 'B1', 'B12', 'B123', 'B1234', 'B12345', 'B123456', 'B1234567'].entries()) {
      expect(readNif(prefix), prefix).toEqual({ state: 'incomplete', missing: 8 - index });
    }
    expect(readNif('1234')).toMatchObject({ state: 'incomplete' });
    expect(readNif('es')).toMatchObject({ state: 'incomplete' });
    expect(readNif('  ')).toEqual({ state: 'empty' });
  });

  it.each([
    ['B12345675', 'control'],
    ['12345678A', 'control'],
    ['1234567A', 'control'],
    ['B123456789', 'long'],
    ['I12345678', 'form'],
    ['BB', 'form'],
    ['123456789', 'form'],
    ['B1234Z', 'form'],
  ])('%s is wrong by its %s', (typed, why) => {
    expect(readNif(typed)).toEqual({ state: 'wrong', why });
  });
});
