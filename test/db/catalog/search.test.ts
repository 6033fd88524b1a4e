import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findProductByCode,
  findRowByReference,
  insertCode,
  setProductActive,
  updateProduct,
} from '../../../db/catalog/products.ts';
import { searchProducts } from '../../../db/catalog/search.ts';
import { assertSearchIndexTrue } from '../../../db/catalog/search-index.ts';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import { cents } from '../../../domain/money.ts';
import { closeCatalogs, importRows, newCatalog } from './catalog-database.ts';

let db: WritableDatabase;

const ROWS = [
  '10;8400000000109;Caña de lomo ibérica;Bandeja 100 g;5,00;10;;;unidad',
  '11;8400000000116;Canas al aire;;1,00;21;;;unidad',
  '12;8400000000123;Mantequilla con sal;Pastilla 250 g;2,00;10;;;unidad',
  '13;8400000000130;Leche con mantequilla;Brik 1 L;1,10;4;;;unidad',
  '14;8400000000147;Coca-Cola Zero;Lata 33 cl;0,90;10;;;unidad',
  '15;0036000291452;Jamón cocido;;3,00;10;;;peso',
  '0042;8400000000161;Pan de molde;;1,20;4;;;unidad',
  '16;;Queso manchego curado;;9,00;4;;;peso',
  '17;;Queso fresco;;2,00;4;;;unidad',
  '18;;Ñoras secas;;2,00;10;;;unidad',
];

beforeAll(async () => {
  db = newCatalog();
  await importRows(db, ROWS);
});
afterAll(closeCatalogs);

const references = (text: string, limit = 50) => searchProducts(db, text, limit).map(({ reference }) => reference);

describe('searching by words', () => {
  it.each([
    ['caña', ['10', '11']],
    ['cana', ['11', '10']],
    ['CAÑA', ['10', '11']],
    ['ñora', ['18']],
    ['nora', ['18']],
    ['ñ', ['18']],
    ['iberica', ['10']],
    ['jamon', ['15']],
    ['jamón', ['15']],
    ['quilla', ['13', '12']],
    ['teq', ['13', '12']],
    ['queso cur', ['16']],
    ['cur queso', ['16']],
    ['que man', ['16']],
    ['ueso anche', ['16']],
    ['ueso c', ['16']],
    ['cocacola', ['14']],
    ['coca cola', ['14']],
    ['coca-cola', ['14']],
    ['33', ['14']],
    ['250 g', ['12']],
    ['queso manchego fresco', []],
    ['zzz', []],
  ])('%j finds %j', (text, expected) => {
    expect(references(text)).toEqual(expected);
  });

  it('puts names that begin with it before the others', () => {
    expect(references('mantequilla')).toEqual(['12', '13']);
    expect(references('c')[0]).toBe('11');
  });

  it.each(['', '   ', '"', '*', '"*', 'NOT', '(', '^a', 'a:b', '%', '_', "'; --", '\u0000', '{}', '\ud800', '😀'])(
    'takes %j for text, not for a query',
    (text) => {
      expect(() => references(text)).not.toThrow();
    },
  );

  it('keeps to the limit', () => {
    expect(references('q', 1)).toHaveLength(1);
    expect(references('c', 2)).toHaveLength(2);
  });
});

describe('searching by code', () => {
  it.each([
    ['8400000000123', ['12']],
    ['84000000001', ['0042', '10', '11', '12', '13', '14']],
    ['14', ['14']],
    ['42', ['0042']],
    ['004', ['0042']],
    ['8400000000999', []],
  ])('%s finds %j', (text, expected) => {
    expect(references(text).toSorted()).toEqual(expected.toSorted());
  });

  it('puts the code itself first', () => {
    expect(references('10')[0]).toBe('10');
  });
});

describe('a scanned or typed code', () => {
  const found = (code: string) => findProductByCode(db, code)?.reference ?? null;

  it('finds its product, with or without the zeros of the same GTIN', () => {
    expect(found('8400000000123')).toBe('12');
    expect(found(' 8400000000123 ')).toBe('12');
    expect(found('08400000000123')).toBe('12');
    expect(found('036000291452')).toBe('15');
    expect(found('0036000291452')).toBe('15');
  });

  it('finds by short code, zeros in front left out', () => {
    expect(found('12')).toBe('12');
    expect(found('0042')).toBe('0042');
    expect(found('42')).toBe('0042');
  });

  it.each([
    '',
    ' ',
    '8400000000124',
    '840000000012',
    '84000000001',
    '00012',
    '012',
    '4',
    '1',
    '8400000000123x',
    '%',
    '8400000000122',
  ])('finds no neighbour for %j', (code) => {
    expect(found(code)).toBeNull();
  });

  it('finds nothing rather than one of two that differ only in zeros', async () => {
    const other = newCatalog();
    await importRows(other, ['007;;Uno;;1;21;;;', '0007;;Dos;;1;21;;;']);
    expect(findProductByCode(other, '7')).toBeNull();
    expect(findProductByCode(other, '007')?.name).toBe('Uno');
  });
});

describe('the index', () => {
  it('follows a changed name and forgets the old one', () => {
    const row = findRowByReference(db, '17');
    if (row === null) throw new Error('row 17');
    transact(db, () =>
      updateProduct(db, row.id, {
        name: 'Requesón batido',
        format: null,
        unit: 'unit',
        unitCents: cents(200),
        taxClass: 'superReduced',
        categoryId: null,
      }),
    );
    expect(references('queso fresco')).toEqual([]);
    expect(references('requeson')).toEqual(['17']);
    expect(references('tido')).toEqual(['17']);
    assertSearchIndexTrue(db);
  });

  it('forgets what a rolled back transaction wrote', () => {
    const row = findRowByReference(db, '16');
    if (row === null) throw new Error('row 16');
    const fields = { format: null, unit: 'kg', unitCents: cents(1), taxClass: 'general', categoryId: null } as const;
    expect(() =>
      transact(db, () => {
        updateProduct(db, row.id, { name: 'Fantasma', ...fields });
        insertCode(db, row.id, { code: '8400000000109', kind: 'ean' });
      }),
    ).toThrow();
    expect(references('fantasma')).toEqual([]);
    expect(references('manchego')).toEqual(['16']);
    assertSearchIndexTrue(db);
  });

  it('would be caught telling lies', () => {
    const other = newCatalog();
    other
      .prepare(
        `INSERT INTO products (uid, reference, name, unit, unit_cents, tax_class, search_text)
         VALUES ('u', 'r', 'Suelto', 'unit', 1, 'general', 'suelto')`,
      )
      .run();
    expect(() => assertSearchIndexTrue(other)).toThrow();
  });

  it('does not offer what is off sale', () => {
    const product = findProductByCode(db, '11');
    if (product === null) throw new Error('product 11');
    setProductActive(db, product.uid, false);
    expect(references('canas')).toEqual([]);
    expect(findProductByCode(db, '8400000000116')).toBeNull();
    setProductActive(db, product.uid, true);
    expect(references('canas')).toEqual(['11']);
  });
});
