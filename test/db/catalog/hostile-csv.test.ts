import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { countProducts } from '../../../db/catalog/products.ts';
import { refusalText } from '../../../domain/texts/index.ts';
import { seededRandom } from '../../support/generate-catalog.ts';
import { refusalCode, unwrap } from '../../support/till.ts';
import { closeCatalogs, HEADER, newCatalog, tryImport } from './catalog-database.ts';

afterEach(closeCatalogs);

const GOOD = '1;;Pan;;1,20;4;;;';
const noise = (length: number) => {
  const random = seededRandom(7);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
};

describe('a file that is no catalogue', () => {
  it.each<[string, string, Buffer | string]>([
    ['empty', 'catalog_empty', ''],
    ['blank', 'catalog_empty', '\n\n  \n'],
    ['only a mark', 'catalog_empty', '\ufeff'],
    ['only titles', 'catalog_only_header', `${HEADER}\n`],
    ['titles that say nothing', 'catalog_column_missing', 'a;b;c\n1;2;3\n'],
    ['one column', 'catalog_column_missing', 'nombre\nPan\n'],
    ['a web page', 'catalog_is_html', '<!DOCTYPE html>\n<html><body><table><tr><td>codigo</td></tr></table>'],
    ['a table saved as web page', 'catalog_is_html', '\ufeff <table border=1><tr><td>Pan</td></tr></table>'],
    ['an xlsx', 'catalog_is_workbook', Buffer.from('504b030414000600', 'hex')],
    ['an xls', 'catalog_is_workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a PDF', 'catalog_not_text', '%PDF-1.7\n1 0 obj\n'],
    [
      'a picture',
      'catalog_not_text',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), deflateSync(noise(2000))]),
    ],
    ['random bytes', 'catalog_not_text', noise(20_000)],
    ['zero bytes', 'catalog_not_text', Buffer.alloc(5000)],
    ['a zero byte far inside', 'catalog_not_text', `${HEADER}\n${`${GOOD}\n`.repeat(2000)}2;;A\u0000;;1;4;;;\n`],
    ['ten thousand columns', 'catalog_too_many_columns', `${'columna;'.repeat(10_000)}\n${'1;'.repeat(10_000)}\n`],
    ['a quote that never closes', 'catalog_quote_open', `${HEADER}\n${GOOD}\n2;;"Agua;;1;4;;;\n3;;Sal;;1;4;;;\n`],
    ['a row without end', 'catalog_row_endless', `${HEADER}\n1;;"${'x\n'.repeat(200_000)}`],
    ['a huge field', 'catalog_row_endless', `${HEADER}\n1;;${'x'.repeat(2_000_000)};;1;4;;;\n`],
    ['a million separators', 'catalog_only_header', `${HEADER}\n${';'.repeat(1_000_000)}\n`],
  ])('%s is refused as %s, and nothing is written', async (_what, code, file) => {
    const db = newCatalog();
    const result = await tryImport(db, file);
    expect(refusalCode(result)).toBe(code);
    if (!result.ok) {
      expect(refusalText('es', result.refusal)).not.toMatch(/[{}]/);
      expect(refusalText('en', result.refusal)).not.toMatch(/[{}]/);
    }
    expect(countProducts(db)).toBe(0);
  });

  it('is refused when it is larger than any catalogue', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024, 'a;');
    }
    expect(refusalCode(await tryImport(newCatalog(), endless()))).toBe('catalog_file_too_large');
  });
});

describe('a catalogue with broken rows', () => {
  it.each<[string, string, string]>([
    ['a formula', '2;;=HYPERLINK("http://x");;1;4;;;', 'cell_formula'],
    ['too many cells', '2;;Agua, con; gas;;1;4;;;', 'row_too_long'],
    ['too few cells', '2;;Agua', 'row_too_short'],
    ['a swallowed row', '2;;"Agua;;1;4;;;\n3;;Vino";;1;4;;;\n4;;Sal;;1;4;;;', 'row_swallowed'],
    ['a damaged code', '2;8,4E+12;Agua;;1;4;;;', 'code_scientific'],
    ['prototype names', '__proto__;constructor;Agua;;1;4;;;hasOwnProperty', 'unit_unknown'],
  ])('refuses the row with %s and takes the others', async (_what, row, code) => {
    const db = newCatalog();
    const report = unwrap(await tryImport(db, [HEADER, GOOD, row, '9;;Café;;3,00;10;;;'].join('\n')));
    expect(report.refusals.map((issue) => issue.code)).toContain(code);
    expect(report).toMatchObject({ created: report.rows - report.refused });
    expect(db.prepare("SELECT count(*) FROM products WHERE reference IN ('1', '9')").pluck().get()).toBe(2);
  });

  it('lists ten thousand faults and counts the rest', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => `${index};;;;1;4;;;`);
    const report = unwrap(await tryImport(newCatalog(), [HEADER, ...rows].join('\n')));
    expect(report.refused).toBe(12_000);
    expect(report.refusals).toHaveLength(10_000);
  });
});
