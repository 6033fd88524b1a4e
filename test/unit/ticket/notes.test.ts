import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { plausibleNotes } from '../../../domain/ticket/notes.ts';

describe('plausibleNotes', () => {
  it.each([
    [1756, [1800, 2000, 5000, 10_000]],
    [1230, [1300, 1500, 2000, 5000, 10_000]],
    [340, [400, 500, 1000, 2000, 5000]],
    [4590, [4600, 5000, 6000, 10_000]],
    [1, [100, 500, 1000, 2000, 5000]],
    [12_050, [12_100, 12_500, 13_000, 14_000, 15_000]],
  ])('%i cents', (due, notes) => {
    expect(plausibleNotes(cents(due))).toEqual(notes);
  });

  it('leaves out what is the exact amount', () => {
    expect(plausibleNotes(cents(2000))).toEqual([5000, 10_000]);
    expect(plausibleNotes(cents(10_000))).toEqual([]);
  });

  it('has none when nothing is due', () => {
    expect(plausibleNotes(cents(0))).toEqual([]);
    expect(plausibleNotes(cents(-100))).toEqual([]);
  });

  it('is at most five, ascending, without doubles, above the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (due) => {
        const notes = plausibleNotes(cents(due));
        expect(notes.length).toBeLessThanOrEqual(5);
        expect(notes).toEqual([...new Set(notes)].sort((a, b) => a - b));
        expect(notes.every((note) => note > due)).toBe(true);
      }),
      { seed: 20261123 },
    );
  });
});
