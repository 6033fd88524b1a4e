import { z } from 'zod';
import { customerSchema } from './event-data.ts';
import { installationSchema, uidSchema } from './values.ts';

/** A product with its price as the shops sell it, tax included; codes of other products are refused at central. */
export const productChangeSchema = z.strictObject({
  id: uidSchema,
  reference: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  format: z.string().max(60).nullable(),
  unit: z.enum(['unit', 'kg']),
  unitCents: z.int().min(0),
  taxClass: z.enum(['general', 'reduced', 'superReduced', 'zero']),
  /** Family and, inside it, another one. */
  category: z.array(z.string().min(1).max(80)).max(2),
  codes: z.array(z.strictObject({ code: z.string().min(1).max(40), kind: z.enum(['ean', 'short', 'other']) })).max(50),
  isActive: z.boolean(),
});
export type ProductChange = z.infer<typeof productChangeSchema>;

const stockChangeSchema = z.strictObject({ productId: uidSchema, levelMilli: z.int() });
const settingChangeSchema = z.strictObject({ key: z.string(), value: z.unknown() });
const agencyStateSchema = z.strictObject({
  installationId: installationSchema,
  position: z.int().min(1),
  state: z.enum(['queued', 'sent', 'accepted', 'accepted-with-errors', 'rejected']),
  csv: z.string().nullable(),
  errorCode: z.string().nullable(),
});

/** Data of a change by kind; null instead of it: it is gone. */
export const changeKinds = {
  product: productChangeSchema,
  customer: customerSchema,
  stock: stockChangeSchema,
  setting: settingChangeSchema,
  agency: agencyStateSchema,
} as const;
export type ChangeKind = keyof typeof changeKinds;
export const isChangeKind = (kind: string): kind is ChangeKind => Object.hasOwn(changeKinds, kind);

export const changeSchema = z.strictObject({
  /** Of the company, strictly ascending in commit order. */
  version: z.int().min(1),
  kind: z.string().min(1).max(40),
  /** What changed; only its newest version is kept. */
  key: z.string().min(1).max(200),
  data: z.unknown().nullable(),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * `GET /v1/tills/{till}/changes?epoch=E&after=V&limit=N`, ascending by version. With another epoch than the till's:
 * `after` was taken as 0; what then does not come again is central's no more, and stays at the till as its own. A thing that
 * central took away comes with data null, in every epoch.
 */
export const changesAnswerSchema = z.strictObject({
  epoch: z.string(),
  changes: z.array(changeSchema),
  /** The cursor to go on from. */
  through: z.int().min(0),
  hasMore: z.boolean(),
  /** Own events that the stock levels of this page have counted, by installation. */
  counted: z.array(z.strictObject({ installationId: installationSchema, seq: z.int().min(0) })),
});
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>;
