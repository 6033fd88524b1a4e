import { z } from 'zod';
import { amountSchema, currencySchema, quantitySchema, rateSchema } from '../../../contracts/rest/money.ts';
import type { DocumentData } from '../../../contracts/sync/event-data.ts';
import { amountText, quantityText, rateText } from '../amounts.ts';
import { daySchema, instant, instantSchema } from '../resource.ts';
import type { DocumentRow, RecordRow } from './queries.ts';

/** An invoice as lists show it. */
export const invoiceSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    type: z.string().meta({ description: 'F1 full, F2 simplified (TipoFactura of the tax agency)' }),
    state: z.enum(['issued', 'annulled']),
    paymentState: z.enum(['paid', 'partially_paid', 'unpaid']),
    issuedAt: z.string().meta({ description: 'Local time of the place, with its offset' }),
    issuedOn: daySchema,
    tillId: z.string(),
    shopId: z.string(),
    customerId: z.string().nullable(),
    recipientTaxId: z.string().nullable(),
    cashier: z.string(),
    total: amountSchema,
    tax: amountSchema,
    due: amountSchema.meta({ description: 'What is still to be paid' }),
    currency: currencySchema,
    annulledAt: z.string().nullable(),
    version: z.int(),
    updatedAt: instantSchema,
  })
  .meta({ id: 'Invoice' });

function paymentState({ due_cents: due, paid_cents: paid }: DocumentRow): 'paid' | 'partially_paid' | 'unpaid' {
  if (due <= paid) return 'paid';
  return paid > 0 ? 'partially_paid' : 'unpaid';
}

export const invoiceView = (row: DocumentRow): z.input<typeof invoiceSchema> => ({
  id: row.id,
  number: row.number,
  type: row.type,
  state: row.annulled_at === null ? 'issued' : 'annulled',
  paymentState: paymentState(row),
  issuedAt: row.issued_at,
  issuedOn: row.issued_on,
  tillId: row.till_id,
  shopId: row.shop_id,
  customerId: row.customer_id,
  recipientTaxId: row.recipient_tax_id,
  cashier: row.cashier_name,
  total: amountText(row.total_cents),
  tax: amountText(row.tax_cents),
  due: amountText(row.due_cents - row.paid_cents),
  currency: 'EUR',
  annulledAt: row.annulled_at,
  version: row.version,
  updatedAt: instant(row.updated_at_ms),
});

const partySchema = z.strictObject({
  name: z.string(),
  taxId: z.string(),
  address: z.string(),
  postalCode: z.string(),
  city: z.string(),
  province: z.string(),
  country: z.string(),
});

export const lineSchema = z
  .strictObject({
    position: z.int(),
    productId: z.string().nullable(),
    code: z.string().nullable(),
    description: z.string(),
    format: z.string().nullable(),
    unit: z.enum(['unit', 'kg']),
    quantity: quantitySchema,
    unitPrice: amountSchema.meta({ description: 'Tax included' }),
    taxRate: rateSchema,
    gross: amountSchema,
    discount: amountSchema,
    total: amountSchema.meta({ description: 'What is charged for the line, tax included' }),
  })
  .meta({ id: 'InvoiceLine' });

export const taxSchema = z
  .strictObject({
    rate: rateSchema,
    base: amountSchema,
    tax: amountSchema,
    surchargeRate: rateSchema.nullable().meta({ description: 'Recargo de equivalencia' }),
    surcharge: amountSchema,
  })
  .meta({ id: 'InvoiceTax' });

const recordSchema = z.strictObject({
  kind: z.enum(['alta', 'anulacion']),
  installationId: z.string(),
  position: z.int(),
  generatedAt: z.string(),
  huella: z.string(),
  state: z.string().meta({ description: 'At the tax agency' }),
});

/** An invoice, whole. */
export const wholeInvoiceSchema = invoiceSchema
  .extend({
    environment: z.enum(['test', 'production']),
    issuer: partySchema,
    recipient: partySchema.nullable(),
    lines: z.array(lineSchema),
    taxes: z.array(taxSchema),
    discount: amountSchema,
    qrUrl: z.string(),
    huella: z.string(),
    records: z.array(recordSchema),
  })
  .meta({ id: 'WholeInvoice' });

export const lineView = (line: DocumentData['lines'][number]): z.input<typeof lineSchema> => ({
  position: line.position,
  productId: line.productId,
  code: line.code,
  description: line.description,
  format: line.format,
  unit: line.unit,
  quantity: quantityText(line.quantityMilli),
  unitPrice: amountText(line.unitCents),
  taxRate: rateText(line.rateBp),
  gross: amountText(line.grossCents),
  discount: amountText(line.lineDiscountCents + line.ticketDiscountCents),
  total: amountText(line.netCents),
});

export const taxView = (group: DocumentData['taxGroups'][number]): z.input<typeof taxSchema> => ({
  rate: rateText(group.treatment.rateBp),
  base: amountText(group.baseCents),
  tax: amountText(group.taxCents),
  surchargeRate: group.treatment.recargoRateBp === null ? null : rateText(group.treatment.recargoRateBp),
  surcharge: amountText(group.recargoCents),
});

const partyView = ({ name, taxId, address, postalCode, city, province, country }: z.infer<typeof partySchema>) => ({
  name,
  taxId,
  address,
  postalCode,
  city,
  province,
  country,
});

const recordView = (row: RecordRow): z.input<typeof recordSchema> => ({
  kind: row.kind,
  installationId: row.installation_id,
  position: row.position,
  generatedAt: row.generated_at,
  huella: row.huella,
  state: row.agency_state,
});

export const wholeInvoiceView = (
  row: DocumentRow,
  document: DocumentData,
  records: readonly RecordRow[],
): z.input<typeof wholeInvoiceSchema> => ({
  ...invoiceView(row),
  environment: document.environment,
  issuer: partyView(document.issuer),
  recipient: document.recipient === undefined ? null : partyView(document.recipient),
  lines: document.lines.map(lineView),
  taxes: document.taxGroups.map(taxView),
  discount: amountText(document.discountCents),
  qrUrl: document.qrUrl,
  huella: document.huella,
  records: records.map(recordView),
});
