import type { Cents, RateBp } from '../money.ts';
import { cents, MAX_CENTS, rateBp } from '../money.ts';
import { formatAmount } from '../money-text.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/**
 * Amounts and rates as AEAT reads them. Each is turned into text once; the same text then goes to the XML, the hash, the
 * QR and the paper, because AEAT hashes the literal: 121.1 and 121.10 have different hashes (SPEC.md 6).
 */
declare const brand: unique symbol;
/** Amount text with two decimals and a point, minus if negative, never a plus: "45.90", "-0.05". */
export type AeatAmount = string & { readonly [brand]: 'aeatAmount' };
/** Rate text in percent with two decimals: "21.00", "5.20". */
export type AeatRate = string & { readonly [brand]: 'aeatRate' };

/** ImporteSgn12.2Type of the XSD: laxer than what we write, since records of others are read too. */
const AMOUNT = /^([+-]?)(\d{1,12})(?:\.(\d{0,2}))?$/;
/** Tipo2.2Type of the XSD. */
const RATE = /^(\d{1,3})(?:\.(\d{0,2}))?$/;
const OWN_AMOUNT = /^-?(?:0|[1-9]\d{0,11})\.\d{2}$/;

export const serialiseAmount = (value: Cents): AeatAmount => formatAmount(value) as AeatAmount;

/** 2100 -> "21.00". */
export const serialiseRate = (value: RateBp): AeatRate =>
  `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}` as AeatRate;

/**
 * Cents of any amount text the XSD admits ("+121.00", "121.1", "121.").
 * Refuses `aeat_amount_malformed` {text}, `aeat_amount_too_large` {text} beyond MAX_CENTS.
 */
export function parseAeatAmount(text: string): Result<Cents> {
  const match = AMOUNT.exec(text);
  if (match === null) return refuse('aeat_amount_malformed', { text });
  const [, sign, whole = '', fraction = ''] = match;
  const magnitude = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (magnitude > MAX_CENTS) return refuse('aeat_amount_too_large', { text });
  // 0 - magnitude, so that "-0.00" is 0 and not -0.
  return ok(cents(sign === '-' ? 0 - magnitude : magnitude));
}

/** Rate in hundredths of a percent. Refuses `aeat_rate_malformed` {text}, also above 100 %. */
export function parseAeatRate(text: string): Result<RateBp> {
  const match = RATE.exec(text);
  if (match === null) return refuse('aeat_rate_malformed', { text });
  const [, whole = '', fraction = ''] = match;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return value > 10_000 ? refuse('aeat_rate_malformed', { text }) : ok(rateBp(value));
}

/** Takes back a stored text of ours. Refuses `aeat_amount_malformed` {text} for any other spelling, "-0.00" included. */
export function asAeatAmount(text: string): Result<AeatAmount> {
  return OWN_AMOUNT.test(text) && text !== '-0.00' ? ok(text as AeatAmount) : refuse('aeat_amount_malformed', { text });
}
