import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertCategory } from '../../../db/catalog/categories.ts';
import { findRowByReference, setProductActive, updateProduct } from '../../../db/catalog/products.ts';
import { assertSearchIndexTrue } from '../../../db/catalog/search-index.ts';
import { cents } from '../../../domain/money.ts';
import { BANANAS, CODES, COFFEE, Counter, OIL, SHAMPOO } from '../../support/counter.ts';
import { refusalCode, removeFolders } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const TEA = {
  name: 'Té verde',
  code: null,
  format: 'Caja 20',
  unit: 'unit',
  unitCents: cents(199),
  taxClass: 'reduced',
  categoryId: null,
} as const;
const names = (products: readonly { name: string }[]): string[] => products.map(({ name }) => name);
const page = { offset: 0, limit: 10 };

describe('tiles', () => {
  it('show categories with what is for sale in them and below them, in one stripe', async () => {
    const { db } = counter.till;
    const drinks = insertCategory(db, null, 'Bebidas');
    const infusions = insertCategory(db, drinks, 'Infusiones');
    const pantry = insertCategory(db, null, 'Despensa');
    await counter.get('catalog.create-product', { ...TEA, categoryId: infusions });
    await counter.get('catalog.create-product', { ...TEA, name: 'Agua', categoryId: drinks });
    const sugar = await counter.get('catalog.create-product', { ...TEA, name: 'Azúcar', categoryId: pantry });
    setProductActive(db, sugar.id, false);
    const overview = await counter.get('catalog.overview', {});
    expect(overview.productCount).toBe(6);
    expect(overview.categories).toEqual([
      { id: drinks, parentId: null, name: 'Bebidas', productCount: 2, stripe: 0 },
      { id: pantry, parentId: null, name: 'Despensa', productCount: 0, stripe: 1 },
      { id: infusions, parentId: drinks, name: 'Infusiones', productCount: 1, stripe: 0 },
    ]);
    expect(names((await counter.get('catalog.products', { categoryId: drinks, ...page })).products)).toEqual([
      'Agua',
      'Té verde',
    ]);
    expect((await counter.get('catalog.products', { categoryId: pantry, ...page })).products).toEqual([]);
  });

  it('without category come by name, whatever their accents, page by page', async () => {
    await counter.get('catalog.create-product', { ...TEA, name: 'Árbol de té' });
    const all = names((await counter.get('catalog.products', { categoryId: null, ...page })).products);
    expect(all).toEqual([
      'Aceite de oliva 0,4º',
      'Árbol de té',
      'Café molido',
      'Champú de piña',
      'Plátano de Canarias',
    ]);
    const second = await counter.get('catalog.products', { categoryId: null, offset: 2, limit: 2 });
    expect(names(second.products)).toEqual(all.slice(2, 4));
  });

  it('keep the favourites in the order in which they were chosen', async () => {
    const set = (productId: string, isFavourite: boolean) =>
      counter.get('catalog.set-favourite', { productId, isFavourite });
    await set(OIL, true);
    await set(COFFEE, true);
    await set(BANANAS, true);
    await set(OIL, true);
    expect((await set(COFFEE, false)).favourites.map(({ id }) => id)).toEqual([OIL, BANANAS]);
    counter.restart();
    expect((await counter.get('catalog.overview', {})).favourites.map(({ id }) => id)).toEqual([OIL, BANANAS]);
    const { products } = await counter.get('catalog.search', { text: 'aceite', limit: 5 });
    expect(products.map(({ id, isFavourite }) => [id, isFavourite])).toEqual([[OIL, true]]);
    const nobody = { productId: counter.newId(), isFavourite: true };
    expect(refusalCode(await counter.ask('catalog.set-favourite', nobody))).toBe('product_not_found');
  });
});

describe('a price check', () => {
  it('finds codes as scanners send them, and labels; nothing else', async () => {
    const look = async (code: string) => (await counter.get('catalog.look-up', { code })).product?.id ?? null;
    expect(await look(`]E0${CODES.oil}`)).toBe(OIL);
    expect(await look('4241')).toBe(OIL);
    expect(await look(CODES.bananas)).toBe(BANANAS);
    expect(await look('8400000042414')).toBeNull();
    expect(await look('')).toBeNull();
  });
});

describe('a product made at the till', () => {
  it('is found by its code and words, and told to every window', async () => {
    const code = '8437000000020';
    const made = await counter.get('catalog.create-product', { ...TEA, name: ' Té negro ', code });
    expect(made).toMatchObject({ name: 'Té negro', reference: code, isFavourite: false });
    expect(counter.told).toEqual(['catalog.changed']);
    expect((await counter.get('catalog.look-up', { code })).product).toEqual(made);
    expect((await counter.get('catalog.search', { text: 'te neg', limit: 5 })).products).toEqual([made]);
    const ticket = await counter.scan(counter.newId(), code);
    expect(ticket.totalCents).toBe(199);
  });

  it('is made once, also when the answer was lost, and never takes a code of another', async () => {
    const first = await counter.get('catalog.create-product', { ...TEA, code: 'A-1' });
    expect(await counter.get('catalog.create-product', { ...TEA, code: 'A-1' })).toEqual(first);
    const own = await counter.get('catalog.create-product', TEA);
    expect(own.reference).toBe('M1');
    expect(await counter.get('catalog.create-product', TEA)).toEqual(own);
    expect((await counter.get('catalog.create-product', { ...TEA, name: 'Té rojo' })).reference).toBe('M2');
    const taken = await counter.ask('catalog.create-product', { ...TEA, code: CODES.oil });
    expect(taken).toMatchObject({
      refusal: { code: 'code_taken', params: { code: CODES.oil, name: 'Aceite de oliva 0,4º' } },
    });
    // The reference of another product is a code that people type.
    expect(refusalCode(await counter.ask('catalog.create-product', { ...TEA, code: '4241' }))).toBe('code_taken');
    // The same GTIN written with a zero in front.
    expect(refusalCode(await counter.ask('catalog.create-product', { ...TEA, code: `0${CODES.oil}` }))).toBe(
      'code_taken',
    );
  });

  it.each([
    ['a price below zero', { unitCents: cents(-1) }, 'price_negative'],
    ['a blank name', { name: '  ' }, 'name_missing'],
    ['a category that is gone', { categoryId: 99 }, 'category_not_found'],
    ['a quantity for a code', { code: '3*5' }, 'code_malformed'],
  ])('is refused with %s', async (_name, change, code) => {
    expect(refusalCode(await counter.ask('catalog.create-product', { ...TEA, ...change }))).toBe(code);
  });

  it('changes with an import, goes off sale and comes back; the open ticket keeps what it was told', async () => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    const { code: _, ...fields } = TEA;
    const { db } = counter.till;
    updateProduct(db, findRowByReference(db, '4241')?.id ?? 0, {
      ...fields,
      name: 'Aceite nuevo',
      unitCents: cents(2500),
    });
    setProductActive(db, OIL, false);
    const scanned = await counter.ask('sale.scan', { ...counter.on(ticketId), text: CODES.oil });
    expect(refusalCode(scanned)).toBe('code_unknown');
    setProductActive(db, OIL, true);
    const { active } = await counter.get('sale.desk', {});
    expect(active?.lines[0]).toMatchObject({ description: 'Aceite de oliva 0,4º', unitCents: 2295 });
    expect((await counter.scan(ticketId, CODES.oil)).lines[1]).toMatchObject({ description: 'Aceite nuevo' });
    assertSearchIndexTrue(db);
  });

  it('takes more codes, each of one product only', async () => {
    const attach = (productId: string, code: string) => counter.ask('catalog.attach-code', { productId, code });
    expect(await attach(SHAMPOO, 'CH-1')).toMatchObject({ ok: true, value: { id: SHAMPOO } });
    expect(await attach(SHAMPOO, 'CH-1')).toMatchObject({ ok: true });
    expect(refusalCode(await attach(OIL, 'CH-1'))).toBe('code_taken');
    expect((await counter.scan(counter.newId(), 'CH-1')).lines[0]?.productId).toBe(SHAMPOO);
  });
});
