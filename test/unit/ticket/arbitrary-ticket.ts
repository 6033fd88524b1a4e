import fc from 'fast-check';
import { cents, milli, rateBp } from '../../../domain/money.ts';
import type { Discount, Ticket, TicketLine } from '../../../domain/ticket/types.ts';

/** Tickets that may be sold: every combination of unit, weight, department, price change and discounts. */
const discount = (maxCents: number): fc.Arbitrary<Discount> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('amount' as const),
      amountCents: fc.integer({ min: 0, max: maxCents }).map(cents),
      reason: fc.option(fc.constantFrom('Oferta', 'Caduca hoy'), { nil: null }),
    }),
    fc.record({
      kind: fc.constant('percent' as const),
      percentBp: fc.integer({ min: 0, max: 10_000 }).map(rateBp),
      reason: fc.constant(null),
    }),
  );

/** Single pieces at few prices are frequent: equal shares are where the odd cents of a discount could move. */
const quantities = fc.oneof(
  fc.constant({ unit: 'unit' as const, quantityMilli: 1000 }),
  fc.record({
    unit: fc.constant('unit' as const),
    quantityMilli: fc.integer({ min: 1, max: 40 }).map((n) => n * 1000),
  }),
  fc.record({ unit: fc.constant('kg' as const), quantityMilli: fc.integer({ min: 1, max: 5000 }) }),
);

const line: fc.Arbitrary<TicketLine> = fc
  .record({
    kind: fc.constantFrom('product' as const, 'department' as const),
    quantity: quantities,
    unitCents: fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(1, 5, 99, 100, 199)),
    listUnitCents: fc.option(fc.integer({ min: 0, max: 30_000 }).map(cents), { nil: null }),
    taxClass: fc.constantFrom('general' as const, 'reduced' as const, 'superReduced' as const, 'zero' as const),
    format: fc.option(fc.constantFrom('Botella 1 L', 'Malla 2 kg'), { nil: null }),
    share: fc.integer({ min: 0, max: 100 }),
    hasDiscount: fc.integer({ min: 0, max: 2 }).map((drawn) => drawn === 0),
    discount: discount(1),
  })
  .map((drawn) => {
    const gross = Math.floor((drawn.unitCents * drawn.quantity.quantityMilli) / 1000);
    const scaled: Discount =
      drawn.discount.kind === 'amount'
        ? { ...drawn.discount, amountCents: cents(Math.floor((gross * drawn.share) / 100)) }
        : drawn.discount;
    return {
      id: '',
      kind: drawn.kind,
      productId: drawn.kind === 'product' ? 'p' : null,
      code: null,
      description: drawn.kind === 'product' ? 'Aceite de oliva' : 'Varios',
      format: drawn.format,
      unit: drawn.quantity.unit,
      quantityMilli: milli(drawn.quantity.quantityMilli),
      unitCents: cents(drawn.unitCents),
      listUnitCents: drawn.listUnitCents,
      taxClass: drawn.taxClass,
      discount: drawn.hasDiscount ? scaled : null,
    };
  });

/** About half have a ticket discount; one that is too large is part of the input, `ticketTotals` refuses it. */
export const arbitraryTicket: fc.Arbitrary<Ticket> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    discount: fc.option(discount(2000), { nil: null }),
  })
  .map(({ lines, discount: ticketDiscount }) => ({
    id: 'ticket',
    lines: lines.map((drawn, index) => ({ ...drawn, id: `line-${index}` })),
    discount: ticketDiscount,
    payments: [],
  }));

export const aLine = (change: Partial<TicketLine> = {}): TicketLine => ({
  id: 'line-0',
  kind: 'product',
  productId: 'p',
  code: '8400000042413',
  description: 'Aceite de oliva',
  format: null,
  unit: 'unit',
  quantityMilli: milli(1000),
  unitCents: cents(500),
  listUnitCents: cents(500),
  taxClass: 'general',
  discount: null,
  ...change,
});

export const aTicket = (lines: readonly TicketLine[], discountOfTicket: Discount | null = null): Ticket => ({
  id: 'ticket',
  lines,
  discount: discountOfTicket,
  payments: [],
});
