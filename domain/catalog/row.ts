import { type Cents, cents, MAX_CENTS, type RateBp } from '../money.ts';
import { type RefusalParams, type Refused, type Result, refuse } from '../result.ts';
import { taxClassOfRate } from '../tax/rate-tables.ts';
import type { TaxArea, TaxClass } from '../tax/types.ts';
import type { SaleUnit } from '../ticket/types.ts';
import { isGtin } from './codes.ts';
import type { CatalogField } from './fields.ts';
import type { ColumnPlan } from './header.ts';
import { type DecimalMark, readNumber } from './numbers.ts';
import { type CodeEvidence, isScientific, readCodes, unwrapCell } from './read-codes.ts';
import type { CellIssue, RowIssue } from './report.ts';
import { foldText } from './search-text.ts';
import type { Separator } from './separator.ts';
import type { ProductCode } from './types.ts';

/** A row as understood. `undefined`: the file has no such column, so an update leaves the field as it is. */
export type RowDraft = {
  readonly reference: string;
  readonly name: string;
  readonly unitCents: Cents;
  readonly taxClass: TaxClass;
  readonly codes: readonly ProductCode[];
  readonly format: string | null | undefined;
  readonly unit: SaleUnit | undefined;
  /** First and second level; empty: no category. */
  readonly categoryPath: readonly string[] | undefined;
};

/** What the whole file says about how to read one row of it. */
export type RowContext = {
  readonly plan: ColumnPlan;
  readonly separator: Separator;
  readonly decimalMark: DecimalMark | null;
  readonly codeEvidence: CodeEvidence;
  readonly area: TaxArea;
  /** Local day whose rates count, YYYY-MM-DD. */
  readonly dateIso: string;
};

export type UnderstoodRow = {
  /** Null when an issue refuses the row. */
  readonly draft: RowDraft | null;
  readonly refusals: readonly RowIssue[];
  readonly warnings: readonly RowIssue[];
};

const MAX_TEXT: Readonly<Partial<Record<CatalogField, number>>> = {
  reference: 40,
  name: 200,
  format: 60,
  category: 60,
  subcategory: 60,
};
const SPACES = /[\s\p{Cc}]+/gu;
/** U+FFFD, or UTF-8 that was once read as Windows-1252. */
const DAMAGED_TEXT = /\ufffd|Ã[\u0080-\u00bf±³©¡º]|â‚¬/u;
const FORMULA = /^(?:=|#(?:N\/A|REF|VALUE|NAME|DIV|NUM|NULL|¡|¿))/;

/** Reads the cells of one row and keeps what is to be said about them. */
class RowReader {
  readonly refusals: RowIssue[] = [];
  readonly warnings: RowIssue[] = [];
  readonly #cells: readonly string[];
  readonly #line: number;
  readonly #plan: ColumnPlan;

  constructor(cells: readonly string[], line: number, plan: ColumnPlan) {
    this.#cells = cells;
    this.#line = line;
    this.#plan = plan;
  }

  has(field: CatalogField): boolean {
    return this.#plan.columns[field] !== undefined;
  }

  cell(field: CatalogField): string {
    const index = this.#plan.columns[field];
    return index === undefined ? '' : (this.#cells[index] ?? '');
  }

  note(field: CatalogField | null, { isRefusal, ...issue }: CellIssue): void {
    const index = field === null ? undefined : this.#plan.columns[field];
    const column = index === undefined ? null : (this.#plan.header[index] ?? null);
    const found = { ...issue, line: this.#line, column, article: this.#article() };
    (isRefusal ? this.refusals : this.warnings).push(found);
  }

  /** For the person who looks for the row in the file. */
  #article(): string {
    return unwrapCell(this.cell('name')).replace(SPACES, ' ').trim().slice(0, 60);
  }

  fault(field: CatalogField | null, code: string, params: RefusalParams = {}): void {
    const value = field === null ? '' : this.cell(field).trim().slice(0, 60);
    this.note(field, { code, params: { value, ...params }, value, isRefusal: true });
  }

  warn(field: CatalogField, code: string, params: RefusalParams = {}): void {
    const value = this.cell(field).trim().slice(0, 60);
    this.note(field, { code, params: { value, ...params }, value, isRefusal: false });
  }

  faultOf(field: CatalogField, { refusal }: Refused): void {
    this.fault(field, refusal.code, refusal.params);
  }

  /** One line of clean text; '' when the cell is empty or refused. */
  text(field: CatalogField): string {
    const raw = unwrapCell(this.cell(field));
    const text = raw.replace(SPACES, ' ').trim();
    const max = MAX_TEXT[field] ?? 120;
    if (FORMULA.test(text)) this.fault(field, 'cell_formula');
    else if (text.length > max) this.fault(field, 'text_too_long', { max, length: text.length });
    else {
      if (DAMAGED_TEXT.test(text)) this.warn(field, 'text_damaged');
      return text;
    }
    return '';
  }
}

function readPrice(row: RowReader, mark: DecimalMark | null): Cents {
  if (row.cell('price').trim() === '') {
    row.fault('price', 'price_missing');
    return cents(0);
  }
  const read = readNumber(row.cell('price'), 2, mark);
  if (!read.ok) row.faultOf('price', read);
  else if (read.value.scaled < 0) row.fault('price', 'price_negative');
  else if (read.value.scaled > MAX_CENTS) row.fault('price', 'number_too_large');
  else {
    if (read.value.scaled === 0) row.warn('price', 'price_zero');
    if (!read.value.isExact) row.warn('price', 'price_rounded', { roundedCents: read.value.scaled });
    return cents(read.value.scaled);
  }
  return cents(0);
}

const RATE_WORDS: Readonly<Record<string, TaxClass>> = {
  general: 'general',
  normal: 'general',
  reducido: 'reduced',
  superreducido: 'superReduced',
  'super reducido': 'superReduced',
};

const FULL_RATE_BP = 10_000;

function classOfNumber(text: string, { area, dateIso }: RowContext): Result<TaxClass> {
  // A rate over 100 % does not exist, so "21.000" and "21,000" are both 21.
  const mark = text.includes(',') ? ',' : '.';
  const read = readNumber(text, 2, mark);
  if (!read.ok) return read;
  const { scaled, isExact } = read.value;
  if (scaled < 0 || scaled > FULL_RATE_BP || !isExact) return refuse('tax_rate_unknown', { rate: text, date: dateIso });
  const asPercent = taxClassOfRate(area, scaled as RateBp, dateIso);
  // A percentage cell exported as its value: 0,21.
  if (!asPercent.ok && scaled > 0 && scaled < 100) return taxClassOfRate(area, (scaled * 100) as RateBp, dateIso);
  return asPercent;
}

function readRate(row: RowReader, context: RowContext): TaxClass | null {
  const text = row.cell('rate').trim();
  if (text === '') {
    row.fault('rate', 'rate_missing');
    return null;
  }
  const word = RATE_WORDS[foldText(text.replace(/\b(?:iva|igic|ipsi|tipo)\b/gi, ''))];
  if (word !== undefined) return word;
  const number = text
    .replace(/\b(?:iva|igic|ipsi)\b/gi, '')
    .replace('%', '')
    .trim();
  const found = classOfNumber(number, context);
  if (found.ok) return found.value;
  row.faultOf('rate', found);
  return null;
}

const UNIT_WORDS: Readonly<Record<string, SaleUnit>> = Object.fromEntries([
  ...'unidad,unidades,ud,uds,u,un,unit,units,pieza,piezas,pza,pz,each'
    .split(',')
    .map((word) => [word, 'unit'] as const),
  ...'peso,a peso,al peso,kg,kgs,k,kilo,kilos,kilogramo,kilogramos,granel,a granel,weight'
    .split(',')
    .map((word) => [word, 'kg'] as const),
]);

function readUnit(row: RowReader): SaleUnit | undefined {
  if (!row.has('unit')) return undefined;
  const word = foldText(row.cell('unit'));
  if (word === '') return 'unit';
  const unit = UNIT_WORDS[word];
  if (unit === undefined) row.fault('unit', 'unit_unknown');
  return unit;
}

function readCategory(row: RowReader): readonly string[] | undefined {
  if (!row.has('category') && !row.has('subcategory')) return undefined;
  const category = row.text('category');
  const subcategory = row.text('subcategory');
  // Web shops write both levels into one cell.
  if (subcategory === '')
    return category
      .split(' > ')
      .slice(0, 2)
      .filter((name) => name !== '');
  return category === '' ? [subcategory] : [category, subcategory];
}

/** Codes of the code columns; a reference that is a GTIN stands for the missing column of codes. */
function readAllCodes(row: RowReader, reference: string, evidence: CodeEvidence): ProductCode[] {
  const codes = new Map<string, ProductCode>();
  for (const field of ['code', 'shortCode'] as const) {
    const read = readCodes(row.cell(field), evidence);
    for (const issue of read.issues) row.note(field, issue);
    for (const code of read.codes)
      codes.set(code.code, field === 'shortCode' ? { code: code.code, kind: 'short' } : code);
  }
  if (!row.has('code') && isGtin(reference)) {
    for (const code of readCodes(reference, evidence).codes) codes.set(code.code, code);
  }
  return [...codes.values()];
}

function checkShape(row: RowReader, cells: readonly string[], { plan, separator }: RowContext): boolean {
  const { header, columns } = plan;
  const expected = header.length;
  if (cells.length > expected && cells.slice(expected).some((cell) => cell.trim() !== '')) {
    row.fault(null, 'row_too_long', { found: cells.length, expected });
    return false;
  }
  const required = [columns.name, columns.price, columns.rate, columns.reference ?? columns.code];
  if (cells.length < expected && required.some((index) => index !== undefined && index >= cells.length)) {
    row.fault(null, 'row_too_short', { found: cells.length, expected });
    return false;
  }
  if (cells.length < expected) {
    const issue = { code: 'row_shortened', params: { found: cells.length, expected }, value: '', isRefusal: false };
    row.note(null, issue);
  }
  if (cells.some((cell) => holdsRows(cell, separator, expected))) {
    row.fault(null, 'row_swallowed', {});
    return false;
  }
  return true;
}

/** A quote that was not meant as one swallows the rows up to the next quote: the cell holds a row's worth of separators. */
function holdsRows(cell: string, separator: Separator, columns: number): boolean {
  if (!cell.includes('\n')) return false;
  return cell.split(separator).length > Math.max(2, columns - 2);
}

/** The reference; a file without references, or a row without one, is known by its first code. */
function readReference(row: RowReader): string {
  const reference = row.text('reference');
  if (isScientific(reference)) row.fault('reference', 'code_scientific');
  return reference;
}

/** Understands one row of the file. All its faults are reported at once, so that one correction is enough. */
export function understandRow(cells: readonly string[], line: number, context: RowContext): UnderstoodRow {
  const row = new RowReader(cells, line, context.plan);
  const done = (draft: RowDraft | null): UnderstoodRow => ({
    draft: row.refusals.length === 0 ? draft : null,
    refusals: row.refusals,
    warnings: row.warnings,
  });
  if (!checkShape(row, cells, context)) return done(null);
  const ownReference = readReference(row);
  const codes = readAllCodes(row, ownReference, context.codeEvidence);
  const reference = ownReference === '' ? (codes[0]?.code ?? '') : ownReference;
  if (reference === '' && row.refusals.length === 0)
    row.fault(row.has('reference') ? 'reference' : 'code', 'reference_missing');
  const name = row.text('name');
  if (name === '' && row.cell('name').trim() === '') row.fault('name', 'name_missing');
  const unitCents = readPrice(row, context.decimalMark);
  const taxClass = readRate(row, context);
  const format = row.has('format') ? row.text('format') || null : undefined;
  const unit = readUnit(row);
  const categoryPath = readCategory(row);
  if (row.refusals.length > 0 && cells.length > context.plan.header.length) {
    // Values slid to the right behind an unquoted separator: the faults of the wrong cells would only mislead.
    row.refusals.length = 0;
    row.fault(null, 'row_too_long', { found: cells.length, expected: context.plan.header.length });
  }
  if (taxClass === null) return done(null);
  return done({ reference, name, unitCents, taxClass, codes, format, unit, categoryPath });
}
