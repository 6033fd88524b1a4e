import { describe, expect, it } from 'vitest';
import { planColumns } from '../../../domain/catalog/header.ts';
import { noCodeEvidence } from '../../../domain/catalog/read-codes.ts';
import { issueText } from '../../../domain/catalog/report.ts';
import { type RowContext, type UnderstoodRow, understandRow } from '../../../domain/catalog/row.ts';

const HEADER = 'codigo;ean;nombre;formato;precio;iva;categoria;subcategoria;venta';

function understand(row: string, header = HEADER, context: Partial<RowContext> = {}): UnderstoodRow {
  const plan = planColumns(header.split(';'), {});
  if (!plan.ok) throw new Error(plan.refusal.code);
  return understandRow(row.split(';'), 7, {
    plan: plan.value,
    separator: ';',
    decimalMark: ',',
    codeEvidence: noCodeEvidence(),
    area: 'IVA',
    dateIso: '2026-11-23',
    ...context,
  });
}

const refusalsOf = (row: string, header?: string) => understand(row, header).refusals.map(({ code }) => code);
const rateOf = (rate: string) => understand(`1;Pan;1,20;${rate}`, 'codigo;nombre;precio;iva').draft?.taxClass;

describe('a row', () => {
  it('is understood in full', () => {
    expect(understand('4240;8400000042406;Aceite;Botella 1 L;4,95;4;Aceites;De oliva;unidad').draft).toEqual({
      reference: '4240',
      name: 'Aceite',
      unitCents: 495,
      taxClass: 'superReduced',
      codes: [{ code: '8400000042406', kind: 'ean' }],
      format: 'Botella 1 L',
      unit: 'unit',
      categoryPath: ['Aceites', 'De oliva'],
    });
  });

  it('leaves open what the file does not say', () => {
    const { draft } = understand('4240;Aceite;4,95;4', 'codigo;nombre;precio;iva');
    expect(draft).toMatchObject({ format: undefined, unit: undefined, categoryPath: undefined, codes: [] });
  });

  it('names its article beside the fault, as far as it has a name', () => {
    const articles = (row: string) => understand(row).refusals.map(({ article }) => article);
    expect(articles(`1;;  Pan\tde molde;;;4;;;`)).toEqual(['Pan de molde']);
    expect(articles('1;;;;1,20;4;;;')).toEqual(['']);
    expect(articles(`1;;${'x'.repeat(150)};;;4;;;`)).toEqual(['x'.repeat(60)]);
  });

  it('tells all its faults at once, each with column and value', () => {
    const { draft, refusals } = understand(';8,4E+12;;;precio;21;;;litros');
    expect(draft).toBeNull();
    expect(refusals.map(({ code, column, value, line }) => [line, column, value, code])).toEqual([
      [7, 'ean', '8,4E+12', 'code_scientific'],
      [7, 'nombre', '', 'name_missing'],
      [7, 'precio', 'precio', 'number_malformed'],
      [7, 'venta', 'litros', 'unit_unknown'],
    ]);
    for (const issue of refusals) expect(issueText('es', issue)).not.toContain('{');
  });

  it.each([
    ['21', 'general'],
    ['21%', 'general'],
    ['21,00 %', 'general'],
    ['21.000', 'general'],
    ['0,21', 'general'],
    ['IVA 10', 'reduced'],
    ['0.04', 'superReduced'],
    ['0', 'zero'],
    ['General', 'general'],
    ['Superreducido', 'superReduced'],
  ])('reads the rate %s as %s', (rate, expected) => {
    expect(rateOf(rate)).toBe(expected);
  });

  it.each(['5', '18', '210', '-21', '21,5', '0,215', 'exento', '2100'])('refuses the rate %s', (rate) => {
    expect(rateOf(rate)).toBeUndefined();
  });

  it.each([
    ['peso', 'kg'],
    ['Kg.', 'kg'],
    ['a granel', 'kg'],
    ['UNIDAD', 'unit'],
    ['ud', 'unit'],
    ['', 'unit'],
  ])('sells %j by %s', (sold, expected) => {
    expect(understand(`1;;Pan;;1,20;4;;;${sold}`).draft?.unit).toBe(expected);
  });

  it('goes by its barcode when it has no reference', () => {
    expect(understand('8400000042406;Aceite;4,95;4', 'ean;nombre;precio;iva').draft?.reference).toBe('8400000042406');
    expect(refusalsOf(';Aceite;4,95;4', 'ean;nombre;precio;iva')).toEqual(['reference_missing']);
  });

  it('makes a barcode of a reference that is one', () => {
    const { draft } = understand('8400000042406;Aceite;4,95;4', 'codigo;nombre;precio;iva');
    expect(draft?.codes).toEqual([{ code: '8400000042406', kind: 'ean' }]);
  });

  it('may lack columns at its end, unless something required is among them', () => {
    const short = understand('1;;Pan;;1,20;4');
    expect(short.draft).not.toBeNull();
    expect(short.warnings.map(({ code }) => code)).toEqual(['row_shortened']);
    expect(refusalsOf('1;;Pan;;1,20')).toEqual(['row_too_short']);
  });

  it('may not have more cells than titles, unless they are empty', () => {
    expect(refusalsOf('1;;Pan;;1,20;4;a;b;unidad;x')).toEqual(['row_too_long']);
    expect(refusalsOf('1;;Pan;;1,20;4;a;b;unidad;;')).toEqual([]);
  });

  it('is refused when a quote swallowed the rows behind it', () => {
    const plan = planColumns(HEADER.split(';'), {});
    if (!plan.ok) throw new Error('plan');
    const cells = ['1', '', 'Tele 19\n2;;Pan;;1,20;4;;;unidad\n3;;Agua', '', '1,20', '4'];
    const context: RowContext = {
      plan: plan.value,
      separator: ';',
      decimalMark: ',',
      codeEvidence: noCodeEvidence(),
      area: 'IVA',
      dateIso: '2026-11-23',
    };
    expect(understandRow(cells, 2, context).refusals.map(({ code }) => code)).toEqual(['row_swallowed']);
  });

  it.each([
    ['1;;=A1;;1,20;4;;;', ['cell_formula']],
    ['1;;#¡REF!;;1,20;4;;;', ['cell_formula']],
    ['1;;Pan;;=SUMA(A1);4;;;', ['number_malformed']],
    ['1;;Pan;;-1,20;4;;;', ['price_negative']],
    ['1;;Pan;;;4;;;', ['price_missing']],
    ['1;;Pan;;1,20;;;;', ['rate_missing']],
    [`1;;${'x'.repeat(201)};;1,20;4;;;`, ['text_too_long']],
    ['8,4E+05;;Pan;;1,20;4;;;', ['code_scientific']],
  ])('%j is refused for %j', (row, expected) => {
    expect(refusalsOf(row)).toEqual(expected);
  });

  it.each([
    ['1;;Pan;;0;4;;;', 'price_zero'],
    ['1;;Pan;;1,2349;4;;;', 'price_rounded'],
    ['1;;JamÃ³n;;1,20;4;;;', 'text_damaged'],
    ['1;;Jam\ufffdn;;1,20;4;;;', 'text_damaged'],
    ['1;8400000042407;Pan;;1,20;4;;;', 'code_check_digit'],
  ])('%j is taken with the warning %s', (row, expected) => {
    const { draft, warnings } = understand(row);
    expect(draft).not.toBeNull();
    expect(warnings.map(({ code }) => code)).toEqual([expected]);
    for (const issue of warnings) expect(issueText('en', issue)).not.toContain('{');
  });

  it('keeps control characters and odd spaces out of texts', () => {
    expect(understand('1;;Pan\u0000 de \u00a0 \u0007molde;;1,20;4;;;').draft?.name).toBe('Pan de molde');
  });

  it('splits a path that a web shop wrote into one cell', () => {
    expect(understand('1;;Pan;;1,20;4;Panadería > Pan de molde;;').draft?.categoryPath).toEqual([
      'Panadería',
      'Pan de molde',
    ]);
  });
});
