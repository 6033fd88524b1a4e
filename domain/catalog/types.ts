import type { Cents } from '../money.ts';
import type { TaxClass } from '../tax/types.ts';
import type { SaleUnit } from '../ticket/types.ts';

export type Product = {
  /** UUIDv7. */
  readonly uid: string;
  /** The shop's own reference, unique; also its short code at the keyboard. */
  readonly reference: string;
  readonly name: string;
  readonly format: string | null;
  readonly unit: SaleUnit;
  /** Per unit or per kg, tax included. */
  readonly unitCents: Cents;
  readonly taxClass: TaxClass;
  readonly categoryId: number | null;
  readonly isActive: boolean;
};

/** ean: a GTIN as on the packet; short: typed by hand; other: any other text that a scanner reads. */
export type CodeKind = 'ean' | 'short' | 'other';

export type ProductCode = { readonly code: string; readonly kind: CodeKind };

/** A category of the first level has no parent; there are two levels. */
export type Category = { readonly id: number; readonly parentId: number | null; readonly name: string };
