import { describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { Activity } from '../../../domain/ticket/limits.ts';
import {
  checkLimits,
  checkSimplifiedLimit,
  DEFAULT_LIMITS,
  isCashAllowed,
  limitsOn,
} from '../../../domain/ticket/limits.ts';
import type { PaymentMethod } from '../../../domain/ticket/types.ts';

const today = limitsOn('2026-11-22');
const check = (totalCents: number, methods: readonly PaymentMethod[] = ['card'], activity: Activity = 'retail') => {
  const result = checkLimits({ totalCents: cents(totalCents), methods, activity }, today);
  return result.ok ? 'ok' : [result.refusal.code, result.refusal.params];
};

describe('simplified invoice', () => {
  it('may reach 3,000.00 EUR in retail, not a cent more', () => {
    expect(check(300_000)).toBe('ok');
    expect(check(300_001)).toEqual(['simplified_limit', { totalCents: 300_001, limitCents: 300_000 }]);
  });

  it('may reach 400.00 EUR in other activities, not a cent more', () => {
    expect(check(40_000, ['card'], 'other')).toBe('ok');
    expect(check(40_001, ['card'], 'other')).toEqual(['simplified_limit', { totalCents: 40_001, limitCents: 40_000 }]);
  });

  it('is checked before anybody pays', () => {
    expect(checkSimplifiedLimit(cents(300_001), 'retail', today).ok).toBe(false);
  });
});

describe('cash', () => {
  it('is taken up to 999.99 EUR and not at 1,000.00', () => {
    expect(check(99_999, ['cash'])).toBe('ok');
    expect(check(100_000, ['cash'])).toEqual(['cash_limit', { totalCents: 100_000, limitCents: 100_000 }]);
    expect([isCashAllowed(cents(99_999), today), isCashAllowed(cents(100_000), today)]).toEqual([true, false]);
  });

  it('is refused even as a part of a larger operation', () => {
    expect(check(150_000, ['card', 'cash'])).toMatchObject(['cash_limit', {}]);
    expect(check(150_000, ['card', 'bizum'])).toBe('ok');
  });
});

describe('limitsOn', () => {
  it('takes the entry of the day, whatever the order of the table', () => {
    expect(limitsOn('2021-07-10').cashFromCents).toBe(250_000);
    expect(limitsOn('2021-07-11', [...DEFAULT_LIMITS].reverse()).cashFromCents).toBe(100_000);
  });

  it('keeps a bound for a clock before the first entry, and throws for an empty table', () => {
    expect(limitsOn('1970-01-01').simplifiedCents.retail).toBe(300_000);
    expect(() => limitsOn('2026-11-22', [])).toThrow(RangeError);
  });
});
