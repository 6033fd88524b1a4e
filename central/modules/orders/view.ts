import type { z } from 'zod';
import type { orderSchema, orderSummarySchema } from '../../../contracts/rest/order.ts';
import { checkOrder } from '../../../domain/orders/check-order.ts';
import { taxIdOf } from '../../../domain/orders/recipient.ts';
import type { ParkingReason } from '../../../domain/orders/types.ts';
import { type Language, text } from '../../../domain/texts/index.ts';
import { amountText, rateText } from '../amounts.ts';
import { instant } from '../resource.ts';
import { innerOrder } from './inner-order.ts';
import type { OrderRow } from './queries.ts';

export const reasonText = (language: Language, { code, params }: ParkingReason): string =>
  text(language, `order.reason.${code}`, params);

export const summaryView = (row: Omit<OrderRow, 'data'>, language: Language): z.input<typeof orderSummarySchema> => ({
  id: row.id,
  source: row.source,
  connectionId: row.connection_id,
  externalId: row.external_id,
  externalVersion: row.external_version,
  displayNumber: row.display_number,
  state: row.state,
  status: row.status,
  reasons: row.reasons.map((reason) => ({ code: reason.code, detail: reasonText(language, reason) })),
  shopId: row.shop_id,
  invoiceId: row.invoice_id,
  total: amountText(row.total_cents),
  currency: row.currency,
  version: row.version,
  createdAt: instant(row.created_at_ms),
  updatedAt: instant(row.updated_at_ms),
});

/** The groups are of its own amounts: which rates were in force when it came makes no difference to them. */
export function orderView(row: OrderRow, language: Language): z.input<typeof orderSchema> {
  const isoDate = instant(row.created_at_ms).slice(0, 10);
  const { taxGroups } = checkOrder(innerOrder(row.data), { area: 'IVA', isoDate });
  const taxes = taxGroups.map(({ rateBp, baseCents, taxCents }) => ({
    rate: rateText(rateBp),
    base: amountText(baseCents),
    tax: amountText(taxCents),
  }));
  return { ...row.data, ...summaryView(row, language), taxId: taxIdOf(row.data.customer)?.taxId ?? null, taxes };
}
