import { z } from 'zod';
import { amountSchema, currencySchema, quantitySchema } from '../rest/money.ts';

/**
 * What happened, for other systems, one schema per type. Thin: ids and versions; the reader fetches the rest with a token
 * whose scopes say what it may see. A field is only ever added.
 */
const idSchema = z.string().min(1).max(64);
const versionSchema = z.int().min(1).meta({ description: 'Of the object: an older one never overwrites a newer one' });

const invoiceSchema = z.strictObject({
  id: idSchema,
  number: z.string(),
  customerId: idSchema.nullable(),
  shopId: idSchema,
  total: amountSchema,
  currency: currencySchema,
  version: versionSchema,
});
const rectifiedSchema = invoiceSchema.extend({ rectifies: idSchema });
const registeredSchema = z.strictObject({ id: idSchema, number: z.string(), csv: z.string().nullable() });
const rejectedSchema = z.strictObject({ id: idSchema, number: z.string(), code: z.string(), reason: z.string() });
const customerSchema = z.strictObject({ id: idSchema });
const productSchema = z.strictObject({ id: idSchema, version: versionSchema });
const stockSchema = z.strictObject({ productId: idSchema, shopId: idSchema, level: quantitySchema });
const orderSchema = z.strictObject({
  id: idSchema,
  source: z.string(),
  externalId: z.string(),
  displayNumber: z.string(),
  version: versionSchema,
});
const parkedSchema = orderSchema.extend({ reasons: z.array(z.string()) });
const sessionSchema = z.strictObject({ id: idSchema, tillId: idSchema, shopId: idSchema });
const exportSchema = z.strictObject({ id: idSchema, kind: z.string() });
const pingSchema = z.strictObject({ endpointId: idSchema });
const disabledSchema = z.strictObject({ endpointId: idSchema, url: z.string(), reason: z.enum(['gone', 'failing']) });

/** Schema of `data` by type. */
export const eventTypes = {
  'invoice.issued': invoiceSchema,
  'invoice.paid': invoiceSchema,
  'invoice.annulled': invoiceSchema,
  'invoice.rectified': rectifiedSchema,
  'invoice.registered': registeredSchema,
  'invoice.rejected': rejectedSchema,
  'sale.completed': invoiceSchema,
  'sale.returned': rectifiedSchema,
  'cash_session.closed': sessionSchema,
  'customer.created': customerSchema,
  'customer.updated': customerSchema,
  'product.updated': productSchema,
  'stock.changed': stockSchema,
  'order.received': orderSchema,
  'order.parked': parkedSchema,
  'order.shipped': orderSchema,
  'export.ready': exportSchema,
  'webhook.ping': pingSchema,
  'webhook.endpoint_disabled': disabledSchema,
} as const;

export type OutgoingType = keyof typeof eventTypes;
export type OutgoingData<Type extends OutgoingType> = z.input<(typeof eventTypes)[Type]>;
export const outgoingTypes = Object.keys(eventTypes) as [OutgoingType, ...OutgoingType[]];

/** What each type tells, for the reference. */
export const eventSummaries: Readonly<Record<OutgoingType, string>> = {
  'invoice.issued': 'An invoice was issued, at a till or by the API',
  'invoice.paid': 'What was due of an invoice has been paid',
  'invoice.annulled': 'An invoice that should never have been was annulled',
  'invoice.rectified': 'An invoice was rectified by another one',
  'invoice.registered': 'The tax agency accepted the record of an invoice',
  'invoice.rejected': 'The tax agency rejected the record of an invoice',
  'sale.completed': 'The document of a sale was issued, at a till or by the API; one of the API may still be due',
  'sale.returned': 'Goods of a sale came back',
  'cash_session.closed': 'A till closed its cash session with a Z',
  'customer.created': 'A customer is new',
  'customer.updated': 'A customer was changed',
  'product.updated': 'A product or its price was changed',
  'stock.changed': 'The stock level of a product in a shop is another one',
  'order.received': 'An order came in, or a newer version of it',
  'order.parked': 'An order waits for a person, who is told why',
  'order.shipped': 'An order was sent to its buyer',
  'export.ready': 'An export can be downloaded',
  'webhook.ping': 'A test of an endpoint',
  'webhook.endpoint_disabled': 'Central stopped sending to an endpoint',
};

/** The body of a delivery: Standard Webhooks 1.0.0. */
export const eventBodySchema = <Type extends OutgoingType>(type: Type) =>
  z.strictObject({ type: z.literal(type), timestamp: z.iso.datetime(), data: eventTypes[type] });
