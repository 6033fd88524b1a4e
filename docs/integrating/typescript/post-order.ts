/**
 * Tells central of an order of a shop, and invoices it unless a person has to look at it first.
 *
 *   MOSTRADOR_URL=... MOSTRADOR_TOKEN=<orders:write invoices:write> node post-order.ts NUMBER [SHOP_ID]
 *
 * Without SHOP_ID when the company has one shop.
 */
import { createClient, type OrdersSaveBody } from '../../../clients/typescript/src/index.ts';

const client = createClient({
  url: process.env['MOSTRADOR_URL'] ?? '',
  token: process.env['MOSTRADOR_TOKEN'] ?? '',
  language: 'en',
});
const [number = '', shopId] = process.argv.slice(2);
const now = new Date().toISOString();

const body: OrdersSaveBody = {
  source: 'example',
  externalId: number,
  displayNumber: `#${number}`,
  // Grows with every change of the order: an older version never overwrites a newer one.
  version: now,
  state: 'paid',
  currency: 'EUR',
  taxIncluded: true,
  placedAt: now,
  // Amounts are texts: floats lose cents.
  lines: [
    {
      text: 'Aceite de oliva virgen extra 1 L',
      quantity: '2',
      gross: '19.90',
      taxes: [{ rate: '4.00', amount: '0.77' }],
    },
  ],
  totals: { gross: '19.90', tax: '0.77' },
  payments: [{ method: 'card', amount: '19.90', reference: `op-${number}` }],
  customer: { name: 'Ana García', email: 'ana@example.com' },
  ...(shopId === undefined ? {} : { shopId }),
};
// One key for one version; the client repeats under it what may be repeated, and it is done once.
const order = await client.orders.save(body, { idempotencyKey: `order-${number}-${now}` });
if (order.status === 'parked') {
  process.stdout.write(`order ${order.id} parked: ${order.reasons.map(({ code }) => code).join(', ')}\n`);
} else {
  // An order is invoiced once, whoever asks and however often.
  const invoice = await client.orders.invoice(order.id, { idempotencyKey: `invoice-${order.id}` });
  process.stdout.write(`order ${order.id} invoiced: ${invoice.number} ${invoice.total}\n`);
}
