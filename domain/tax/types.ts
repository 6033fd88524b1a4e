import type { Cents, RateBp } from '../money.ts';

/** Area of the shop: decides the tax and its rates. Only IVA has filled rate tables today. */
export type TaxArea = 'IVA' | 'IGIC' | 'IPSI';

/**
 * What kind of goods a product is for the tax, independent of date. The dated table turns it into a rate, so that a
 * change of rate by law needs no change of catalogue.
 */
export type TaxClass = 'general' | 'reduced' | 'superReduced' | 'zero';

/** The tax that one line bears: the key by which a document groups its lines (SPEC.md 5.3). */
export type TaxTreatment = {
  /** L1: 01 IVA, 02 IPSI, 03 IGIC. */
  readonly impuesto: '01' | '02' | '03';
  /** L8A/L8B: 01 general. */
  readonly claveRegimen: string;
  /** S1 subject and not exempt. Other qualifications come with full invoices. */
  readonly calificacion: 'S1';
  readonly rateBp: RateBp;
  /** Recargo de equivalencia rate, only where the shop sells to retailers in that regime. */
  readonly recargoRateBp: RateBp | null;
};

/** One tax group of a document: tax is computed once per group, never per line (DESIGN section 4). */
export type TaxGroup = {
  readonly treatment: TaxTreatment;
  /** What was charged for the group, tax included, after all discounts. */
  readonly grossCents: Cents;
  readonly baseCents: Cents;
  readonly taxCents: Cents;
  readonly recargoCents: Cents;
};
