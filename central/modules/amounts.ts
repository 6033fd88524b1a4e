import type { Cents, Milli } from '../../domain/money.ts';
import { formatAmount, formatQuantity } from '../../domain/money-text.ts';

/** Of sums too, which may be beyond what one document holds: the text is made of digits, whatever their number. */
export const amountText = (cents: number): string => formatAmount(cents as Cents);
export const quantityText = (milli: number): string => formatQuantity(milli as Milli);
export const rateText = (rateBp: number): string => formatAmount(rateBp as Cents);
