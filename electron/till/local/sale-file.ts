import { z } from 'zod';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { PAYMENT_METHODS } from '../../../domain/ticket/types.ts';

const reason = z.string().max(120).optional();
const discountSchema = z.union([
  z.strictObject({ amount: z.string(), reason }),
  z.strictObject({ percent: z.string(), reason }),
]);

const lineSchema = z.union([
  z.strictObject({
    code: z.string().min(1).max(60),
    quantity: z.string().optional(),
    price: z.string().optional(),
    discount: discountSchema.optional(),
  }),
  z.strictObject({
    department: z.string().trim().min(1).max(80),
    rate: z.string(),
    amount: z.string(),
    quantity: z.string().optional(),
    discount: discountSchema.optional(),
  }),
]);

/** SALE.json: amounts are decimal strings with a point. */
const saleSchema = z.strictObject({
  /** The same id never makes a second sale: give one to be able to repeat the command safely. */
  ticketId: z.uuid().toLowerCase().optional(),
  /** Name or id; the first of the staff when left out. */
  cashier: z.string().optional(),
  /** Needed when that person has one. */
  pin: z.string().optional(),
  lines: z.array(lineSchema).max(999),
  discount: discountSchema.optional(),
  payments: z.array(z.strictObject({ method: z.enum(PAYMENT_METHODS), amount: z.string() })).max(20),
});

export type SaleFile = z.infer<typeof saleSchema>;
export type DiscountFile = z.infer<typeof discountSchema>;

/** Refuses `sale_file_invalid` {field}, which names the first field that does not fit. */
export function parseSale(given: unknown): Result<SaleFile> {
  const parsed = saleSchema.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  return refuse('sale_file_invalid', { field: [...(issue?.path ?? []), ...unknown].join('.').slice(0, 80) || '-' });
}
