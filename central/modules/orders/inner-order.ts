import type { OrderData } from '../../../contracts/rest/order.ts';
import { parseAmount, parseQuantity } from '../../../domain/money-text.ts';
import type { ExternalOrder, OrderLine, OrderTax } from '../../../domain/orders/types.ts';
import type { Result } from '../../../domain/result.ts';

/** The schema of an order let only such texts in. */
function read(parsed: Result<number>): number {
  if (!parsed.ok) throw new Error(`an order was kept with ${JSON.stringify(parsed.refusal)}`);
  return parsed.value;
}
const centsOf = (text: string): number => read(parseAmount(text));
const rateOf = centsOf;

const taxOf = ({ rate, kind, amount }: OrderData['totals']['taxes'][number]): OrderTax => ({
  rateBp: rateOf(rate),
  kind,
  amountCents: centsOf(amount),
});

const lineOf = ({
  kind,
  sku,
  productId,
  text,
  quantity,
  gross,
  base,
  taxes,
}: OrderData['lines'][number]): OrderLine => ({
  ...{ kind, sku, productId, text },
  quantityMilli: read(parseQuantity(quantity)),
  grossCents: centsOf(gross),
  baseCents: base === null ? null : centsOf(base),
  taxes: taxes.map(taxOf),
});

/** An order as it was told, in the integers that the rules reckon with. */
export const innerOrder = (data: OrderData): ExternalOrder => ({
  state: data.state,
  currency: data.currency,
  taxIncluded: data.taxIncluded,
  placedAt: data.placedAt,
  lines: data.lines.map(lineOf),
  totals: {
    grossCents: centsOf(data.totals.gross),
    taxCents: centsOf(data.totals.tax),
    taxes: data.totals.taxes.map(taxOf),
  },
  payments: data.payments.map(({ amount, ...payment }) => ({ ...payment, amountCents: centsOf(amount) })),
  customer: data.customer,
  refunds: data.refunds.map(({ createdAt }) => ({ createdAt })),
});
