import type { OutgoingData, OutgoingType } from '../../../contracts/webhooks/event-types.ts';

const SHOP = '018f3a1e-0000-7000-8000-000000000001';
const TILL = '018f3a1e-0000-7000-8000-000000000002';
const SAMPLE = 'sample';

const invoice: OutgoingData<'invoice.issued'> = {
  id: SAMPLE,
  number: '01T01S-26-000001',
  customerId: null,
  shopId: SHOP,
  total: '45.90',
  currency: 'EUR',
  version: 1,
};
const order: OutgoingData<'order.received'> = {
  id: SAMPLE,
  source: 'woocommerce',
  externalId: '4711',
  displayNumber: '#4711',
  version: 1,
};
const returned = { ...invoice, number: '01T01R-26-000001', total: '-45.90', rectifies: SAMPLE };

type Samples = { readonly [Type in OutgoingType]: (endpointId: string) => OutgoingData<Type> };

const samples: Samples = {
  'invoice.issued': () => invoice,
  'invoice.paid': () => ({ ...invoice, version: 2 }),
  'invoice.annulled': () => ({ ...invoice, version: 2 }),
  'invoice.rectified': () => returned,
  'invoice.registered': () => ({ id: SAMPLE, number: invoice.number, csv: 'A-SAMPLECSV00000' }),
  'invoice.rejected': () => ({ id: SAMPLE, number: invoice.number, code: '1117', reason: 'NIF no identificado' }),
  'sale.completed': () => invoice,
  'sale.returned': () => returned,
  'cash_session.closed': () => ({ id: SAMPLE, tillId: TILL, shopId: SHOP }),
  'customer.created': () => ({ id: SAMPLE }),
  'customer.updated': () => ({ id: SAMPLE }),
  'product.updated': () => ({ id: SAMPLE, version: 1 }),
  'stock.changed': () => ({ productId: SAMPLE, shopId: SHOP, level: '12' }),
  'order.received': () => order,
  'order.parked': () => ({ ...order, reasons: ['totals_mismatch'] }),
  'order.shipped': () => ({ ...order, version: 2 }),
  'export.ready': () => ({ id: SAMPLE, kind: 'libro-expedidas' }),
  'webhook.ping': (endpointId) => ({ endpointId }),
  'webhook.endpoint_disabled': (endpointId) => ({ endpointId, url: 'https://example.com/hook', reason: 'failing' }),
};

/** What an event of this type looks like; nothing of it exists. */
export const sampleOf = <Type extends OutgoingType>(type: Type, endpointId: string): OutgoingData<Type> =>
  samples[type](endpointId);
