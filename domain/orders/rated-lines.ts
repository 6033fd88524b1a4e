import { rateBp } from '../money.ts';
import { displayRate } from '../money-text.ts';
import { taxClassOfRate } from '../tax/rate-tables.ts';
import type { TaxArea } from '../tax/types.ts';
import type { ExternalOrder, OrderLine, ParkingReason } from './types.ts';

/** Where and when it would be invoiced: which rates are charged. */
export type InvoicingPlace = { readonly area: TaxArea; readonly isoDate: string };

/** A line with the one rate that it bears. */
export type RatedLine = OrderLine & { readonly rateBp: number };

export type RatedLines = { readonly lines: readonly RatedLine[]; readonly reasons: readonly ParkingReason[] };

/** Cash is rounded to 5 cents at most: more than that was sold, and bears a tax. */
const MAX_ROUNDING_CENTS = 5;

/** What only evens out a sum: no goods, no tax. It ends in the largest line. */
const isRounding = ({ kind, taxes, grossCents }: OrderLine): boolean =>
  kind === 'rounding' && taxes.length === 0 && Math.abs(grossCents) <= MAX_ROUNDING_CENTS;

/** The rate of a line; null: it says none and costs nothing, so any will do. */
function rateOf(line: OrderLine, { area, isoDate }: InvoicingPlace): number | null | ParkingReason {
  const { text, taxes } = line;
  if (taxes.some(({ kind }) => kind === 're')) return { code: 'recargo_unsupported', params: { text } };
  const rates = new Set(taxes.map((tax) => tax.rateBp));
  if (rates.size > 1) return { code: 'several_rates', params: { text } };
  const [tax] = taxes;
  if (tax === undefined) return line.grossCents === 0 ? null : { code: 'tax_missing', params: { text } };
  const rate = rateBp(tax.rateBp);
  // Of any line, free ones too: the invoice would state it.
  if (tax.kind === 'other' || !taxClassOfRate(area, rate, isoDate).ok) {
    return { code: 'unknown_rate', params: { rate: displayRate(rate), text } };
  }
  return rate;
}

/** The rate of the dearest line, for those that cost nothing and say none. */
function mainRate(lines: readonly { readonly grossCents: number; readonly rate: number | null }[]): number | null {
  let main: { readonly grossCents: number; readonly rate: number } | null = null;
  for (const { grossCents, rate } of lines) {
    if (rate !== null && (main === null || grossCents > main.grossCents)) main = { grossCents, rate };
  }
  return main?.rate ?? null;
}

/** Lines of an order with their rates, and why those cannot be told: one reason per line at most. */
export function ratedLines(order: Pick<ExternalOrder, 'lines'>, place: InvoicingPlace): RatedLines {
  const reasons: ParkingReason[] = [];
  const known: { readonly line: OrderLine; readonly grossCents: number; readonly rate: number | null }[] = [];
  for (const line of order.lines) {
    if (isRounding(line)) continue;
    const rate = rateOf(line, place);
    if (typeof rate === 'object' && rate !== null) reasons.push(rate);
    else known.push({ line, grossCents: line.grossCents, rate });
  }
  const main = mainRate(known);
  const lines: RatedLine[] = [];
  for (const { line, rate } of known) {
    const found = rate ?? main;
    if (found !== null) lines.push({ ...line, rateBp: found });
  }
  if (main === null && reasons.length === 0) {
    const [first] = known;
    reasons.push(
      first === undefined
        ? { code: 'no_lines', params: {} }
        : { code: 'tax_missing', params: { text: first.line.text } },
    );
  }
  return { lines, reasons };
}
