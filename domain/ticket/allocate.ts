/**
 * Splits `total` over `weights` by largest remainder: every share is the exact proportion rounded down or up, and the
 * shares sum to `total`. Units that are left go to the largest remainders, equal remainders to the first position.
 * With `total` at most the sum of weights, no share exceeds its weight.
 *
 * @param total integer >= 0, for instance cents.
 * @param weights integers >= 0.
 * @throws RangeError for negative or fractional input, or when there is something to split and all weights are zero.
 */
export function allocate(total: number, weights: readonly number[]): readonly number[] {
  if (!isCount(total) || !weights.every(isCount)) {
    throw new RangeError('allocate needs integers that are not negative');
  }
  if (total === 0) return weights.map(() => 0);
  // BigInt: the product of two amounts passes 2^53.
  const sum = weights.reduce((accumulated, weight) => accumulated + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError('allocate has nothing to split over');

  const exact = weights.map((weight, position) => {
    const product = BigInt(total) * BigInt(weight);
    return { position, share: product / sum, remainder: product % sum };
  });
  let left = exact.reduce((accumulated, { share }) => accumulated - share, BigInt(total));
  const byRemainder = [...exact].sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return a.position - b.position;
  });
  for (const entry of byRemainder) {
    if (left === 0n) break;
    entry.share += 1n;
    left -= 1n;
  }
  return exact.map(({ share }) => Number(share));
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
