import { type Cents, cents } from '../money.ts';

/** Next whole euro, then the banknotes that people carry. */
const STEPS_CENTS = [100, 500, 1000, 2000, 5000, 10_000] as const;
/** As many keys as fit beside the pad, with the one for the exact amount. */
const MAX_NOTES = 5;

/**
 * Sums that a customer plausibly hands over for `dueCents`, ascending: the amount rounded up to each step. All are
 * greater than what is due: the exact amount has a key of its own.
 */
export function plausibleNotes(dueCents: Cents): readonly Cents[] {
  if (dueCents <= 0) return [];
  const sums = new Set(STEPS_CENTS.map((step) => Math.ceil(dueCents / step) * step));
  return [...sums]
    .filter((sum) => sum > dueCents)
    .sort((a, b) => a - b)
    .slice(0, MAX_NOTES)
    .map(cents);
}
