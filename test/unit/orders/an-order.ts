import { mulDiv } from '../../../domain/money.ts';
import type { ExternalOrder, OrderCustomer, OrderLine } from '../../../domain/orders/types.ts';

export const PLACE = { area: 'IVA', isoDate: '2026-11-23' } as const;

export const BUYER: OrderCustomer = {
  ...{ name: 'Ana García', company: null, taxId: '12345678Z', country: 'ES' },
  ...{ address: 'Calle del Sol 3', postalCode: '28004', city: 'Madrid', province: null },
};

const taxIn = (grossCents: number, rateBp: number): number => grossCents - mulDiv(grossCents, 10_000, 10_000 + rateBp);

/** A line of a shop with tax included: its tax comes out of its gross. */
export function aLine(grossCents: number, rateBp: number, more: Partial<OrderLine> = {}): OrderLine {
  const taxes = [{ rateBp, kind: 'iva' as const, amountCents: taxIn(grossCents, rateBp) }];
  const nothing = { sku: null, productId: null, baseCents: null };
  return { kind: 'product', text: 'Tomate', quantityMilli: 1000, ...nothing, grossCents, taxes, ...more };
}

/** A line of a shop without: its tax is rounded by itself and comes on top. */
export function aNetLine(baseCents: number, rateBp: number, more: Partial<OrderLine> = {}): OrderLine {
  const amountCents = mulDiv(baseCents, rateBp, 10_000);
  const taxes = [{ rateBp, kind: 'iva' as const, amountCents }];
  return { ...aLine(baseCents + amountCents, rateBp), baseCents, taxes, ...more };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of these lines, with totals that agree with them. */
export function anOrder(lines: readonly OrderLine[], more: Partial<ExternalOrder> = {}): ExternalOrder {
  const taxCents = sum(lines.flatMap(({ taxes }) => taxes.map(({ amountCents }) => amountCents)));
  return {
    ...{ state: 'paid', currency: 'EUR', taxIncluded: true, placedAt: '2026-11-23T10:00:00Z' },
    lines,
    totals: { grossCents: sum(lines.map(({ grossCents }) => grossCents)), taxCents, taxes: [] },
    ...{ payments: [], customer: null, refunds: [] },
    ...more,
  };
}
