import type { Cents, Milli } from '../money.ts';
import type { TaxArea, TaxGroup } from '../tax/types.ts';
import type { PaymentMethod, SaleUnit } from '../ticket/types.ts';

/** Fixed when the data folder is made (DESIGN section 5); anything but production says "PRUEBA - SIN VALIDEZ". */
export type Environment = 'test' | 'production';

/** Legal name and address of the one who sells, as printed and as sent to AEAT. */
export type Issuer = {
  readonly name: string;
  readonly taxId: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

export type Shop = {
  readonly name: string;
  readonly code: string;
  /** IANA zone of the place of issue, e.g. Europe/Madrid, Atlantic/Canary. */
  readonly timeZone: string;
  readonly taxArea: TaxArea;
};

/** F2 factura simplificada, F1 factura completa; others come with later issues. */
export type DocumentType = 'F1' | 'F2';

/** Whom a full invoice is made out to, as printed and as sent to AEAT. */
export type Recipient = {
  readonly name: string;
  /** NIF, or an identification of another country (SPEC.md 5.1, IDOtro). */
  readonly taxId: string;
  /** L7: 02 NIF-IVA, 03 passport, 04 of its country, 05 residence, 06 other; null for a Spanish NIF. */
  readonly idType: '02' | '03' | '04' | '05' | '06' | null;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

export type DocumentLine = {
  readonly position: number;
  readonly kind: 'product' | 'department';
  readonly productId: string | null;
  readonly code: string | null;
  readonly description: string;
  readonly format: string | null;
  readonly unit: SaleUnit;
  readonly quantityMilli: Milli;
  readonly unitCents: Cents;
  readonly listUnitCents: Cents | null;
  readonly rateBp: number;
  readonly grossCents: Cents;
  readonly lineDiscountCents: Cents;
  readonly ticketDiscountCents: Cents;
  readonly netCents: Cents;
  readonly discountReason: string | null;
};

export type DocumentPayment = {
  readonly position: number;
  readonly method: PaymentMethod;
  readonly tenderedCents: Cents;
  /** What of the tender pays the document: tendered - change. */
  readonly appliedCents: Cents;
};

/**
 * An issued document: what was charged and everything its paper shows. Never edited, never deleted.
 * Shop names and texts are copies of the moment of issue, so that a reprint shows what was issued.
 */
export type IssuedDocument = {
  readonly id: string;
  readonly type: DocumentType;
  readonly environment: Environment;
  readonly number: string;
  /** FechaHoraHusoGenRegistro: YYYY-MM-DDThh:mm:ss±hh:mm in the shop's zone. */
  readonly issuedAt: string;
  readonly issuer: Issuer;
  readonly shop: Shop;
  readonly tillCode: string;
  readonly cashier: { readonly id: string; readonly name: string };
  readonly lines: readonly DocumentLine[];
  readonly taxGroups: readonly TaxGroup[];
  readonly payments: readonly DocumentPayment[];
  /** Sum of line gross amounts. */
  readonly grossCents: Cents;
  /** All discounts of lines and ticket. */
  readonly discountCents: Cents;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly changeCents: Cents;
  readonly ticketDiscountReason: string | null;
  /** Free texts of the shop at the time of issue. */
  readonly footer: string;
  readonly qrUrl: string;
  readonly huella: string;
  /** Of a full invoice, and only there: what was issued without it keeps its bytes and its digest. */
  readonly recipient?: Recipient | undefined;
};
