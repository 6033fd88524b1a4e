import { describe, expect, it } from 'vitest';
import { sizesFor } from '../bench/benches.ts';
import { percentile } from '../bench/samples.ts';
import { testBenches } from './bench-run.ts';

testBenches('without-screen');

describe('sizes and samples', () => {
  it('full scale is the size of the design, and no scale leaves out most documents only', () => {
    expect(sizesFor(1)).toMatchObject({ products: 100_000, documents: 1_000_000 });
    expect(sizesFor(null)).toMatchObject({ products: 100_000, documents: 100_000 });
  });

  it('a percentile is a value that was measured', () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([3, 1, 2], 0.99)).toBe(3);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});
