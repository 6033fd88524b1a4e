import type { Milli } from '../money.ts';
import { MAX_CENTS, mulDiv, ONE_UNIT } from '../money.ts';
import { displayQuantity } from '../money-text.ts';
import { allocate } from '../ticket/allocate.ts';
import type { RatedLine } from './rated-lines.ts';
import type { OrderTaxGroup } from './tax-groups.ts';
import type { ParkingReason } from './types.ts';

/** A line of an invoice: round(unitCents x quantityMilli / 1000) - discountCents is what the buyer paid for it. */
export type InvoiceLine = {
  readonly description: string;
  readonly productId: string | null;
  readonly code: string | null;
  readonly unit: 'unit' | 'kg';
  readonly quantityMilli: number;
  readonly unitCents: number;
  readonly discountCents: number;
  readonly rateBp: number;
};

/** A line of paper: what is longer says no more. */
const MAX_DESCRIPTION = 200;

/** As one piece, the real quantity in words: always exact. */
function inOnePiece(line: RatedLine, grossCents: number, discountCents: number): InvoiceLine {
  const { quantityMilli, text, rateBp, sku } = line;
  const isPlain = quantityMilli === ONE_UNIT || quantityMilli === 0;
  const description = isPlain ? text : `${displayQuantity(quantityMilli as Milli)} x ${text}`;
  return {
    ...{ description: description.slice(0, MAX_DESCRIPTION), code: sku, unit: 'unit', quantityMilli: ONE_UNIT },
    // Stock would move by one where it did not.
    productId: quantityMilli === ONE_UNIT ? line.productId : null,
    ...{ unitCents: grossCents, discountCents, rateBp },
  };
}

/**
 * With its quantity, where that gives the exact amount. Of a product of ours it has to, because its stock moves: the price
 * of a piece is rounded up and the cents too many are discounted.
 */
function invoiceLine(line: RatedLine, grossCents: number, discountCents: number): InvoiceLine {
  const { quantityMilli, productId, text, rateBp, sku } = line;
  const isWhole = quantityMilli % ONE_UNIT === 0;
  if (quantityMilli === 0 || (productId === null && !isWhole)) return inOnePiece(line, grossCents, discountCents);
  const down = Math.max(0, mulDiv(grossCents, ONE_UNIT, quantityMilli) - 1);
  const unitCents = [down, down + 1, down + 2].find((unit) => mulDiv(unit, quantityMilli, ONE_UNIT) >= grossCents);
  if (unitCents === undefined || unitCents > MAX_CENTS) return inOnePiece(line, grossCents, discountCents);
  const tooMany = mulDiv(unitCents, quantityMilli, ONE_UNIT) - grossCents;
  if (tooMany > 0 && productId === null) return inOnePiece(line, grossCents, discountCents);
  return {
    ...{ description: text.slice(0, MAX_DESCRIPTION), productId, code: sku, unit: isWhole ? 'unit' : 'kg' },
    ...{ quantityMilli, unitCents, discountCents: discountCents + tooMany, rateBp },
  };
}

type Written = Map<RatedLine, InvoiceLine>;

/** Lines of one rate that add up to `targetCents`: negative ones lower the others in proportion, a cent that is missing goes to the largest. */
function writeRate(lines: readonly RatedLine[], targetCents: number, written: Written): ParkingReason | null {
  const charged = lines.filter(({ grossCents }) => grossCents >= 0);
  const weights = charged.map(({ grossCents }) => grossCents);
  const overCents = weights.reduce((sum, weight) => sum + weight, 0) - targetCents;
  if (charged.length === 0 || targetCents < 0) {
    const negative = lines.find(({ grossCents }) => grossCents < 0) ?? lines[0];
    return { code: 'negative_line', params: { text: negative?.text ?? '' } };
  }
  const discounts = allocate(Math.max(0, overCents), weights);
  const largest = weights.indexOf(Math.max(...weights));
  for (const [index, line] of charged.entries()) {
    const addedCents = index === largest ? Math.max(0, -overCents) : 0;
    written.set(line, invoiceLine(line, line.grossCents + addedCents, discounts[index] ?? 0));
  }
  return null;
}

/**
 * The invoice of an order whose lines have their rates, in their order: it adds up to `totalCents`, which is what the buyer
 * paid. What rounding left between the groups and the total goes to the largest group.
 */
export function invoiceLines(
  lines: readonly RatedLine[],
  groups: readonly OrderTaxGroup[],
  totalCents: number,
): readonly InvoiceLine[] | ParkingReason {
  const leftCents = totalCents - groups.reduce((sum, { grossCents }) => sum + grossCents, 0);
  const largest = groups.reduce<OrderTaxGroup | undefined>(
    (best, group) => (best === undefined || group.grossCents > best.grossCents ? group : best),
    undefined,
  );
  const written: Written = new Map();
  for (const group of groups) {
    const targetCents = group.grossCents + (group === largest ? leftCents : 0);
    const ofRate = lines.filter(({ rateBp }) => rateBp === group.rateBp);
    const reason = writeRate(ofRate, targetCents, written);
    if (reason !== null) return reason;
  }
  return lines.flatMap((line) => written.get(line) ?? []);
}
