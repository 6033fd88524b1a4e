import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../domain/ticket/allocate.ts';

const seed = 20261122;
const weights = fc.array(fc.integer({ min: 0, max: 99_999_999_999 }), { minLength: 1, maxLength: 40 });

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [0, 5, 0], [0, 10, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
    [5, [1, 2, 7], [1, 1, 3]],
  ])('splits %i over %j as %j', (total, over, expected) => {
    expect(allocate(total, over)).toEqual(expected);
  });

  it(`loses no cent, stays within one of the exact share and never exceeds a weight (seed ${seed})`, () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (over, part) => {
        const sum = over.reduce((a, b) => a + b, 0);
        const total = Math.floor(sum * part);
        const shares = allocate(total, over);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        shares.forEach((share, index) => {
          const weight = over[index] ?? 0;
          expect(share).toBeLessThanOrEqual(weight);
          if (sum === 0) return;
          const floor = (BigInt(total) * BigInt(weight)) / BigInt(sum);
          expect(BigInt(share) - floor === 0n || BigInt(share) - floor === 1n).toBe(true);
        });
      }),
      { seed },
    );
  });

  it('throws for input that is a bug of the caller', () => {
    expect(() => allocate(-1, [1])).toThrow(RangeError);
    expect(() => allocate(1.5, [1])).toThrow(RangeError);
    expect(() => allocate(1, [-1, 2])).toThrow(RangeError);
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
    expect(() => allocate(1, [])).toThrow(RangeError);
  });
});
