import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { MAX_TENDER_CENTS, missingCents, settle } from '../../../domain/ticket/payments.ts';
import type { Payment, PaymentMethod } from '../../../domain/ticket/types.ts';

const seed = 20261122;
const pays = (...tenders: readonly (readonly [PaymentMethod, number])[]): Payment[] =>
  tenders.map(([method, tenderedCents], index) => ({ id: `p${index}`, method, tenderedCents: cents(tenderedCents) }));
const applied = (total: number, payments: readonly Payment[]) => {
  const settled = settle(cents(total), payments);
  return settled.ok
    ? [settled.value.applied.map(({ appliedCents }) => appliedCents), settled.value.changeCents]
    : settled.refusal;
};

describe('settle', () => {
  it('gives change of cash', () => {
    expect(applied(4590, pays(['cash', 5000]))).toEqual([[4590], 410]);
  });

  it('settles card, Bizum and cash together, with change of the cash only', () => {
    expect(applied(4590, pays(['card', 2000], ['bizum', 1000], ['cash', 2000]))).toEqual([[2000, 1000, 1590], 410]);
    expect(applied(4590, pays(['cash', 2000], ['card', 3000]))).toEqual([[1590, 3000], 410]);
  });

  it('takes change from the cash handed over last', () => {
    expect(applied(1000, pays(['cash', 500], ['cash', 2000]))).toEqual([[500, 500], 1500]);
  });

  it('needs no payment for 0.00 and refuses one', () => {
    expect(applied(0, [])).toEqual([[], 0]);
    expect(applied(0, pays(['cash', 100]))).toMatchObject({
      code: 'payment_not_needed',
      params: { paymentCents: 100 },
    });
  });

  it('names what is missing', () => {
    expect(applied(4590, pays(['cash', 4000]))).toMatchObject({
      code: 'payment_insufficient',
      params: { missingCents: 590 },
    });
    expect(applied(4590, [])).toMatchObject({ code: 'payment_insufficient', params: { missingCents: 4590 } });
  });

  it.each(['card', 'bizum'] as const)('never takes more than is due by %s', (method) => {
    expect(applied(4590, pays([method, 4590]))).toEqual([[4590], 0]);
    expect(applied(4590, pays([method, 4591]))).toMatchObject({
      code: 'card_exceeds_due',
      params: { dueCents: 4590, tenderedCents: 4591 },
    });
  });

  it('refuses a payment that would come back whole', () => {
    expect(applied(1000, pays(['card', 1000], ['cash', 500]))).toMatchObject({ code: 'payment_not_needed' });
    expect(applied(1000, pays(['cash', 1000], ['cash', 500]))).toMatchObject({ code: 'payment_not_needed' });
  });

  it('refuses amounts that are no payment or no sense', () => {
    expect(applied(1000, pays(['cash', 0]))).toMatchObject({ code: 'payment_not_positive' });
    expect(applied(1000, pays(['cash', -5]))).toMatchObject({ code: 'payment_not_positive' });
    expect(applied(1000, pays(['cash', MAX_TENDER_CENTS])).toString()).not.toContain('too_large');
    expect(applied(1000, pays(['cash', MAX_TENDER_CENTS + 1]))).toMatchObject({ code: 'tender_too_large' });
  });

  it(`conserves money for any payments that settle (seed ${seed})`, () => {
    const method = fc.constantFrom('cash' as const, 'card' as const, 'bizum' as const);
    const anything = fc.array(fc.tuple(method, fc.integer({ min: 1, max: 5000 })), { maxLength: 4 });
    const sensible = (total: number) =>
      fc
        .tuple(
          fc.constantFrom('card' as const, 'bizum' as const),
          fc.integer({ min: 0, max: total }),
          fc.integer({ min: 0, max: 5000 }),
        )
        .map(([other, part, extra]) =>
          [[other, part] as const, ['cash', part === total ? 0 : total - part + extra] as const].filter(
            ([, tender]) => tender > 0,
          ),
        );
    const drawn = fc
      .integer({ min: 0, max: 6000 })
      .chain((total) => fc.tuple(fc.constant(total), fc.oneof(anything, sensible(total))));
    let settledRuns = 0;
    fc.assert(
      fc.property(drawn, ([total, tenders]) => {
        const payments = pays(...tenders);
        const settled = settle(cents(total), payments);
        const tendered = payments.reduce((sum, { tenderedCents }) => sum + tenderedCents, 0);
        if (!settled.ok) {
          if (settled.refusal.code === 'payment_insufficient') expect(tendered).toBeLessThan(total);
          return;
        }
        settledRuns += 1;
        const { applied: parts, changeCents } = settled.value;
        expect(parts.reduce((sum, { appliedCents }) => sum + appliedCents, 0)).toBe(total);
        expect(tendered - changeCents).toBe(total);
        parts.forEach(({ appliedCents, paymentId }, index) => {
          const paid = payments[index];
          expect(paymentId).toBe(paid?.id);
          expect(appliedCents).toBeGreaterThan(0);
          if (paid?.method !== 'cash') expect(appliedCents).toBe(paid?.tenderedCents);
        });
      }),
      { seed, numRuns: 2000 },
    );
    expect(settledRuns).toBeGreaterThan(900);
  });
});

describe('missingCents', () => {
  it('is what remains to be paid, never negative', () => {
    expect(missingCents(cents(1000), pays(['card', 400]))).toBe(600);
    expect(missingCents(cents(1000), pays(['cash', 4000]))).toBe(0);
  });
});
