import { foldText } from '../../domain/catalog/search-text.ts';
import { cents } from '../../domain/money.ts';
import type { TaxClass } from '../../domain/tax/types.ts';
import type { CatalogOverview, CategoryView, ProductView } from '../../electron/ipc/contract/catalog.ts';

/** A small shop for tests of the page: names and prices of the picture, codes that a test can scan. */
export type FakeProduct = ProductView & { readonly codes: readonly string[] };

export const fakeId = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const category = (id: number, parentId: number | null, name: string, stripe: number): CategoryView => ({
  id,
  parentId,
  name,
  stripe,
  productCount: 0,
});

const CATEGORIES: readonly CategoryView[] = [
  category(1, null, 'Fruta y verdura', 1),
  category(2, null, 'Panadería', 0),
  category(3, null, 'Lácteos', 2),
  category(4, null, 'Bebidas', 3),
  category(5, null, 'Charcutería y quesos', 4),
  category(6, null, 'Droguería', 6),
  category(7, null, 'Varios', 5),
  category(11, 1, 'Fruta', 1),
  category(12, 1, 'Verdura', 1),
  category(31, 3, 'Leche', 2),
  category(32, 3, 'Yogures', 2),
  category(41, 4, 'Agua', 3),
  category(42, 4, 'Cerveza', 3),
  category(43, 4, 'Refrescos', 3),
];

type Row = readonly [string, string | null, number, number, ('kg' | 'unit')?, TaxClass?, boolean?];

const ROWS: readonly Row[] = [
  ['Barra de pan', null, 55, 2, 'unit', 'superReduced', true],
  ['Croissant', null, 90, 2, 'unit', 'reduced', true],
  ['Plátano de Canarias', null, 235, 11, 'kg', 'superReduced', true],
  ['Limón', null, 199, 11, 'kg', 'superReduced', true],
  ['Leche semidesnatada 1 L', 'Brik 1 L', 94, 31, 'unit', 'superReduced', true],
  ['Huevos L docena', 'Docena', 245, 3, 'unit', 'superReduced', true],
  ['Agua 1,5 L', 'Botella 1,5 L', 38, 41, 'unit', 'reduced', true],
  ['Cerveza lata 33 cl', 'Lata 33 cl', 62, 42, 'unit', 'general', true],
  ['Jamón serrano', null, 1590, 5, 'kg', 'reduced', true],
  ['Queso tierno', null, 975, 5, 'kg', 'superReduced', true],
  ['Bolsa reutilizable', null, 15, 7, 'unit', 'general', true],
  ['Prensa del día', null, 180, 7, 'unit', 'superReduced', true],
  ['Aceite de oliva virgen extra', 'Botella 1 L', 615, 7, 'unit', 'superReduced'],
  ['Yogur natural pack 6', 'Pack 6 x 125 g', 120, 32, 'unit', 'reduced'],
  ['Tomate pera', null, 195, 12, 'kg', 'superReduced'],
  ['Pan de molde integral', 'Paquete 600 g', 161, 2, 'unit', 'superReduced'],
  ['Manzana golden', null, 210, 11, 'kg', 'superReduced'],
  ['Lechuga iceberg', 'Pieza', 119, 12, 'unit', 'superReduced'],
  ['Cola 2 L', 'Botella 2 L', 189, 43, 'unit', 'general'],
  ['Detergente líquido 40 lavados', 'Botella 2 L', 649, 6, 'unit', 'general'],
  ['Papel higiénico doble capa 12 rollos', 'Paquete', 399, 6, 'unit', 'general'],
  ['Sal fina', 'Paquete 1 kg', 45, null as never, 'unit', 'reduced'],
];

export const FAKE_PRODUCTS: readonly FakeProduct[] = ROWS.map(
  ([name, format, price, categoryId, unit = 'unit', taxClass = 'general', isFavourite = false], index) => ({
    id: fakeId(1000 + index),
    reference: String(4200 + index),
    name,
    format,
    unit,
    unitCents: cents(price),
    taxClass,
    categoryId,
    isFavourite,
    codes: [`84000000${String(4200 + index)}5`, String(4200 + index)],
  }),
);

/** The code that finds a product of the list by its name. @throws Error when no product is called that. */
export function codeOf(name: string): string {
  const code = FAKE_PRODUCTS.find((product) => product.name === name)?.codes[0];
  if (code === undefined) throw new Error(`no product called ${name}`);
  return code;
}

export const viewOf = ({ codes: _codes, ...product }: FakeProduct): ProductView => product;

export class FakeCatalog {
  products: FakeProduct[] = [...FAKE_PRODUCTS];

  byCode(code: string): FakeProduct | null {
    return this.products.find(({ codes }) => codes.includes(code)) ?? null;
  }

  byId(id: string): FakeProduct | null {
    return this.products.find((product) => product.id === id) ?? null;
  }

  replace(product: FakeProduct): void {
    this.products = this.products.map((other) => (other.id === product.id ? product : other));
  }

  inCategory(categoryId: number | null): ProductView[] {
    const wanted = new Set([categoryId, ...CATEGORIES.filter((c) => c.parentId === categoryId).map(({ id }) => id)]);
    const found = this.products.filter((product) =>
      categoryId === null ? product.categoryId === null : wanted.has(product.categoryId),
    );
    return found.map(viewOf).sort((a, b) => a.name.localeCompare(b.name, 'es'));
  }

  search(text: string, limit: number): ProductView[] {
    const words = foldText(text).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    const fits = (product: FakeProduct): boolean => {
      const has = foldText(`${product.name} ${product.format ?? ''}`).split(' ');
      return words.every((word) => has.some((other) => other.startsWith(word)) || product.codes.includes(word));
    };
    return this.products.filter(fits).slice(0, limit).map(viewOf);
  }

  overview(): CatalogOverview {
    return {
      productCount: this.products.length,
      categories: CATEGORIES.map((one) => ({ ...one, productCount: this.inCategory(one.id).length })),
      favourites: this.products.filter(({ isFavourite }) => isFavourite).map(viewOf),
      departments: [
        { id: 'fruta', name: 'Fruta', taxClass: 'superReduced' },
        { id: 'pan', name: 'Panadería', taxClass: 'superReduced' },
        { id: 'varios', name: 'Varios 21 %', taxClass: 'general' },
        { id: 'varios-10', name: 'Varios 10 %', taxClass: 'reduced' },
      ],
    };
  }
}
