import { describe, expect, it } from 'vitest';
import { readScaleLabel } from '../../domain/scan/scale-label.ts';
import { displayBytes, displayMoment, displayTimestamp } from '../../renderer/features/data/display.ts';
import { periodsOf } from '../../renderer/features/data/periods.ts';
import { readEuros } from '../../renderer/features/settings/read-euros.ts';
import {
  changeLabel,
  ITEM_DIGITS,
  nextLabel,
  patternOf,
  VALUE_DIGITS,
} from '../../renderer/features/settings/scale-labels.ts';

describe('an amount in the settings', () => {
  it.each([
    ['3000', 300_000],
    ['3.000', 300_000],
    ['3.000,00', 300_000],
    ['400,5', 40_050],
    [' 1.000 € ', 100_000],
  ])('%s', (typed, value) => {
    expect(readEuros(typed)).toBe(value);
  });

  it.each(['', '0', '0,00', '-5', '3.00', '1,234', 'tres mil', '99999999999'])('«%s» is none', (typed) => {
    expect(readEuros(typed)).toBeNull();
  });
});

describe('labels of a scale', () => {
  const label = { prefix: '20', holds: 'weight', itemDigits: 5, valueDigits: 5 } as const;

  it('always fit into their code', () => {
    for (const itemDigits of ITEM_DIGITS) {
      for (const valueDigits of VALUE_DIGITS) {
        for (const changed of [
          changeLabel({ ...label, valueDigits }, { itemDigits }),
          changeLabel({ ...label, itemDigits }, { valueDigits }),
        ]) {
          expect(changed.itemDigits + changed.valueDigits).toBeLessThanOrEqual(10);
          expect(changed.itemDigits).toBeGreaterThanOrEqual(3);
          expect(changed.valueDigits).toBeGreaterThanOrEqual(3);
        }
      }
    }
    expect(changeLabel(label, { itemDigits: 7 })).toMatchObject({ itemDigits: 7, valueDigits: 3 });
  });

  it('look as the till reads them', () => {
    const letters = { item: 'A', value: 'V', check: 'C' };
    expect(patternOf(label, letters)).toBe('20 AAAAA VVVVV C');
    expect(patternOf({ ...label, valueDigits: 4 }, letters)).toBe('20 AAAAA · VVVV C');
    expect(readScaleLabel('2000042012342', [label])).toMatchObject({ value: 1234 });
  });

  it('take the next free prefix', () => {
    expect(nextLabel([label])?.prefix).toBe('21');
    const all = Array.from({ length: 10 }, (_, index) => ({ ...label, prefix: `2${index}` }));
    expect(nextLabel(all)).toBeNull();
  });
});

describe('a period', () => {
  it('is a quarter of the year, also over the turn of it', () => {
    expect(periodsOf('2026-11-22')).toEqual({
      all: { from: null, to: null },
      quarter: { from: '2026-10-01', to: '2026-12-31' },
      'quarter-before': { from: '2026-07-01', to: '2026-09-30' },
      year: { from: '2026-01-01', to: '2026-12-31' },
    });
    expect(periodsOf('2026-02-01')['quarter-before']).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodsOf('2026-06-30').quarter).toEqual({ from: '2026-04-01', to: '2026-06-30' });
  });
});

describe('facts about the data', () => {
  it('are written as people read them', () => {
    expect([0, 999, 45_000_000, 1_234_000_000].map(displayBytes)).toEqual(['0 B', '999 B', '45 MB', '1,2 GB']);
    expect(displayTimestamp('2026-11-22T18:40:12+01:00')).toBe('22/11/2026 18:40');
    expect(displayMoment(Date.UTC(2026, 10, 22, 17, 40), 'Europe/Madrid', 'es')).toMatch(/22 nov 2026, 18:40/);
  });
});
