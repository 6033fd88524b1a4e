import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { listCategories } from '../../../db/catalog/categories.ts';
import { countProducts, findProductByCode, productCodes } from '../../../db/catalog/products.ts';
import { searchProducts } from '../../../db/catalog/search.ts';
import { assertSearchIndexTrue } from '../../../db/catalog/search-index.ts';
import { issueText } from '../../../domain/catalog/report.ts';
import { refusalCode, unwrap } from '../../support/till.ts';
import { closeCatalogs, HEADER, importRows, newCatalog, tryImport } from './catalog-database.ts';

afterEach(closeCatalogs);

const PAN = '1;8400000000017;Pan de molde;Bolsa;1,20;4;Panadería;Molde;unidad';
const QUESO = '2;8400000000024;Queso;;9,95;4;Quesos;;peso';

const codesOf = (issues: readonly { readonly line: number; readonly code: string }[]) =>
  issues.map(({ line, code }) => `${line} ${code}`);

describe('encodings and separators', () => {
  const text = `${[HEADER, '1;;Jamón añejo € 1º;;1.234,56;10;;;'].join('\r\n')}\r\n`;
  const be = (bytes: Buffer) => Buffer.from(bytes).swap16();
  const windows = Buffer.from(text.replace('€', '\u0080'), 'latin1');
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['windows-1252', windows],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', be(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', be(Buffer.from(text, 'utf16le'))],
  ])('%s is recognised and read', async (encoding, bytes) => {
    const db = newCatalog();
    const report = unwrap(await tryImport(db, bytes));
    expect(report.file).toMatchObject({ encoding, separator: ';' });
    expect(findProductByCode(db, '1')).toMatchObject({ name: 'Jamón añejo € 1º', unitCents: 123456 });
  });

  it.each([
    [';', (row: string) => row],
    ['\t', (row: string) => row.replaceAll(';', '\t')],
    [
      ',',
      (row: string) =>
        row
          .split(';')
          .map((cell) => `"${cell}"`)
          .join(','),
    ],
  ] as const)('%j separates', async (separator, write) => {
    const db = newCatalog();
    const report = unwrap(await tryImport(db, [HEADER, PAN, QUESO].map(write).join('\n')));
    expect(report).toMatchObject({ file: { separator }, created: 2, refused: 0 });
    expect(findProductByCode(db, '2')).toMatchObject({ unitCents: 995, unit: 'kg', taxClass: 'superReduced' });
  });

  it('reads a stream cut in the middle of letters', async () => {
    const bytes = Buffer.from([HEADER, PAN].join('\n'));
    async function* single() {
      for (const byte of bytes) yield Buffer.from([byte]);
    }
    const db = newCatalog();
    expect(unwrap(await tryImport(db, single())).created).toBe(1);
    expect(listCategories(db).map(({ name }) => name)).toEqual(['Panadería', 'Molde']);
  });

  it('reads old line ends, quotes, doubled quotes and an Excel separator line', async () => {
    const db = newCatalog();
    const rows = ['sep=;', HEADER, '1;;"Tele 19"" ; negra";;"1,20";21;;;', '2;;Tele 19" roja;;2;21;;;'];
    expect(unwrap(await tryImport(db, rows.join('\r'))).refusals).toEqual([]);
    expect(findProductByCode(db, '1')?.name).toBe('Tele 19" ; negra');
    expect(findProductByCode(db, '2')?.name).toBe('Tele 19" roja');
  });

  it('takes the whole sample catalogue, and says which prices are not whole cents', async () => {
    const db = newCatalog();
    const report = unwrap(
      await tryImport(db, readFileSync(new URL('../../../samples/catalogo-supermercado.csv', import.meta.url))),
    );
    expect(report).toMatchObject({ rows: 4488, created: 4488, refused: 0, warned: 6 });
    expect(new Set(report.warnings.map(({ code }) => code))).toEqual(new Set(['price_rounded']));
    expect(findProductByCode(db, '8400000042413')).toMatchObject({ unitCents: 2295, reference: '4241' });
    expect(findProductByCode(db, '4241')?.name).toBe('Aceite de oliva 0,4º Hacendado');
    assertSearchIndexTrue(db);
  });
});

describe('a preview', () => {
  it('shows what was understood and writes nothing', async () => {
    const db = newCatalog();
    const report = await importRows(db, [PAN, QUESO, 'x'], { dryRun: true });
    expect(report).toMatchObject({
      isDryRun: true,
      rows: 3,
      created: 2,
      refused: 1,
      file: { encoding: 'utf-8', separator: ';', decimalMark: ',', mapping: { price: 'precio', code: 'ean' } },
    });
    expect(report.preview[0]).toMatchObject({ line: 2, name: 'Pan de molde', unitCents: 120 });
    expect(countProducts(db)).toBe(0);
    expect(listCategories(db)).toEqual([]);
  });

  it('tells the same as the import that follows', async () => {
    const db = newCatalog();
    const rows = [PAN, QUESO, PAN, '3;8400000000017;Otro;;1,00;4;;;'];
    const counts = ({ created, updated, unchanged, refused }: Awaited<ReturnType<typeof importRows>>) => ({
      created,
      updated,
      unchanged,
      refused,
    });
    const preview = await importRows(db, rows, { dryRun: true });
    expect(counts(preview)).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 2 });
    const done = await importRows(db, rows);
    expect(counts(done)).toEqual(counts(preview));
    expect(done.refusals).toEqual(preview.refusals);
    expect(counts(await importRows(db, rows, { dryRun: true }))).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
      refused: 2,
    });
  });
});

describe('prices that could be a thousand times more', () => {
  it('are refused with the reason while nothing decides, and read when somebody says so', async () => {
    const rows = ['1;;Uno;;1.234;21;;;', '2;;Dos;;5;21;;;'];
    const db = newCatalog();
    const report = await importRows(db, rows);
    expect(report).toMatchObject({ created: 1, file: { decimalMark: null, ambiguousPrices: 1 } });
    expect(codesOf(report.refusals)).toEqual(['2 number_ambiguous']);
    expect(await importRows(db, rows, { decimalMark: '.' })).toMatchObject({ created: 1, refused: 0 });
    expect(findProductByCode(db, '1')?.unitCents).toBe(123);
  });

  it('are decided by a price at the other end of the file', async () => {
    const db = newCatalog();
    const filler = Array.from({ length: 3000 }, (_, index) => `${index + 10};;Artículo ${index};;5;21;;;`);
    await importRows(db, ['1;;Uno;;1.234;21;;;', ...filler, '2;;Dos;;5,50;21;;;']);
    expect(findProductByCode(db, '1')?.unitCents).toBe(123400);
  });
});

describe('rows that clash', () => {
  it('name the line or the product that came first', async () => {
    const db = newCatalog();
    await importRows(db, [PAN]);
    const report = await importRows(db, [
      QUESO,
      '2;;Otro queso;;1,00;4;;;',
      '3;8400000000024;Con el código del queso;;1,00;4;;;',
      '4;8400000000017;Con el código del pan;;1,00;4;;;',
      '5;1;Con la referencia del pan;;1,00;4;;;',
      '8400000000017;;Su referencia es el código del pan;;1,00;4;;;',
      '6;2;Con la referencia del queso;;1,00;4;;;',
    ]);
    expect(codesOf(report.refusals)).toEqual([
      '3 reference_twice',
      '4 code_twice',
      '5 code_taken',
      '6 code_is_reference',
      '7 reference_is_code',
      '8 code_twice',
    ]);
    expect(report.refusals[0]).toMatchObject({ line: 3, article: 'Otro queso' });
    expect(report.refusals.map(({ params }) => params['firstLine'] ?? params['owner'])).toEqual([
      2,
      2,
      '1',
      '1',
      '1',
      2,
    ]);
    for (const issue of report.refusals) expect(issueText('es', issue)).toMatch(/[^{]*\.$/);
    expect(countProducts(db)).toBe(2);
  });

  it('count lines as an editor does, over blank lines and cells of several lines', async () => {
    const db = newCatalog();
    const report = unwrap(
      await tryImport(db, `${HEADER}\n\n"1";;"Pan\nde molde";;1,20;4;;;\n;;;;;;;;\nmal;;;;;;;;\n\n2;;Agua;;x;4;;;\n`),
    );
    expect(new Set(report.refusals.map(({ line }) => line))).toEqual(new Set([6, 8]));
    expect(findProductByCode(db, '1')?.name).toBe('Pan de molde');
    expect(report.rows).toBe(3);
  });
});

describe('importing again', () => {
  it('updates by reference, keeps what the file does not have and deletes nothing', async () => {
    const db = newCatalog();
    await importRows(db, [PAN, QUESO]);
    const before = findProductByCode(db, '1');
    const report = await importRows(db, ['1;8400000000031;Pan integral;;1,35;10;Panadería;Molde;unidad']);
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    const after = findProductByCode(db, '1');
    expect(after).toMatchObject({
      uid: before?.uid,
      name: 'Pan integral',
      format: null,
      unitCents: 135,
      taxClass: 'reduced',
    });
    expect(productCodes(db, before?.uid ?? '').map(({ code }) => code)).toEqual(['8400000000017', '8400000000031']);
    expect(findProductByCode(db, '2')?.name).toBe('Queso');
    expect(searchProducts(db, 'molde', 9)).toEqual([]);
    expect(searchProducts(db, 'integral', 9)).toHaveLength(1);
    expect(listCategories(db)).toHaveLength(3);
    assertSearchIndexTrue(db);
  });

  it('changes nothing when nothing changed', async () => {
    const db = newCatalog();
    await importRows(db, [PAN, QUESO]);
    expect(await importRows(db, [PAN, QUESO])).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  it('leaves alone the fields of which the file has no column', async () => {
    const db = newCatalog();
    await importRows(db, [QUESO]);
    unwrap(await tryImport(db, 'codigo;nombre;precio;iva\n2;Queso curado;10,00;4\n'));
    expect(findProductByCode(db, '2')).toMatchObject({ name: 'Queso curado', unit: 'kg', unitCents: 1000 });
    expect(findProductByCode(db, '2')?.categoryId).not.toBeNull();
  });

  it('does not put back on sale what a person took off', async () => {
    const db = newCatalog();
    await importRows(db, [PAN]);
    db.prepare('UPDATE products SET active = 0').run();
    expect(await importRows(db, [PAN])).toMatchObject({ unchanged: 1 });
    expect(findProductByCode(db, '1')).toBeNull();
  });

  it('knows categories whatever their capitals', async () => {
    const db = newCatalog();
    await importRows(db, ['1;;Uno;;1;21;Bebidas;Zumos;', '2;;Dos;;1;21;BEBIDAS;zumos;', '3;;Tres;;1;21;Bebidas;;']);
    expect(listCategories(db).map(({ name, parentId }) => [name, parentId === null])).toEqual([
      ['Bebidas', true],
      ['Zumos', false],
    ]);
  });
});

describe('the connection', () => {
  it('is as durable after an import as before', async () => {
    const db = newCatalog();
    const settings = () =>
      ['synchronous', 'wal_autocheckpoint', 'cache_size'].map((name) => db.pragma(name, { simple: true }));
    const before = settings();
    expect(before[0]).toBe(2);
    await importRows(db, [PAN]);
    expect(settings()).toEqual(before);
    await tryImport(db, 'nada');
    expect(settings()).toEqual(before);
  });

  it('is FULL whenever anything else can run', async () => {
    const db = newCatalog();
    const seen = new Set<unknown>();
    let isOver = false;
    const watch = () => {
      if (isOver) return;
      seen.add(db.pragma('synchronous', { simple: true }));
      expect(db.inTransaction).toBe(false);
      setImmediate(watch);
    };
    watch();
    await importRows(
      db,
      Array.from({ length: 2000 }, (_, index) => `${index};;Artículo ${index};;1,00;21;;;`),
    );
    isOver = true;
    expect([...seen]).toEqual([2]);
  });

  it('serves one import at a time', async () => {
    const db = newCatalog();
    const [first, second] = await Promise.all([
      tryImport(db, [HEADER, PAN].join('\n')),
      tryImport(db, [HEADER, QUESO].join('\n')),
    ]);
    expect([refusalCode(first), refusalCode(second)]).toEqual(['ok', 'catalog_import_running']);
  });

  it('says that the disk is full, keeps whole products and goes on later', async () => {
    const db = newCatalog();
    const rows = Array.from({ length: 3000 }, (_, index) => `${index + 1};;Artículo número ${index};;1,00;21;;;`);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 60}`);
    expect(refusalCode(await tryImport(db, [HEADER, ...rows].join('\n')))).toBe('disk_full');
    expect(db.inTransaction).toBe(false);
    expect(countProducts(db)).toBeGreaterThan(0);
    expect(countProducts(db)).toBeLessThan(3000);
    assertSearchIndexTrue(db);
    db.pragma('max_page_count = 1073741823');
    const report = await importRows(db, rows);
    expect(report.created + report.unchanged).toBe(3000);
    assertSearchIndexTrue(db);
  });
});
