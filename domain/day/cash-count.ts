import { type Cents, cents } from '../money.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { CashBox, Counted, CountedPieces } from './types.ts';

/** Notes and coins in use, largest first, cents. */
export const DENOMINATIONS: readonly Cents[] = [
  50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
].map(cents);

/** More than any drawer holds: a slip of a finger, or sums that would leave what the program can add up. */
export const MAX_DRAWER_CENTS = cents(99_999_999);

export const checkDrawerAmount = (amount: Cents): Result<void> =>
  amount > MAX_DRAWER_CENTS ? refuse('amount_too_large', { maxCents: MAX_DRAWER_CENTS }) : ok(undefined);

/** Nobody counts more of one kind by hand. */
export const MAX_PIECES = 99_999;

/**
 * What lies in the drawer, kind by kind. Refuses `denomination_unknown` {valueCents}, `pieces_invalid` {valueCents},
 * `amount_too_large` {maxCents}.
 */
export function countPieces(given: readonly CountedPieces[]): Result<Cents> {
  let sum = 0;
  const seen = new Set<number>();
  for (const { valueCents, pieces } of given) {
    if (!DENOMINATIONS.includes(valueCents) || seen.has(valueCents)) {
      return refuse('denomination_unknown', { valueCents });
    }
    seen.add(valueCents);
    if (!Number.isInteger(pieces) || pieces < 0 || pieces > MAX_PIECES) return refuse('pieces_invalid', { valueCents });
    sum += valueCents * pieces;
  }
  return sum > MAX_DRAWER_CENTS ? refuse('amount_too_large', { maxCents: MAX_DRAWER_CENTS }) : ok(cents(sum));
}

export type GivenCount = {
  readonly pieces: readonly CountedPieces[];
  /** When nobody counted kind by kind; null: the pieces say it. */
  readonly totalCents: Cents | null;
  /** Null: the float of this session, or all there is when that is less. */
  readonly leftCents: Cents | null;
};

/**
 * Refuses what countPieces refuses, `count_missing` when nothing was given (an empty drawer is a sum of 0), `count_negative`, `count_differs` {totalCents, piecesCents} when both are given and
 * differ, `left_exceeds_count` {leftCents, totalCents}.
 */
export function readCount({ pieces, totalCents, leftCents }: GivenCount, floatCents: Cents): Result<Counted> {
  const counted = countPieces(pieces);
  if (!counted.ok) return counted;
  if (totalCents === null && pieces.length === 0) return refuse('count_missing', {});
  if (totalCents !== null && totalCents < 0) return refuse('count_negative', {});
  const possible = checkDrawerAmount(totalCents ?? counted.value);
  if (!possible.ok) return possible;
  if (totalCents !== null && pieces.length > 0 && totalCents !== counted.value) {
    return refuse('count_differs', { totalCents, piecesCents: counted.value });
  }
  const total = totalCents ?? counted.value;
  const left = leftCents ?? cents(Math.min(floatCents, total));
  if (left < 0 || left > total) return refuse('left_exceeds_count', { leftCents: left, totalCents: total });
  return ok({ pieces: pieces.filter((kind) => kind.pieces > 0), totalCents: total, leftCents: left });
}

export type CashParts = Omit<CashBox, 'expectedCents' | 'counted'>;

/**
 * What has to be in the drawer. Cash taken for tickets that are still open lies there too; what lay there for such tickets
 * when the session began comes back as a sale of this one, or as money given back, and is not counted twice. What was sold
 * in an earlier session and annulled in this one is money given back (ADR 11).
 */
export const expectedCash = (parts: CashParts): Cents =>
  cents(
    parts.floatCents +
      parts.salesCents +
      parts.inCents -
      parts.outCents -
      parts.givenBackCents +
      parts.heldCents -
      parts.heldBeforeCents,
  );

export function cashBox(parts: CashParts, counted: Counted | null): CashBox {
  const expectedCents = expectedCash(parts);
  if (counted === null) return { ...parts, expectedCents, counted: null };
  const differenceCents = cents(counted.totalCents - expectedCents);
  const takenAwayCents = cents(counted.totalCents - counted.leftCents);
  return { ...parts, expectedCents, counted: { ...counted, differenceCents, takenAwayCents } };
}
