import { findProductByCode } from '../../../db/catalog/products.ts';
import type { Product } from '../../../domain/catalog/types.ts';
import { cents, milli, ONE_UNIT } from '../../../domain/money.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import {
  readScaleLabel,
  type ScaleLabelRule,
  type ScaleReading,
  weightOfPrice,
} from '../../../domain/scan/scale-label.ts';
import { readScannedText } from '../../../domain/scan/scanned-text.ts';
import { text } from '../../../domain/texts/index.ts';
import type { TicketLine } from '../../../domain/ticket/types.ts';
import type { Till } from '../till.ts';
import { lineOfProduct } from './ring-up.ts';

type Labelled = { readonly product: Product; readonly reading: ScaleReading };

/** The product of a scale label; null when it is none of the shop's, or its product is not in the catalogue. */
function productOfLabel(till: Till, code: string, rules: readonly ScaleLabelRule[]): Labelled | null {
  const reading = readScaleLabel(code, rules);
  if (reading === null) return null;
  for (const itemCode of reading.itemCodes) {
    const product = findProductByCode(till.db, itemCode);
    if (product !== null) return { product, reading };
  }
  return null;
}

/** For a price check: the product of a code or of a scale label, whatever it weighs. Never a neighbour. */
export function productOfScan(till: Till, typed: string, rules: readonly ScaleLabelRule[]): Product | null {
  const { code } = readScannedText(typed);
  return (
    findProductByCode(till.db, typed) ??
    findProductByCode(till.db, code) ??
    productOfLabel(till, code, rules)?.product ??
    null
  );
}

/**
 * What a label says of a product, as a line that charges exactly that:
 * - weight, product by weight: that weight at the catalogue's price;
 * - price, product by weight: the weight behind the price, at the catalogue's price per kg; where grams cost more than a
 *   cent and none hits the price, the next gram with the difference as a discount that says why (domain/scan);
 * - price, product by unit: one piece at the label's price, which is its list price too: nobody changed it here;
 * - weight, product by unit: a price cannot be known. Refuses `label_not_by_weight` {code, description}.
 * Refuses `label_without_price` {code, description} for a price on goods without price per kg.
 */
function lineOfLabel(till: Till, code: string, { product, reading }: Labelled): Result<TicketLine> {
  const { holds, value } = reading;
  const params = { code, description: product.name };
  if (holds === 'weight') {
    if (product.unit !== 'kg') return refuse('label_not_by_weight', params);
    return ok(lineOfProduct(till, product, code, milli(value)));
  }
  const priceCents = cents(value);
  if (product.unit === 'unit') {
    return ok({ ...lineOfProduct(till, product, code, ONE_UNIT), unitCents: priceCents, listUnitCents: priceCents });
  }
  const weight = weightOfPrice(product.unitCents, priceCents);
  if (weight === null) return refuse('label_without_price', params);
  const line = lineOfProduct(till, product, code, weight.quantityMilli);
  if (weight.discountCents === 0) return ok(line);
  // Paper is Spanish in every language.
  const reason = text('es', 'sale.label_rounding');
  return ok({ ...line, discount: { kind: 'amount', amountCents: weight.discountCents, reason } });
}

/**
 * The line of what was scanned or typed. The code as it is wins, then `3*CODE`, then a scale label. Refuses
 * `code_unknown` {code}, `weight_needed` {code, description}, and what labels refuse.
 */
export function lineOfScan(till: Till, typed: string, rules: readonly ScaleLabelRule[]): Result<TicketLine> {
  const whole = findProductByCode(till.db, typed);
  const { code, quantityMilli } = whole === null ? readScannedText(typed) : { code: typed.trim(), quantityMilli: null };
  const product = whole ?? findProductByCode(till.db, code);
  if (product === null) {
    // A label states its own quantity: one typed in front of it would be a second.
    const labelled = quantityMilli === null ? productOfLabel(till, code, rules) : null;
    return labelled === null ? refuse('code_unknown', { code }) : lineOfLabel(till, code, labelled);
  }
  if (product.unit === 'kg' && quantityMilli === null) {
    return refuse('weight_needed', { code, description: product.name });
  }
  return ok(lineOfProduct(till, product, code, quantityMilli ?? ONE_UNIT));
}
