import { describe, expect, it } from 'vitest';
import { dayText, readDay } from '../../domain/day-text.ts';

describe('a day that a person types', () => {
  it.each([
    ['05/03/2026', '2026-03-05'],
    ['5/3/26', '2026-03-05'],
    [' 05 / 03 / 2026 ', '2026-03-05'],
    ['05-03-2026', '2026-03-05'],
    ['5.3.2026', '2026-03-05'],
    ['05 03 2026', '2026-03-05'],
    ['05032026', '2026-03-05'],
    ['050326', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['29/02/2028', '2028-02-29'],
    ['31/12/2099', '2099-12-31'],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  it.each([
    '',
    'hoy',
    '5/3',
    '32/01/2026',
    '31/04/2026',
    '29/02/2026',
    '00/01/2026',
    '01/13/2026',
    '01/00/2026',
    '5/3/1999',
    '5/3/202',
    '123',
  ])('«%s» is none', (typed) => {
    expect(readDay(typed)).toBeNull();
  });

  it('is the same day after it was written out, every day of four years', () => {
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      expect(readDay(dayText(day))).toBe(day);
    }
  });
});
