import { cents } from '../../../domain/money.ts';
import { displayEuros, displayQuantity, displayRate } from '../../../domain/money-text.ts';
import type { TicketLineView, TicketView } from '../../../electron/ipc/contract/sale.ts';
import type { Words } from '../../app/language.ts';

/** Second line of a ticket line: format, unit price where it is not the amount itself, a price that was changed. */
export function lineDetail(line: TicketLineView, { t }: Words): string {
  const { format, unit, quantityMilli, unitCents, listUnitCents } = line;
  const price = displayEuros(unitCents);
  const parts = [
    format,
    unit === 'kg' ? t('sale.price-by-kg', { price }) : quantityMilli === 1000 ? null : t('sale.price-each', { price }),
    listUnitCents !== null && listUnitCents !== unitCents
      ? t('sale.price-changed', { price: displayEuros(listUnitCents) })
      : null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

export type DiscountView = NonNullable<TicketView['discount']>;

/** "Oferta · 10 % −1,20 €". */
export function discountText(discount: DiscountView, takenCents: number, { t }: Words): string {
  const name = discount.reason ?? t('sale.discount');
  const rate = discount.kind === 'percent' ? ` ${displayRate(discount.percentBp)}` : '';
  return `${name}${rate} −${displayEuros(cents(takenCents))}`;
}

/** What stands in the column of quantities: "2", "0,642". */
export const quantityText = ({ quantityMilli }: TicketLineView): string => displayQuantity(quantityMilli);
