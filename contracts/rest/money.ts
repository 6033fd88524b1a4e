import { z } from 'zod';

/**
 * Amounts, quantities and rates as other systems read and write them: decimal strings with a point, never numbers, because
 * JSON's numbers are floats to most who read them. Inside they are cents, thousandths and hundredths of a percent.
 */
export const amountSchema = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,14})\.\d{2}$/)
  .meta({ description: 'Amount with two decimals: "45.90"', examples: ['45.90'] });

export const quantitySchema = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,14})(\.\d{1,3})?$/)
  .meta({ description: 'Pieces or kilograms, at most three decimals: "2", "0.255"', examples: ['2'] });

export const rateSchema = z
  .string()
  .regex(/^((0|[1-9]\d?)\.\d{2}|100\.00)$/)
  .meta({ description: 'Percent with two decimals: "21.00"', examples: ['21.00'] });

export const currencySchema = z.literal('EUR');

const scaled = (text: string, decimals: number): number => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const magnitude = Number(whole + fraction.padEnd(decimals, '0'));
  return text.startsWith('-') ? 0 - magnitude : magnitude;
};

/** At most MAX_CENTS and MAX_MILLI of domain/money.ts: what is longer is refused by its form. */
const amountText = (form: RegExp, description: string) =>
  z
    .string()
    .regex(form)
    .meta({ description, examples: ['45.90'] });

/** Read as cents, not negative. */
export const amountInput = amountText(/^(0|[1-9]\d{0,8})\.\d{2}$/, 'Amount with two decimals, not negative').transform(
  (text) => scaled(text, 2),
);

/** Read as cents, never 0: what is paid. Without lookahead, which not every language's patterns have. */
export const paidAmountInput = amountText(
  /^([1-9]\d{0,8}\.\d{2}|0\.([1-9]\d|0[1-9]))$/,
  'Amount with two decimals, more than 0.00',
).transform((text) => scaled(text, 2));

/** Read as cents, of either sign. */
export const signedAmountInput = amountText(/^-?(0|[1-9]\d{0,8})\.\d{2}$/, 'Amount with two decimals').transform(
  (text) => scaled(text, 2),
);

const quantityText = (form: RegExp, description: string) =>
  z
    .string()
    .regex(form)
    .meta({ description, examples: ['2'] });

/** Read as thousandths, not negative. */
export const quantityInput = quantityText(
  /^(0|[1-9]\d{0,5})(\.\d{1,3})?$/,
  'Pieces or kilograms, at most three decimals, not negative',
).transform((text) => scaled(text, 3));

/** Read as thousandths, of either sign. */
export const signedQuantityInput = quantityText(
  /^-?(0|[1-9]\d{0,5})(\.\d{1,3})?$/,
  'Pieces or kilograms, at most three decimals',
).transform((text) => scaled(text, 3));

/** Read as hundredths of a percent. */
export const rateInput = rateSchema.transform((text) => scaled(text, 2));
