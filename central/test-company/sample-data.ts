/** What the papers of its tills say. */
export type SampleCompany = {
  readonly name: string;
  readonly taxId: string;
  readonly shopCode: string;
  readonly shopName: string;
  /** Local time with offset. */
  readonly openedAt: string;
};

/** A made-up shop: what an integrator needs to see every resource filled. */
type Product = {
  readonly name: string;
  readonly format: string | null;
  readonly unit: 'unit' | 'kg';
  readonly unitPrice: string;
  readonly taxClass: 'general' | 'reduced' | 'superReduced' | 'zero';
  readonly category: readonly string[];
};

const product = (
  name: string,
  format: string | null,
  unitPrice: string,
  taxClass: Product['taxClass'],
  family: string,
  unit: Product['unit'] = 'unit',
): Product => ({ name, format, unit, unitPrice, taxClass, category: [family] });

export const PRODUCTS: readonly Product[] = [
  product('Aceite de oliva virgen extra', 'Botella 1 L', '9.95', 'superReduced', 'Aceites'),
  product('Pan de hogaza', 'Pieza 500 g', '2.40', 'superReduced', 'Panadería'),
  product('Leche entera', 'Brik 1 L', '1.15', 'superReduced', 'Lácteos'),
  product('Queso curado de oveja', null, '18.90', 'superReduced', 'Quesos', 'kg'),
  product('Jamón serrano', null, '21.50', 'reduced', 'Embutidos', 'kg'),
  product('Chorizo ibérico', 'Pieza 400 g', '7.80', 'reduced', 'Embutidos'),
  product('Agua mineral', 'Botella 1,5 L', '0.75', 'reduced', 'Bebidas'),
  product('Vino tinto crianza', 'Botella 75 cl', '8.50', 'general', 'Bebidas'),
  product('Cerveza artesana', 'Botella 33 cl', '2.60', 'general', 'Bebidas'),
  product('Detergente', 'Botella 2 L', '6.95', 'general', 'Hogar'),
  product('Servilletas', 'Paquete 100', '1.80', 'general', 'Hogar'),
  product('Bolsa de tela', null, '3.00', 'general', 'Hogar'),
];

export const ADDRESS = { address: 'Calle Mayor 1', postalCode: '28013', city: 'Madrid', province: 'Madrid' };

const nothing = { phone: null, email: null, note: null };
export const CUSTOMERS = [
  { name: 'Bar Pepe', taxId: '12345678Z', address: 'Calle del Sol 1', postalCode: '28004', city: 'Madrid', ...nothing },
  {
    name: 'Ana García',
    taxId: null,
    address: null,
    postalCode: null,
    city: null,
    ...nothing,
    email: 'ana@example.com',
  },
  {
    name: 'Panadería Sol, S.L.',
    taxId: 'B12345674',
    address: 'Calle de la Luna 3',
    postalCode: '28004',
    city: 'Madrid',
    ...nothing,
  },
];

export const ORDER = {
  source: 'mi-tienda',
  externalId: '1001',
  displayNumber: '#1001',
  version: '2026-11-23T10:00:00Z',
  state: 'paid',
  currency: 'EUR',
  taxIncluded: true,
  placedAt: '2026-11-23T09:58:12Z',
  lines: [{ text: 'Vino tinto crianza', quantity: '2', gross: '17.00', taxes: [{ rate: '21.00', amount: '2.95' }] }],
  totals: { gross: '17.00', tax: '2.95' },
  payments: [{ method: 'card', amount: '17.00', reference: 'op-1001' }],
  customer: { name: 'Ana García', email: 'ana@example.com' },
};
