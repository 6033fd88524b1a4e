import type { Cents, Milli, RateBp } from './money.ts';
import { cents, MAX_CENTS, MAX_MILLI, milli } from './money.ts';
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

/**
 * Amounts and quantities as text. Two forms exist and never mix: the exchange form of JSON, command line, XML and hash
 * ("1234.56"), and the form a person in Spain reads ("1.234,56"). Reading what people type or export belongs to the
 * catalogue import and to the keypad.
 */
const AMOUNT = /^(-?)(0|[1-9]\d*)(?:\.(\d{1,2}))?$/;
const QUANTITY = /^(-?)(0|[1-9]\d*)(?:\.(\d{1,3}))?$/;

/** Integer value of `text` at `decimals` places; null when it does not match; NaN-free because the pattern is strict. */
function parseScaled(text: string, pattern: RegExp, decimals: number): bigint | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction.padEnd(decimals, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

const within = (value: bigint, limit: number): boolean => (value < 0n ? -value : value) <= BigInt(limit);

/**
 * Euro amount in exchange form: optional minus, no leading zeros, a point and at most two decimals ("45.90", "45").
 * Refuses `amount_malformed` {text}, `amount_too_large` {maxCents}.
 */
export function parseAmount(text: string): Result<Cents> {
  const value = parseScaled(text, AMOUNT, 2);
  if (value === null) return refuse('amount_malformed', { text });
  if (!within(value, MAX_CENTS)) return refuse('amount_too_large', { maxCents: MAX_CENTS });
  return ok(cents(Number(value)));
}

/**
 * Quantity in exchange form: a point and at most three decimals ("2", "0.255").
 * Refuses `quantity_malformed` {text}, `quantity_too_large` {max}.
 */
export function parseQuantity(text: string): Result<Milli> {
  const value = parseScaled(text, QUANTITY, 3);
  if (value === null) return refuse('quantity_malformed', { text });
  if (!within(value, MAX_MILLI)) return refuse('quantity_too_large', { max: displayQuantity(MAX_MILLI as Milli) });
  return ok(milli(Number(value)));
}

type Digits = { readonly sign: '' | '-'; readonly whole: string; readonly fraction: string };

function digits(value: number, decimals: number): Digits {
  const text = String(Math.abs(value)).padStart(decimals + 1, '0');
  return {
    sign: value < 0 ? '-' : '',
    whole: text.slice(0, text.length - decimals),
    fraction: text.slice(text.length - decimals),
  };
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, '.');

/** Exchange form with exactly two decimals: 4590 -> "45.90". The same text goes to XML, hash, QR and JSON. */
export function formatAmount(value: Cents): string {
  const { sign, whole, fraction } = digits(value, 2);
  return `${sign}${whole}.${fraction}`;
}

/** Exchange form without trailing zeros: 2000 -> "2", 255 -> "0.255". */
export function formatQuantity(value: Milli): string {
  const { sign, whole, fraction } = digits(value, 3);
  const significant = fraction.replace(/0+$/, '');
  return significant === '' ? `${sign}${whole}` : `${sign}${whole}.${significant}`;
}

/** As read in Spain, without the currency: 123456 -> "1.234,56". */
export function displayAmount(value: Cents): string {
  const { sign, whole, fraction } = digits(value, 2);
  return `${sign}${grouped(whole)},${fraction}`;
}

/** With the currency after a space: 123456 -> "1.234,56 €". */
export const displayEuros = (value: Cents): string => `${displayAmount(value)} €`;

/** As read in Spain: whole counts without decimals ("2"), anything else with three ("0,255", "1,500"). */
export function displayQuantity(value: Milli): string {
  const { sign, whole, fraction } = digits(value, 3);
  return fraction === '000' ? `${sign}${grouped(whole)}` : `${sign}${grouped(whole)},${fraction}`;
}

/** A weight always shows its grams: 2000 -> "2,000 kg". */
export function displayWeight(value: Milli): string {
  const { sign, whole, fraction } = digits(value, 3);
  return `${sign}${grouped(whole)},${fraction} kg`;
}

/** A rate or percentage without trailing zeros: 2100 -> "21 %", 520 -> "5,2 %", 62 -> "0,62 %". */
export function displayRate(value: RateBp): string {
  const { sign, whole, fraction } = digits(value, 2);
  const significant = fraction.replace(/0+$/, '');
  return significant === '' ? `${sign}${whole} %` : `${sign}${whole},${significant} %`;
}
