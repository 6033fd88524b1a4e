import type { Cents, Milli, RateBp } from '../money.ts';
import type { TaxClass } from '../tax/types.ts';

export type Discount =
  | { readonly kind: 'amount'; readonly amountCents: Cents; readonly reason: string | null }
  /** percentBp: hundredths of a percent, 10 % = 1000. */
  | { readonly kind: 'percent'; readonly percentBp: RateBp; readonly reason: string | null };

/** `kg` lines carry a weight in quantityMilli (grams); `unit` lines a count x 1000. */
export type SaleUnit = 'unit' | 'kg';

export type TicketLine = {
  readonly id: string;
  /** department: a free amount under a key such as "Varios 21 %", without a product. */
  readonly kind: 'product' | 'department';
  readonly productId: string | null;
  /** The code that was scanned or typed, for the audit and for search. */
  readonly code: string | null;
  readonly description: string;
  /** Second line of the description, e.g. "Botella 1 L". */
  readonly format: string | null;
  readonly unit: SaleUnit;
  readonly quantityMilli: Milli;
  /** Price charged per unit or kg, tax included; differs from listUnitCents after a price override. */
  readonly unitCents: Cents;
  /** Catalogue price at the moment of the sale; null for department lines. */
  readonly listUnitCents: Cents | null;
  readonly taxClass: TaxClass;
  readonly discount: Discount | null;
};

export const PAYMENT_METHODS = ['cash', 'card', 'bizum'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export type Payment = {
  readonly id: string;
  readonly method: PaymentMethod;
  /** What the customer handed over: cash may exceed what is due, card and Bizum never. */
  readonly tenderedCents: Cents;
};

export type Ticket = {
  /** UUIDv7; becomes the id of the document: closing is idempotent by it. */
  readonly id: string;
  readonly lines: readonly TicketLine[];
  readonly discount: Discount | null;
  readonly payments: readonly Payment[];
};

export type LineTotals = {
  readonly lineId: string;
  /** round(unitCents x milli / 1000), before discounts. */
  readonly grossCents: Cents;
  readonly lineDiscountCents: Cents;
  /** This line's share of the ticket discount. */
  readonly ticketDiscountCents: Cents;
  /** gross - lineDiscount - ticketDiscount: what is charged for the line. */
  readonly netCents: Cents;
};
