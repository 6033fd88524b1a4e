import type { Cents } from '../money.ts';
import { cents } from '../money.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { PaymentMethod } from './types.ts';

/** retail: the list of SPEC.md 8.1 (shops, bars, hairdressers ...); other: every other activity. */
export type Activity = 'retail' | 'other';

/** Legal bounds from a day on, as settings: a change of law is a new entry, never an edit (DESIGN section 5). */
export type DatedLimits = {
  /** First local day of validity, YYYY-MM-DD. */
  readonly from: string;
  /** Largest simplified invoice, tax included, equality allowed (ROF 4). */
  readonly simplifiedCents: Readonly<Record<Activity, Cents>>;
  /** Operations of this amount or more take no cash at all, not even in part (Ley 7/2012 art. 7). */
  readonly cashFromCents: Cents;
};

const simplified = { retail: cents(300_000), other: cents(40_000) };

/** Newest last. Ley 11/2021 lowered the cash bound from 2,500 to 1,000 EUR on 11-7-2021. */
export const DEFAULT_LIMITS: readonly DatedLimits[] = [
  { from: '2013-01-01', simplifiedCents: simplified, cashFromCents: cents(250_000) },
  { from: '2021-07-11', simplifiedCents: simplified, cashFromCents: cents(100_000) },
];

/**
 * The limits in force on a local day. Before the first entry the first applies: a clock that is wrong by decades has its
 * own alarm and must not take the bounds away.
 * @throws RangeError for an empty table: settings are checked when they are saved.
 */
export function limitsOn(isoDate: string, table: readonly DatedLimits[] = DEFAULT_LIMITS): DatedLimits {
  const oldestFirst = [...table].sort((a, b) => (a.from < b.from ? -1 : 1));
  const found = oldestFirst.findLast(({ from }) => from <= isoDate) ?? oldestFirst[0];
  if (found === undefined) throw new RangeError('the table of limits is empty');
  return found;
}

/** Before any payment is asked for. Refuses `simplified_limit` {totalCents, limitCents}. */
export function checkSimplifiedLimit(totalCents: Cents, activity: Activity, limits: DatedLimits): Result<void> {
  const limitCents = limits.simplifiedCents[activity];
  return totalCents > limitCents ? refuse('simplified_limit', { totalCents, limitCents }) : ok(undefined);
}

/** Whether cash may be offered for this total: the screen hides the cash keys otherwise. */
export const isCashAllowed = (totalCents: Cents, limits: DatedLimits): boolean => totalCents < limits.cashFromCents;

/** Before a payment is taken and again when closing. Refuses `cash_limit` {totalCents, limitCents}. */
export function checkCashLimit(
  totalCents: Cents,
  methods: readonly PaymentMethod[],
  limits: DatedLimits,
): Result<void> {
  if (methods.includes('cash') && !isCashAllowed(totalCents, limits)) {
    return refuse('cash_limit', { totalCents, limitCents: limits.cashFromCents });
  }
  return ok(undefined);
}

/** Both checks, in the order in which a person can do something about them. */
export function checkLimits(
  sale: { readonly totalCents: Cents; readonly methods: readonly PaymentMethod[]; readonly activity: Activity },
  limits: DatedLimits,
): Result<void> {
  const simplifiedLimit = checkSimplifiedLimit(sale.totalCents, sale.activity, limits);
  return simplifiedLimit.ok ? checkCashLimit(sale.totalCents, sale.methods, limits) : simplifiedLimit;
}
