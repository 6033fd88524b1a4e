import { mulDiv } from '../money.ts';
import type { RatedLine } from './rated-lines.ts';
import type { ExternalOrder } from './types.ts';

export type OrderTaxGroup = {
  readonly rateBp: number;
  readonly lineCount: number;
  readonly grossCents: number;
  readonly baseCents: number;
  readonly taxCents: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const taxOfLine = ({ taxes }: RatedLine): number => sum(taxes.map(({ amountCents }) => amountCents));
const baseOfLine = (line: RatedLine): number => line.baseCents ?? line.grossCents - taxOfLine(line);

/** Prices with tax: what was charged is exact, base and tax come out of it. */
function groupOfGross(rateBp: number, lines: readonly RatedLine[]): OrderTaxGroup {
  const grossCents = sum(lines.map((line) => line.grossCents));
  const baseCents = mulDiv(grossCents, 10_000, 10_000 + rateBp);
  return { rateBp, lineCount: lines.length, grossCents, baseCents, taxCents: grossCents - baseCents };
}

/** Prices without tax: the tax of the whole order is what was charged, because rounded taxes of lines may be a cent off. */
function groupOfNet(rateBp: number, lines: readonly RatedLine[], { taxes }: ExternalOrder['totals']): OrderTaxGroup {
  const stated = taxes.filter((tax) => tax.rateBp === rateBp);
  const baseCents = sum(lines.map(baseOfLine));
  const taxCents = stated.length > 0 ? sum(stated.map(({ amountCents }) => amountCents)) : sum(lines.map(taxOfLine));
  return { rateBp, lineCount: lines.length, grossCents: baseCents + taxCents, baseCents, taxCents };
}

/** What the shop charged per rate, highest first; what was charged wins (see groupOfGross, groupOfNet). */
export function orderTaxGroups(
  order: Pick<ExternalOrder, 'taxIncluded' | 'totals'>,
  lines: readonly RatedLine[],
): readonly OrderTaxGroup[] {
  const rates = [...new Set(lines.map(({ rateBp }) => rateBp))].sort((a, b) => b - a);
  return rates.map((rateBp) => {
    const ofRate = lines.filter((line) => line.rateBp === rateBp);
    return order.taxIncluded ? groupOfGross(rateBp, ofRate) : groupOfNet(rateBp, ofRate, order.totals);
  });
}

/** Tax that the base would bear by itself: a check only, of shops that state base and tax apart. */
export const expectedTaxCents = ({ baseCents, rateBp }: OrderTaxGroup): number => mulDiv(baseCents, rateBp, 10_000);
