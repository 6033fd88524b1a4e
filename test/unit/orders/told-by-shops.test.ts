import { expect, test } from 'vitest';
import { innerOrder } from '../../../central/modules/orders/inner-order.ts';
import { type OrderBody, orderBodySchema } from '../../../contracts/rest/order.ts';
import { checkOrder } from '../../../domain/orders/check-order.ts';
import { PLACE } from './an-order.ts';

/**
 * Orders that public documentation and recordings of the three platforms show, put into the inner model by hand: it carries
 * what they say, and what a shop in Spain cannot invoice is parked.
 */
const WOOCOMMERCE = {
  ...{ source: 'woocommerce', externalId: '1274', version: '2021-04-19T07:21:00Z', displayNumber: '1274' },
  ...{ state: 'paid', rawState: 'processing', currency: 'USD', taxIncluded: true, placedAt: '2021-04-19T07:20:56Z' },
  lines: [
    {
      sku: '',
      text: 'Weekly',
      quantity: '3',
      gross: '26.09',
      base: '23.72',
      taxes: [{ rate: '10.00', amount: '2.37' }],
    },
  ],
  totals: { gross: '26.09', tax: '2.37', taxes: [{ rate: '10.00', amount: '2.37' }] },
  payments: [{ method: 'stripe', amount: '26.09', reference: 'ch_xxxxxx', paidAt: '2021-04-19T07:21:00Z' }],
  customer: {
    name: 'James Allan',
    company: '',
    address: '1 Main Rd',
    city: 'Brisbane',
    postalCode: '4000',
    country: 'AU',
  },
};

const SHOPIFY = {
  ...{ source: 'shopify', externalId: '1073459976', version: '2025-07-02T11:31:26-05:00', displayNumber: '#1002' },
  ...{ state: 'paid', currency: 'EUR', taxIncluded: false, placedAt: '2025-07-02T11:31:26-05:00' },
  lines: [
    {
      ...{ text: 'Big Brown Bear Boots', quantity: '3', gross: '238.47', base: '224.97' },
      taxes: [{ rate: '6.00', amount: '13.50' }],
    },
  ],
  totals: { gross: '238.47', tax: '13.50', taxes: [{ rate: '6.00', amount: '13.50' }] },
};

const PRESTASHOP = {
  ...{ source: 'prestashop', externalId: '5', version: '2019-01-30 01:02:13', displayNumber: 'KHWLILZLL' },
  ...{ state: 'unpaid', rawState: '10', currency: 'EUR', taxIncluded: true, placedAt: '2019-01-30 01:02:12' },
  lines: [
    { text: 'Faded Short Sleeve T-shirts - Color : Orange, Size : S', sku: 'demo_1', gross: '16.51' },
    { text: 'Blouse - Color : Black, Size : S', sku: 'demo_2', gross: '27.00' },
    { text: 'Printed Dress - Color : Orange, Size : S', sku: 'demo_3', gross: '26.00' },
    { kind: 'shipping', text: 'Shipping', gross: '2.00' },
  ],
  totals: { gross: '71.51', tax: '0.00' },
};

function check(told: object) {
  const { source: _, ...content }: OrderBody = orderBodySchema.parse(told);
  return checkOrder(innerOrder({ ...content, shippedAt: null }), PLACE);
}
const codesOf = (told: object) => [...new Set(check(told).reasons.map(({ code }) => code))];

test('WooCommerce: in dollars; in euros it is invoiced to the cent', () => {
  expect(codesOf(WOOCOMMERCE)).toEqual(['foreign_currency']);
  const { plan, taxGroups } = check({ ...WOOCOMMERCE, currency: 'EUR' });
  expect(taxGroups).toMatchObject([{ rateBp: 1000, grossCents: 2609, baseCents: 2372, taxCents: 237 }]);
  expect(plan?.lines).toMatchObject([{ description: '3 x Weekly', code: null, unitCents: 2609 }]);
  expect(plan?.payments).toEqual([{ method: 'other', amountCents: 2609, reference: 'stripe ch_xxxxxx' }]);
});

test('Shopify: a tax that is not charged here', () => {
  expect(codesOf(SHOPIFY)).toEqual(['unknown_rate']);
});

test('PrestaShop: without taxes, and a date without a zone, which its adapter knows', () => {
  expect(codesOf(PRESTASHOP)).toEqual(['bad_date', 'tax_missing']);
});
