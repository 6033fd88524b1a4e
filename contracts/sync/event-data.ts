import { z } from 'zod';
import {
  centsSchema,
  hashSchema,
  installationSchema,
  localTimestampSchema,
  milliSchema,
  seqSchema,
  uidSchema,
} from './values.ts';

/**
 * What an event tells, by type, in version 1. Frozen: a till rebuilds the bytes of an event from its rows whenever it has
 * to send it again, years later too. A change of any field is another version beside this one.
 */
const lineSchema = z.strictObject({
  position: z.int().min(1),
  kind: z.enum(['product', 'department']),
  productId: uidSchema.nullable(),
  code: z.string().nullable(),
  description: z.string(),
  format: z.string().nullable(),
  unit: z.enum(['unit', 'kg']),
  quantityMilli: milliSchema,
  unitCents: centsSchema,
  listUnitCents: centsSchema.nullable(),
  rateBp: z.int(),
  grossCents: centsSchema,
  lineDiscountCents: centsSchema,
  ticketDiscountCents: centsSchema,
  netCents: centsSchema,
  discountReason: z.string().nullable(),
});

const taxGroupSchema = z.strictObject({
  treatment: z.strictObject({
    impuesto: z.string(),
    claveRegimen: z.string(),
    calificacion: z.string(),
    rateBp: z.int(),
    recargoRateBp: z.int().nullable(),
  }),
  grossCents: centsSchema,
  baseCents: centsSchema,
  taxCents: centsSchema,
  recargoCents: centsSchema,
});

const recipientSchema = z.strictObject({
  name: z.string(),
  taxId: z.string(),
  idType: z.enum(['02', '03', '04', '05', '06']).nullable(),
  address: z.string(),
  postalCode: z.string(),
  city: z.string(),
  province: z.string(),
  country: z.string(),
});

/** IssuedDocument of domain/documents/types.ts, field by field in this order. */
export const documentSchema = z.strictObject({
  id: uidSchema,
  type: z.string(),
  environment: z.enum(['test', 'production']),
  number: z.string().min(1).max(60),
  issuedAt: localTimestampSchema,
  issuer: z.strictObject({
    name: z.string(),
    taxId: z.string(),
    address: z.string(),
    postalCode: z.string(),
    city: z.string(),
    province: z.string(),
    country: z.string(),
  }),
  shop: z.strictObject({
    name: z.string(),
    code: z.string(),
    timeZone: z.string(),
    taxArea: z.enum(['IVA', 'IGIC', 'IPSI']),
  }),
  tillCode: z.string(),
  cashier: z.strictObject({ id: z.string(), name: z.string() }),
  lines: z.array(lineSchema),
  taxGroups: z.array(taxGroupSchema),
  payments: z.array(
    z.strictObject({
      position: z.int().min(1),
      method: z.string(),
      tenderedCents: centsSchema,
      appliedCents: centsSchema,
    }),
  ),
  grossCents: centsSchema,
  discountCents: centsSchema,
  totalCents: centsSchema,
  taxCents: centsSchema,
  changeCents: centsSchema,
  ticketDiscountReason: z.string().nullable(),
  footer: z.string(),
  qrUrl: z.string(),
  huella: z.string(),
  /** Of a full invoice only: a line without it has the bytes that it always had. */
  recipient: recipientSchema.optional(),
});
export type DocumentData = z.infer<typeof documentSchema>;

export const recordSchema = z.strictObject({
  kind: z.enum(['alta', 'anulacion']),
  /** In the chain of its installation, from 1. */
  position: z.int().min(1),
  generatedAt: localTimestampSchema,
  /** The element as hashed; its UTF-8 bytes are the record. */
  xml: z.string(),
  huella: z.string().regex(/^[0-9A-F]{64}$/),
  /** Empty for the first of a chain. */
  previousHuella: z.string(),
});
export type RecordData = z.infer<typeof recordSchema>;

const documentIssuedSchema = z.strictObject({
  document: documentSchema,
  /** SHA-256 of domain/documents/digest.ts. */
  digest: hashSchema,
  customerId: uidSchema.nullable(),
  record: recordSchema,
});
export type DocumentIssuedData = z.infer<typeof documentIssuedSchema>;

const documentAnnulledSchema = z.strictObject({ documentId: uidSchema, number: z.string(), record: recordSchema });

/** What the till knows of a customer; an older version never overwrites a newer one at central. */
export const customerSchema = z.strictObject({
  id: uidSchema,
  name: z.string(),
  taxId: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  note: z.string().nullable(),
});
export type CustomerData = z.infer<typeof customerSchema>;

const customerSavedSchema = z.strictObject({ customer: customerSchema, changedAtMs: z.int() });

/** A movement without a document: a count, a breakage, a delivery. Sales move stock by their lines. */
const stockMovedSchema = z.strictObject({
  movementId: uidSchema,
  productId: uidSchema,
  quantityMilli: milliSchema,
  reason: z.string(),
});

const loggedSchema = z.strictObject({
  /** Row of the log at the till. */
  logId: z.int(),
  actorId: z.string().nullable(),
  kind: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** The paper of a cash session as the till keeps it, whole: domain/day owns its fields, central stores and shows them. */
const cashSessionSchema = z.strictObject({ sessionId: uidSchema, report: z.record(z.string(), z.unknown()) });
const cashEventSchema = z.strictObject({ sessionId: uidSchema, detail: z.record(z.string(), z.unknown()) });

/**
 * An event of an installation that central knows with another content at the same seq: it comes again as news of the next
 * installation, so that nothing is lost and a person can compare (DESIGN.md section 6, till_diverged).
 */
const strandedSchema = z.strictObject({ installationId: installationSchema, seq: seqSchema, line: z.string() });

export const eventTypes = {
  'document.issued': documentIssuedSchema,
  'document.annulled': documentAnnulledSchema,
  'customer.saved': customerSavedSchema,
  'stock.moved': stockMovedSchema,
  'audit.recorded': loggedSchema,
  'incident.recorded': loggedSchema,
  'cash_session.opened': cashEventSchema,
  'cash_session.changed': cashEventSchema,
  'cash_session.closed': cashSessionSchema,
  'event.stranded': strandedSchema,
} as const;

export type EventType = keyof typeof eventTypes;
export type EventData<Type extends EventType> = z.infer<(typeof eventTypes)[Type]>;
export const isEventType = (type: string): type is EventType => Object.hasOwn(eventTypes, type);
