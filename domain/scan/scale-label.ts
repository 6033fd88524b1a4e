import { hasValidCheckDigit } from '../catalog/codes.ts';
import type { Cents, Milli } from '../money.ts';
import { cents, grossCents, milli, mulDiv } from '../money.ts';

/**
 * How the shop's scale writes labels: EAN-13 with a prefix 20..29, which GS1 leaves to the shop. After the prefix come
 * the digits of the product, before the check digit those of weight or price; digits between them are the scale's own.
 */
export type ScaleLabelRule = {
  readonly prefix: string;
  readonly holds: 'weight' | 'price';
  readonly itemDigits: number;
  readonly valueDigits: number;
};

export type ScaleReading = {
  readonly holds: 'weight' | 'price';
  /** Codes under which the catalogue may have the product, the most telling first. */
  readonly itemCodes: readonly string[];
  /** Grams or cents. */
  readonly value: number;
};

const LENGTH = 13;

/** What a label says; null when it is none of the shop's: another form, or a wrong check digit. */
export function readScaleLabel(code: string, rules: readonly ScaleLabelRule[]): ScaleReading | null {
  if (!/^2\d{12}$/.test(code) || !hasValidCheckDigit(code)) return null;
  const rule = rules.find(({ prefix }) => code.startsWith(prefix));
  if (rule === undefined) return null;
  const itemEnd = rule.prefix.length + rule.itemDigits;
  const valueStart = LENGTH - 1 - rule.valueDigits;
  if (itemEnd > valueStart) return null;
  return {
    holds: rule.holds,
    itemCodes: itemCodes(code.slice(0, itemEnd), code.slice(rule.prefix.length, itemEnd)),
    value: Number(code.slice(valueStart, LENGTH - 1)),
  };
}

/**
 * The label without its value, as catalogues of scales hold it: bare, or as a whole EAN-13 of value zero; then the
 * product's digits as short code or reference, as they are and without zeros in front.
 */
function itemCodes(stem: string, item: string): string[] {
  const zeros = stem.padEnd(LENGTH - 1, '0');
  const checkDigit = [...'0123456789'].find((digit) => hasValidCheckDigit(zeros + digit)) ?? '';
  const short = item.replace(/^0+/, '');
  return [...new Set([stem, zeros + checkDigit, item, short])].filter((candidate) => candidate !== '');
}

/** How a line of goods by weight charges exactly what its label says. */
export type LabelPrice = {
  readonly quantityMilli: Milli;
  /** What is taken off so that the line charges the label's price; nearly always 0, never more than a gram costs. */
  readonly discountCents: Cents;
};

/**
 * The weight behind a label that states only the price. Beyond 10 EUR/kg a gram costs more than a cent and no weight
 * may hit the price: then the next gram is charged less a discount of some cents. Price per kg as on the shelf, never
 * more than on the label, and the paper says both. Null without a price per kg: the weight cannot be known.
 * @param unitCents price of a kilogram. @param priceCents what the label says, 0 or more.
 */
export function weightOfPrice(unitCents: Cents, priceCents: Cents): LabelPrice | null {
  if (unitCents === 0) return null;
  const nearest = mulDiv(priceCents, 1000, unitCents);
  const grams = grossCents(unitCents, milli(nearest)) < priceCents ? nearest + 1 : nearest;
  const quantityMilli = milli(grams);
  return { quantityMilli, discountCents: cents(grossCents(unitCents, quantityMilli) - priceCents) };
}
