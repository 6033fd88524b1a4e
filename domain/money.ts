/**
 * Money, quantities and rates as branded integers. No float ever touches an amount.
 *
 * Cents: integer euro cents, tax included unless a name says otherwise.
 * Milli: integer thousandths of a unit or of a kilogram (1 unit = 1000, 0.255 kg = 255).
 * RateBp: integer hundredths of a percent (21 % = 2100), the unit in which AEAT publishes rates.
 */
declare const brand: unique symbol;
export type Cents = number & { readonly [brand]: 'cents' };
export type Milli = number & { readonly [brand]: 'milli' };
export type RateBp = number & { readonly [brand]: 'rateBp' };

/** AEAT amounts have at most 12 integer digits; a till stays far below so that sums of a year are exact in a double. */
export const MAX_CENTS = 99_999_999_999;
/** 999,999.999 units or kilograms in one line. */
export const MAX_MILLI = 999_999_999;

function integer(value: number, limit: number, what: string): number {
  if (!Number.isSafeInteger(value) || Math.abs(value) > limit) {
    throw new RangeError(`${what} must be an integer within ±${limit}: ${value}`);
  }
  return value;
}

/** @throws RangeError when `value` is not an integer within ±MAX_CENTS: that is a bug, input is parsed before. */
export const cents = (value: number): Cents => integer(value, MAX_CENTS, 'cents') as Cents;
/** @throws RangeError when `value` is not an integer within ±MAX_MILLI. */
export const milli = (value: number): Milli => integer(value, MAX_MILLI, 'milli') as Milli;
/** @throws RangeError when `value` is not an integer within 0..100 %. */
export const rateBp = (value: number): RateBp => {
  if (value < 0) throw new RangeError(`a rate is never negative: ${value}`);
  return integer(value, 10_000, 'rateBp') as RateBp;
};

export const ZERO_CENTS = 0 as Cents;
export const ONE_UNIT = 1000 as Milli;

/**
 * round(value * numerator / denominator), half away from zero, exact for any safe integers.
 * BigInt because unitCents x milli may pass 2^53 before it is divided.
 */
export function mulDiv(value: number, numerator: number, denominator: number): number {
  const product = BigInt(value) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const negative = product < 0n !== divisor < 0n;
  const magnitude = product < 0n ? -product : product;
  const size = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * magnitude + size) / (2n * size);
  return Number(negative ? -quotient : quotient);
}

export function sumCents(values: Iterable<Cents>): Cents {
  let total = 0;
  for (const value of values) total += value;
  return cents(total);
}

/** Line gross before discounts: round(unitCents x milli / 1000) (DESIGN section 4). */
export const grossCents = (unitCents: Cents, quantityMilli: Milli): Cents =>
  cents(mulDiv(unitCents, quantityMilli, 1000));
