import { findProductByCode } from '../../../db/catalog/products.ts';
import type { OpenTicket } from '../../../db/tickets.ts';
import type { Product } from '../../../domain/catalog/types.ts';
import type { Cents, Milli } from '../../../domain/money.ts';
import { ONE_UNIT } from '../../../domain/money.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { TaxClass } from '../../../domain/tax/types.ts';
import { emptyTicket } from '../../../domain/ticket/edit.ts';
import type { TicketLine } from '../../../domain/ticket/types.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { Till } from '../till.ts';

/** A ticket before its first line; not on disk yet. */
export const newTicket = (till: Till, ticketId: string, cashierId: string): OpenTicket => ({
  ...emptyTicket(ticketId),
  state: 'active',
  label: null,
  openedAt: localNow(till),
  cashierId,
  customer: null,
  lastOperation: null,
  lastLineId: null,
  removed: null,
});

export const localNow = (till: Till): string => localTimestamp(till.ports.clock.nowMs(), till.identity.shop.timeZone);

/** The line of a scanned or typed code. Refuses `code_unknown` {code}: never a neighbour. */
export function productLine(till: Till, code: string, quantityMilli: Milli): Result<TicketLine> {
  const product = findProductByCode(till.db, code);
  if (product === null) return refuse('code_unknown', { code });
  return ok(lineOfProduct(till, product, code, quantityMilli));
}

/** @param code what was scanned or typed; null for a tile or a search result. */
export const lineOfProduct = (till: Till, product: Product, code: string | null, quantityMilli: Milli): TicketLine => ({
  id: till.ports.ids.uuid(),
  kind: 'product',
  productId: product.uid,
  code,
  description: product.name,
  format: product.format,
  unit: product.unit,
  quantityMilli,
  unitCents: product.unitCents,
  listUnitCents: product.unitCents,
  taxClass: product.taxClass,
  discount: null,
});

/** A free amount under a department key, e.g. "Varios". */
export const departmentLine = (
  till: Till,
  description: string,
  taxClass: TaxClass,
  unitCents: Cents,
  quantityMilli: Milli = ONE_UNIT,
): TicketLine => ({
  id: till.ports.ids.uuid(),
  kind: 'department',
  productId: null,
  code: null,
  description,
  format: null,
  unit: 'unit',
  quantityMilli,
  unitCents,
  listUnitCents: null,
  taxClass,
  discount: null,
});
