import { z } from 'zod';
import { type Cents, MAX_CENTS, MAX_MILLI, type Milli, type RateBp } from '../../domain/money.ts';
import type { PrinterProfile } from '../../domain/printing/types.ts';
import type { ReceiptBlock } from '../../domain/receipt/model.ts';
import { type Discount, PAYMENT_METHODS } from '../../domain/ticket/types.ts';
import { refusalSchema } from './messages.ts';

/** Values that many commands carry. Branded types of domain get their schema here, once. */
export const centsSchema = z.int().min(-MAX_CENTS).max(MAX_CENTS) as unknown as z.ZodType<Cents, Cents>;
export const milliSchema = z.int().min(-MAX_MILLI).max(MAX_MILLI) as unknown as z.ZodType<Milli, Milli>;
export const rateBpSchema = z.int().min(0).max(10_000) as unknown as z.ZodType<RateBp, RateBp>;

/** UUID in lower case, as domain/ports.ts makes them. */
export const idSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
/** One line that a person typed or a scanner read; control characters would end up on paper and in logs. */
export const lineOfText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u);
export const nameSchema = lineOfText(120).min(1);
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const nothing = z.strictObject({});
export const languageSchema = z.enum(['es', 'en']);
export const taxClassSchema = z.enum(['general', 'reduced', 'superReduced', 'zero']);
export const saleUnitSchema = z.enum(['unit', 'kg']);
export const paymentMethodSchema = z.enum(PAYMENT_METHODS);
export { refusalSchema };

const reasonSchema = lineOfText(80).min(1).nullable();
export const discountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), amountCents: centsSchema, reason: reasonSchema }),
  z.strictObject({ kind: z.literal('percent'), percentBp: rateBpSchema, reason: reasonSchema }),
]) satisfies z.ZodType<Discount>;

export const printerProfileSchema = z.strictObject({
  id: z.string().min(1).max(40),
  name: lineOfText(60).min(1),
  url: lineOfText(300).min(1),
  widthColumns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  dpi: z.union([z.literal(180), z.literal(203)]),
  codePage: z.strictObject({
    name: z.enum(['PC858', 'WPC1252', 'PC850', 'PC437', 'ISO8859_15']),
    number: z.int().min(0).max(255),
  }),
  qr: z.enum(['native', 'raster']),
  answersStatus: z.boolean(),
  drawerPin: z.union([z.literal(2), z.literal(5)]),
  logoPngBase64: z.string().max(1_000_000).nullable(),
}) satisfies z.ZodType<PrinterProfile>;

const alignSchema = z.enum(['left', 'center', 'right']);
const emphasis = { size: z.enum(['normal', 'tall', 'double']), bold: z.boolean() };
export const receiptSchema = z.strictObject({
  blocks: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('logo') }),
      z.strictObject({ kind: z.literal('text'), text: z.string(), align: alignSchema, ...emphasis }),
      z.strictObject({ kind: z.literal('pair'), left: z.string(), right: z.string(), ...emphasis }),
      z.strictObject({
        kind: z.literal('table'),
        aligns: z.array(alignSchema),
        header: z.array(z.string()).nullable(),
        rows: z.array(z.array(z.string())),
      }),
      z.strictObject({
        kind: z.literal('item'),
        quantity: z.string(),
        description: z.string(),
        amount: z.string(),
        details: z.array(z.string()),
      }),
      z.strictObject({ kind: z.literal('qr'), content: z.string(), above: z.string(), below: z.string() }),
      z.strictObject({ kind: z.literal('rule') }),
      z.strictObject({ kind: z.literal('space') }),
    ]) satisfies z.ZodType<ReceiptBlock>,
  ),
});

export const printFailureSchema = z.enum([
  'paper-out',
  'cover-open',
  'offline',
  'refused',
  'cannot-open',
  'timeout',
  'connection-lost',
  'no-answer',
  'device-error',
  'interrupted',
]);
export const printOutcomeSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['sent', 'confirmed']) }),
  z.strictObject({ state: z.enum(['unknown', 'failed']), reason: printFailureSchema }),
]);
export const printJobStateSchema = z.enum([
  'queued',
  'held',
  'sending',
  'sent',
  'confirmed',
  'unknown',
  'failed',
  'discarded',
]);
