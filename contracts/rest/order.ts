import { z } from 'zod';
import { LINE_KINDS, ORDER_STATES, REASON_CODES, TAX_KINDS } from '../../domain/orders/types.ts';
import { amountInput, amountSchema, quantityInput, rateSchema, signedAmountInput } from './money.ts';

/**
 * An order of a shop in the one form that invoicing knows: what is posted, and what every adapter makes. Amounts stay the
 * texts that came, because an order is kept as it was told. Only the form is checked here: what a shop may really send but
 * cannot be invoiced is parked.
 */
const MAX_LINES = 500;
const MAX_PAYMENTS = 20;
const MAX_REFUNDS = 100;
const MAX_TAXES = 12;

/** The forms that money.ts reads, before they are read. */
const amount = amountInput.in;
const signedAmount = signedAmountInput.in.meta({ description: 'Amount with two decimals, of either sign' });
const quantity = quantityInput.in;

const text = (max: number) => z.string().trim().min(1).max(max);
/** Shops send empty texts for what they do not know. */
const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullable()
    .transform((value) => (value === '' ? null : value))
    .pipe(z.string().max(max).nullable())
    .default(null);
const date = text(40).meta({
  description: 'Instant with its zone. One that cannot be read parks the order (`bad_date`)',
  examples: ['2026-11-23T10:00:00Z'],
});

const taxSchema = z.strictObject({
  rate: rateSchema,
  kind: z.enum(TAX_KINDS).default('iva').meta({ description: 'iva, re (recargo de equivalencia), other' }),
  amount: signedAmount,
});

const lineSchema = z.strictObject({
  kind: z.enum(LINE_KINDS).default('product'),
  sku: optional(40),
  ean: optional(20),
  productId: optional(64).meta({ description: 'Ours: its stock moves when the order is invoiced' }),
  text: text(500),
  quantity: quantity.default('1'),
  gross: signedAmount.meta({ description: 'Charged for the whole line: tax included, discounts taken off' }),
  base: signedAmount.nullable().default(null).meta({ description: 'The same without tax' }),
  taxes: z.array(taxSchema).max(MAX_TAXES).default([]),
});

const customerSchema = z.strictObject({
  name: optional(200),
  company: optional(200),
  taxId: optional(40).meta({ description: 'As the buyer typed it' }),
  taxIdFoundIn: optional(80).meta({ description: 'Where the shop keeps it: the name of its field' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  address: optional(200),
  postalCode: optional(12),
  city: optional(100),
  province: optional(100),
  email: optional(254),
  phone: optional(40),
});

const paymentSchema = z.strictObject({
  method: text(60).meta({
    description:
      'cash, card, bizum, transfer, online or other; any other word counts as other. Gift cards too are payments',
  }),
  amount,
  reference: optional(60),
  paidAt: date.nullable().default(null),
});

const refundLineSchema = z.strictObject({
  sku: optional(40),
  text: text(500),
  quantity: quantity.default('1'),
  amount,
});
const refundSchema = z.strictObject({
  externalId: text(100),
  amount: amount.meta({ description: 'Always positive' }),
  shipping: amount.nullable().default(null).meta({ description: 'Part of it' }),
  reason: optional(500),
  createdAt: date.nullable().default(null),
  lines: z.array(refundLineSchema).max(MAX_LINES).default([]),
});

const totalsSchema = z.strictObject({
  gross: amount.meta({ description: 'What the buyer is charged; the invoice comes to exactly this' }),
  tax: amount,
  taxes: z.array(taxSchema).max(MAX_TAXES).default([]).meta({
    description: 'Tax of the whole order by rate. Without tax included it counts before that of the lines',
  }),
});

/** What an order says, but for which order it is. */
const content = {
  displayNumber: text(100).meta({ description: 'For people; need not be unique' }),
  state: z.enum(ORDER_STATES),
  rawState: optional(60).meta({ description: 'As the shop calls it' }),
  currency: z.string().regex(/^[A-Z]{3}$/),
  taxIncluded: z.boolean().meta({ description: 'Whether the prices of the shop include tax' }),
  placedAt: date,
  lines: z.array(lineSchema).max(MAX_LINES),
  totals: totalsSchema,
  payments: z.array(paymentSchema).max(MAX_PAYMENTS).default([]),
  customer: customerSchema.nullable().default(null),
  refunds: z.array(refundSchema).max(MAX_REFUNDS).default([]),
} as const;

const sourceSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,30}$/)
  .meta({ description: '`woocommerce`, `shopify`, `prestashop`, `api` or a word of yours', examples: ['api'] });
const connectionSchema = text(60).meta({ description: 'Which shop, of several of one source' });
const externalIdSchema = text(100).meta({ description: 'Of the shop: with source and connection it names the order' });

export const orderBodySchema = z.strictObject({
  source: sourceSchema.default('api'),
  connectionId: connectionSchema.default('api'),
  externalId: externalIdSchema,
  version: text(60).meta({
    description:
      'Change marker of the shop: an instant (its last change), a counter, or text that sorts. An older one changes nothing',
    examples: ['2026-11-23T10:00:00Z'],
  }),
  shopId: z.uuid().optional().meta({ description: 'Which shop sells; may be left out if the company has one' }),
  ...content,
});
export type OrderBody = z.output<typeof orderBodySchema>;

/** Kept of an order: what it says, and when it was first told to be on its way. */
export type OrderData = Pick<OrderBody, keyof typeof content> & { readonly shippedAt: string | null };

export const ORDER_STATUSES = ['received', 'parked', 'invoiced', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

const reasonSchema = z.strictObject({
  code: z.enum(REASON_CODES),
  detail: z.string().meta({ description: 'For people, in the language of the request' }),
});

const known = {
  id: z.uuid(),
  source: z.string(),
  connectionId: z.string(),
  externalId: z.string(),
  externalVersion: z.string().meta({ description: '`version` of the newest that was posted' }),
  displayNumber: z.string(),
  state: z.enum(ORDER_STATES),
  status: z.enum(ORDER_STATUSES).meta({
    description: 'received: may be invoiced. parked: a person has to look, `reasons` says why. invoiced, cancelled',
  }),
  reasons: z.array(reasonSchema),
  shopId: z.uuid(),
  invoiceId: z.string().nullable(),
  total: amountSchema,
  currency: z.string(),
  version: z.int().min(1).meta({ description: 'Counts what happened to it here' }),
  createdAt: z.string(),
  updatedAt: z.string(),
} as const;

/** As lists show it. */
export const orderSummarySchema = z.strictObject(known).meta({ id: 'OrderSummary' });

const groupSchema = z.strictObject({ rate: rateSchema, base: signedAmount, tax: signedAmount });

export const orderSchema = z
  .strictObject({
    ...known,
    ...content,
    shippedAt: z.string().nullable().meta({ description: 'When it was first told to be shipped' }),
    taxId: z.string().nullable().meta({ description: 'Of the customer, normalised; null when it is no valid one' }),
    taxes: z.array(groupSchema).meta({ description: 'What the shop charged by rate, as far as the rates can be told' }),
  })
  .meta({ id: 'Order' });
