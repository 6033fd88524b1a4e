/**
 * An order of a shop in the one form that invoicing knows; no format of any shop is known beyond here. Amounts are integer
 * cents of `currency`, quantities thousandths, rates hundredths of a percent.
 */
export const ORDER_STATES = [
  'unpaid',
  'paid',
  'partially_paid',
  'shipped',
  'cancelled',
  'refunded',
  'partially_refunded',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const LINE_KINDS = ['product', 'shipping', 'fee', 'gift_wrap', 'tip', 'rounding'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export const TAX_KINDS = ['iva', 're', 'other'] as const;
export type OrderTax = {
  readonly rateBp: number;
  readonly kind: (typeof TAX_KINDS)[number];
  readonly amountCents: number;
};

export type OrderLine = {
  readonly kind: LineKind;
  readonly sku: string | null;
  readonly productId: string | null;
  readonly text: string;
  readonly quantityMilli: number;
  /** Charged for the whole line: tax included, discounts taken off. Negative: a discount that the shop keeps as a line. */
  readonly grossCents: number;
  /** The same without tax; null: gross less its taxes. */
  readonly baseCents: number | null;
  readonly taxes: readonly OrderTax[];
};

export type OrderTotals = {
  readonly grossCents: number;
  readonly taxCents: number;
  /** Tax of the whole order by rate, where the shop states it; else the taxes of the lines count. */
  readonly taxes: readonly OrderTax[];
};

/** All may be missing, and all as the buyer typed it. */
export type OrderCustomer = {
  readonly name: string | null;
  readonly company: string | null;
  readonly taxId: string | null;
  /** ISO 3166-1 alpha-2; null: Spain. */
  readonly country: string | null;
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly province: string | null;
};

export type OrderPayment = {
  readonly method: string;
  readonly amountCents: number;
  readonly reference: string | null;
  readonly paidAt: string | null;
};

export type ExternalOrder = {
  readonly state: OrderState;
  readonly currency: string;
  /** Whether the shop's prices include tax: which of its figures are exact. */
  readonly taxIncluded: boolean;
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  readonly payments: readonly OrderPayment[];
  readonly customer: OrderCustomer | null;
  readonly refunds: readonly { readonly createdAt: string | null }[];
  readonly placedAt: string;
};

/** Why a person has to look: `order.reason.<code>` of the texts, filled with `params`. */
export type ParkingReason = { readonly code: ReasonCode; readonly params: Readonly<Record<string, string | number>> };

export const REASON_CODES = [
  'no_lines',
  'totals_mismatch',
  'tax_mismatch',
  'unknown_rate',
  'tax_missing',
  'several_rates',
  'recargo_unsupported',
  'negative_line',
  'foreign_currency',
  'bad_date',
  'needs_tax_id',
  'recipient_incomplete',
  'overpaid',
  'refund_unsupported',
  'already_invoiced',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
