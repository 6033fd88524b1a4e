/** Of orders of shops. */
export const ordersTexts = {
  'error.order_parked':
    'The order is parked and cannot be invoiced: {reasons}. Put it right in the shop and send it again.',
  'error.order_shop_missing': 'The company has not exactly one shop: say in shopId which one sells this order.',
  'error.order_cancelled': 'The order is cancelled: it is not invoiced.',
  'order.reason.no_lines': 'The order has no lines.',
  'order.reason.totals_mismatch':
    'The lines add up to {linesCents}, the order to {totalCents}. A line is missing or too many.',
  'order.reason.tax_mismatch':
    'The tax that the shop states ({statedCents}) is not what the lines give ({computedCents}). Check the rates.',
  'order.reason.unknown_rate': 'The rate {rate} of “{text}” is none that is charged here. Check the tax in the shop.',
  'order.reason.tax_missing': '“{text}” does not say its tax rate. State it, also when it is 0 %.',
  'order.reason.several_rates': '“{text}” bears several tax rates at once. Send one line for each rate.',
  'order.reason.recargo_unsupported': '“{text}” bears recargo de equivalencia, which orders are not invoiced with yet.',
  'order.reason.negative_line':
    'The negative line “{text}” is more than what was sold at its tax rate. Take the discount off the lines.',
  'order.reason.foreign_currency': 'The order is in {currency}, and only euros are invoiced.',
  'order.reason.bad_date': 'The date “{date}” cannot be read. Send day, time and zone: 2026-11-23T10:00:00Z.',
  'order.reason.needs_tax_id':
    'The order is of {totalCents}: above {limitCents} it needs a full invoice, with the tax number of the buyer.',
  'order.reason.recipient_incomplete':
    'The buyer gave a tax number, but name, address, postal code or town are missing for a full invoice.',
  'order.reason.overpaid': 'The payments add up to {paidCents}, more than the order ({totalCents}).',
  'order.reason.refund_unsupported':
    'The order came with refunds and without an invoice: a person has to decide what is invoiced.',
  'order.reason.already_invoiced':
    'The order changed after it was invoiced ({number}). The invoice stays as it is: a corrective one is needed.',
} as const;
