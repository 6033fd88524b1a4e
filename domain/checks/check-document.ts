import { type DigestedDocument, digestText } from '../documents/digest.ts';
import { documentNumber, MAX_SEQUENCE } from '../documents/numbering.ts';
import type { DocumentLine } from '../documents/types.ts';
import { cents, grossCents } from '../money.ts';
import type { Sha256Hex } from '../ports.ts';
import { taxGroup } from '../tax/tax-groups.ts';
import { compare, type Problem } from './problem.ts';

/** What is stated of a document beside its content. */
export type StatedOfDocument = {
  readonly seriesCode: string;
  readonly sequence: number;
  /** SHA-256 of digestText. */
  readonly digest: string;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Recomputes every amount of a document, its number and its digest: a changed cent anywhere shows. The till asks this of
 * its rows, central of what it received.
 */
export function documentProblems(
  document: DigestedDocument,
  { seriesCode, sequence, digest }: StatedOfDocument,
  sha256: Sha256Hex,
): Problem[] {
  const found: Problem[] = [];
  const { number: where, lines } = document;
  const isSequence = Number.isInteger(sequence) && sequence >= 1 && sequence <= MAX_SEQUENCE;
  compare(found, 'number_differs', where, where, isSequence ? documentNumber(seriesCode, sequence) : '');
  for (const line of lines) checkLine(found, where, line);
  const discounts = sum(lines.map((line) => line.lineDiscountCents + line.ticketDiscountCents));
  compare(found, 'gross_differs', where, document.grossCents, sum(lines.map((line) => line.grossCents)));
  compare(found, 'discount_differs', where, document.discountCents, discounts);
  compare(found, 'total_differs', where, document.totalCents, sum(lines.map((line) => line.netCents)));
  checkTaxGroups(found, document);
  checkPayments(found, document);
  compare(found, 'content_differs', where, sha256(digestText(document)).toLowerCase(), digest);
  return found;
}

function checkLine(found: Problem[], number: string, line: DocumentLine): void {
  const where = `${number}/${line.position}`;
  const gross = grossCents(line.unitCents, line.quantityMilli);
  compare(found, 'line_gross_differs', where, line.grossCents, gross);
  const net = line.grossCents - line.lineDiscountCents - line.ticketDiscountCents;
  compare(found, 'line_net_differs', where, line.netCents, net);
}

function checkTaxGroups(found: Problem[], { number: where, lines, taxGroups, taxCents }: DigestedDocument): void {
  for (const group of taxGroups) {
    const { rateBp } = group.treatment;
    const charged = sum(lines.filter((line) => line.rateBp === rateBp).map((line) => line.netCents));
    compare(found, 'tax_group_gross_differs', `${where}/${rateBp}`, group.grossCents, charged);
    const expected = taxGroup(group.treatment, cents(charged));
    compare(found, 'tax_base_differs', `${where}/${rateBp}`, group.baseCents, expected.baseCents);
    compare(found, 'tax_amount_differs', `${where}/${rateBp}`, group.taxCents, expected.taxCents);
    compare(found, 'recargo_differs', `${where}/${rateBp}`, group.recargoCents, expected.recargoCents);
  }
  const rates = new Set(lines.map((line) => line.rateBp));
  compare(found, 'tax_groups_incomplete', where, taxGroups.length, rates.size);
  compare(found, 'tax_total_differs', where, taxCents, sum(taxGroups.map((g) => g.taxCents + g.recargoCents)));
}

function checkPayments(found: Problem[], { number, payments, totalCents, changeCents }: DigestedDocument): void {
  const applied = sum(payments.map((payment) => payment.appliedCents));
  const tendered = sum(payments.map((payment) => payment.tenderedCents));
  compare(found, 'payments_differ', number, applied, totalCents);
  compare(found, 'change_differs', number, changeCents, tendered - applied);
}
