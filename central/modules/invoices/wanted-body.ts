import { z } from 'zod';
import { amountInput, paidAmountInput, quantityInput, rateInput } from '../../../contracts/rest/money.ts';
import type { Recipient } from '../../../domain/documents/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Tx } from '../../db/tenant.ts';
import { unknownProducts } from '../catalog/queries.ts';
import { uuidSchema } from '../resource.ts';
import { recipientOfCustomer } from './customer-of.ts';
import { INVOICE_METHODS, type WantedInvoice } from './wanted.ts';

const MAX_LINES = 500;
const MAX_PAYMENTS = 20;
const textSchema = (max: number) => z.string().trim().min(1).max(max);

const recipientSchema = z.strictObject({
  name: textSchema(120),
  taxId: textSchema(20).meta({ description: 'NIF; of another country with `idType`' }),
  idType: z
    .enum(['02', '03', '04', '05', '06'])
    .nullable()
    .default(null)
    .meta({ description: 'Not a Spanish NIF: 02 NIF-IVA, 03 passport, 04 id of the country, 05 residence, 06 other' }),
  address: textSchema(200),
  postalCode: textSchema(12),
  city: textSchema(100),
  province: textSchema(100),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('ES'),
});

const lineSchema = z.strictObject({
  description: textSchema(200),
  productId: textSchema(64).nullable().default(null).meta({ description: 'Moves its stock' }),
  code: textSchema(40).nullable().default(null),
  unit: z.enum(['unit', 'kg']).default('unit'),
  quantity: quantityInput,
  unitPrice: amountInput.meta({ description: 'Tax included' }),
  discount: amountInput.default(0).meta({ description: 'Off the line' }),
  taxRate: rateInput,
});

export const paymentBodySchema = z.strictObject({
  method: z.enum(INVOICE_METHODS),
  amount: paidAmountInput,
  reference: textSchema(120).nullable().default(null),
});

export const wantedBodySchema = z.strictObject({
  shopId: uuidSchema,
  type: z
    .enum(['F1', 'F2'])
    .optional()
    .meta({ description: 'F1 full, F2 simplified; unless said, F1 with a recipient and F2 without' }),
  recipient: recipientSchema.optional().meta({ description: 'Of a full invoice; unless said, the customer' }),
  customerId: textSchema(64).nullable().default(null),
  lines: z.array(lineSchema).min(1).max(MAX_LINES),
  payments: z
    .array(paymentBodySchema)
    .max(MAX_PAYMENTS)
    .default([])
    .meta({ description: 'What is paid already; the rest is due' }),
});

type Body = z.output<typeof wantedBodySchema>;

async function recipientOf(tx: Tx, { type, recipient, customerId }: Body): Promise<Result<Recipient | null>> {
  if (type === 'F2') return recipient === undefined ? ok(null) : refuse('recipient_not_wanted');
  if (recipient !== undefined) return ok(recipient);
  if (type === undefined) return ok(null);
  return customerId === null ? refuse('recipient_missing') : recipientOfCustomer(tx, customerId);
}

/** Refused: recipient_missing, recipient_not_wanted, customer_unknown, customer_incomplete, product_unknown. */
export async function wantedOf(tx: Tx, body: Body): Promise<Result<WantedInvoice>> {
  const recipient = await recipientOf(tx, body);
  if (!recipient.ok) return recipient;
  const productIds = body.lines.map(({ productId }) => productId).filter((id) => id !== null);
  const [unknown] = await unknownProducts(tx, productIds);
  if (unknown !== undefined) return refuse('product_unknown', { product: unknown });
  return ok({
    shopId: body.shopId,
    recipient: recipient.value,
    customerId: body.customerId,
    lines: body.lines.map(({ quantity, unitPrice, discount, taxRate, ...line }) => ({
      ...line,
      quantityMilli: quantity,
      unitCents: unitPrice,
      discountCents: discount,
      rateBp: taxRate,
    })),
    payments: body.payments.map(({ amount, ...payment }) => ({ ...payment, amountCents: amount })),
  });
}
