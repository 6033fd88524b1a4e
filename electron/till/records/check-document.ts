import type { DocumentHeader } from '../../../db/documents.ts';
import { documentDigest, linesOf, paymentsOf, taxGroupsOf } from '../../../db/documents.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { documentNumber } from '../../../domain/documents/numbering.ts';
import type { DocumentLine } from '../../../domain/documents/types.ts';
import { cents, grossCents } from '../../../domain/money.ts';
import { taxGroup } from '../../../domain/tax/tax-groups.ts';
import { readDocument } from '../sale/outcome.ts';
import { compare, type Problem } from './problem.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Recomputes every amount of a document from its rows: a changed cent anywhere shows. */
export function checkDocument(db: ReadableDatabase, header: DocumentHeader, seriesCode: string): Problem[] {
  const found: Problem[] = [];
  const where = header.number;
  compare(found, 'number_differs', where, header.number, documentNumber(seriesCode, header.sequence));
  const lines = linesOf(db, header.rowId);
  for (const line of lines) checkLine(found, where, line);
  const discounts = sum(lines.map((line) => line.lineDiscountCents + line.ticketDiscountCents));
  compare(found, 'gross_differs', where, header.grossCents, sum(lines.map((line) => line.grossCents)));
  compare(found, 'discount_differs', where, header.discountCents, discounts);
  compare(found, 'total_differs', where, header.totalCents, sum(lines.map((line) => line.netCents)));
  checkTaxGroups(db, found, header, lines);
  checkPayments(db, found, header);
  checkStock(db, found, header, lines);
  compare(found, 'content_differs', where, documentDigest(readDocument(db, header)), header.digest);
  return found;
}

function checkLine(found: Problem[], number: string, line: DocumentLine): void {
  const where = `${number}/${line.position}`;
  const gross = grossCents(line.unitCents, line.quantityMilli);
  compare(found, 'line_gross_differs', where, line.grossCents, gross);
  compare(
    found,
    'line_net_differs',
    where,
    line.netCents,
    line.grossCents - line.lineDiscountCents - line.ticketDiscountCents,
  );
}

function checkTaxGroups(
  db: ReadableDatabase,
  found: Problem[],
  header: DocumentHeader,
  lines: readonly DocumentLine[],
): void {
  const where = header.number;
  const groups = taxGroupsOf(db, header.rowId);
  for (const group of groups) {
    const { rateBp } = group.treatment;
    const charged = sum(lines.filter((line) => line.rateBp === rateBp).map((line) => line.netCents));
    compare(found, 'tax_group_gross_differs', `${where}/${rateBp}`, group.grossCents, charged);
    const expected = taxGroup(group.treatment, cents(charged));
    compare(found, 'tax_base_differs', `${where}/${rateBp}`, group.baseCents, expected.baseCents);
    compare(found, 'tax_amount_differs', `${where}/${rateBp}`, group.taxCents, expected.taxCents);
    compare(found, 'recargo_differs', `${where}/${rateBp}`, group.recargoCents, expected.recargoCents);
  }
  const rates = new Set(lines.map((line) => line.rateBp));
  compare(found, 'tax_groups_incomplete', where, groups.length, rates.size);
  compare(found, 'tax_total_differs', where, header.taxCents, sum(groups.map((g) => g.taxCents + g.recargoCents)));
}

function checkPayments(db: ReadableDatabase, found: Problem[], header: DocumentHeader): void {
  const payments = paymentsOf(db, header.rowId);
  const applied = sum(payments.map((payment) => payment.appliedCents));
  const tendered = sum(payments.map((payment) => payment.tenderedCents));
  compare(found, 'payments_differ', header.number, applied, header.totalCents);
  compare(found, 'change_differs', header.number, header.changeCents, tendered - applied);
}

function checkStock(
  db: ReadableDatabase,
  found: Problem[],
  header: DocumentHeader,
  lines: readonly DocumentLine[],
): void {
  const moved = Number(
    db
      .prepare('SELECT ifnull(sum(quantity_milli), 0) FROM stock_movements WHERE document_id = ?')
      .pluck()
      .get(header.rowId),
  );
  const sold = sum(lines.filter((line) => line.productId !== null).map((line) => line.quantityMilli));
  compare(found, 'stock_differs', header.number, moved, 0 - sold);
}
