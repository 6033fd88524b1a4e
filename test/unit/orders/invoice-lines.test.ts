import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cents, milli, rateBp } from '../../../domain/money.ts';
import { checkOrder, type InvoicePlan } from '../../../domain/orders/check-order.ts';
import { taxCentsOf } from '../../../domain/orders/since-invoiced.ts';
import type { ExternalOrder, OrderLine } from '../../../domain/orders/types.ts';
import { taxClassOfRate } from '../../../domain/tax/rate-tables.ts';
import { ticketTotals } from '../../../domain/ticket/totals.ts';
import { unwrap } from '../../support/till.ts';
import { aLine, aNetLine, anOrder, BUYER, PLACE } from './an-order.ts';

/** By the arithmetic of every invoice and ticket. */
function totalsOf({ lines }: InvoicePlan) {
  const ticketLines = lines.map((line, index) => ({
    ...{ id: String(index), kind: 'department' as const, productId: line.productId, code: line.code, format: null },
    ...{ description: line.description, unit: line.unit, listUnitCents: null },
    quantityMilli: milli(line.quantityMilli),
    unitCents: cents(line.unitCents),
    taxClass: unwrap(taxClassOfRate('IVA', rateBp(line.rateBp), PLACE.isoDate)),
    discount:
      line.discountCents === 0
        ? null
        : { kind: 'amount' as const, amountCents: cents(line.discountCents), reason: null },
  }));
  return unwrap(ticketTotals({ id: 'x', lines: ticketLines, discount: null, payments: [] }, PLACE));
}

const planOf = (order: ExternalOrder): InvoicePlan => {
  const { plan, reasons } = checkOrder({ ...order, customer: BUYER }, PLACE);
  if (plan === null) throw new Error(JSON.stringify(reasons));
  return plan;
};

const rate = fc.constantFrom(0, 400, 1000, 2100);
const more = fc.record({
  quantityMilli: fc.oneof(
    fc.integer({ min: 0, max: 60 }).map((count) => count * 1000),
    fc.integer({ min: 1, max: 9_999 }),
  ),
  productId: fc.constantFrom(null, 'p-1'),
});
const amount = fc.integer({ min: 0, max: 200_000 });
const line = fc.tuple(amount, rate, more).map((parts) => aLine(...parts));
const netLine = fc.tuple(amount, rate, more).map((parts) => aNetLine(...parts));
const some = (one: fc.Arbitrary<OrderLine>) => fc.array(one, { minLength: 1, maxLength: 12 });

describe('the invoice of an order comes to what the buyer paid', () => {
  test('with tax included', () => {
    fc.assert(
      fc.property(some(line), fc.integer({ min: -2, max: 2 }), (lines, offCents) => {
        const order = anOrder(lines);
        const grossCents = Math.max(0, order.totals.grossCents + offCents);
        const plan = planOf({ ...order, totals: { ...order.totals, grossCents } });
        const totals = totalsOf(plan);
        expect(totals.totalCents).toBe(grossCents);
        expect(taxCentsOf(plan.lines)).toBe(totals.taxCents);
      }),
    );
  });

  test('without, by the tax that the shop states for the whole order', () => {
    fc.assert(
      fc.property(some(netLine), fc.boolean(), (lines, isStated) => {
        const order = anOrder(lines, { taxIncluded: false });
        const rates = [...new Set(lines.map(({ taxes }) => taxes[0]?.rateBp ?? 0))];
        const taxes = rates.map((rateBpOf) => {
          const ofRate = lines.filter((one) => one.taxes[0]?.rateBp === rateBpOf);
          const base = ofRate.reduce((sum, one) => sum + (one.baseCents ?? 0), 0);
          return { rateBp: rateBpOf, kind: 'iva' as const, amountCents: Math.round((base * rateBpOf) / 10_000) };
        });
        const taxCents = taxes.reduce((sum, { amountCents }) => sum + amountCents, 0);
        const grossCents = lines.reduce((sum, one) => sum + (one.baseCents ?? 0), 0) + taxCents;
        const stated = { ...order, totals: { grossCents, taxCents, taxes } };
        const asked = isStated ? stated : order;
        expect(totalsOf(planOf(asked)).totalCents).toBe(asked.totals.grossCents);
      }),
    );
  });

  test('with discounts as lines of their own', () => {
    fc.assert(
      fc.property(some(line), fc.nat(100), (lines, percent) => {
        const [first] = lines;
        const rateOf = first?.taxes[0]?.rateBp ?? 0;
        const soldCents = lines
          .filter(({ taxes }) => taxes[0]?.rateBp === rateOf)
          .reduce((sum, { grossCents }) => sum + grossCents, 0);
        const discount = aLine(-Math.floor((soldCents * percent) / 100), rateOf, { kind: 'fee', text: 'Cupón' });
        const order = anOrder([...lines, discount]);
        const plan = planOf(order);
        expect(totalsOf(plan).totalCents).toBe(order.totals.grossCents);
        if (discount.grossCents < 0) expect(plan.lines).toHaveLength(lines.length);
      }),
    );
  });

  test('products of ours keep their quantity, because their stock moves', () => {
    fc.assert(
      fc.property(some(line), (lines) => {
        for (const [index, planned] of planOf(anOrder(lines)).lines.entries()) {
          if (planned.productId !== null) expect(planned.quantityMilli).toBe(lines[index]?.quantityMilli);
        }
      }),
    );
  });
});

describe('how a line is written', () => {
  const written = (one: OrderLine) => planOf(anOrder([one])).lines[0];

  test('with its quantity where that divides evenly', () => {
    expect(written(aLine(1990, 400, { quantityMilli: 2000 }))).toMatchObject({
      ...{ description: 'Tomate', quantityMilli: 2000, unitCents: 995, discountCents: 0 },
    });
  });

  test('in one piece where it does not', () => {
    const inOne = { quantityMilli: 1000, unitCents: 1000, discountCents: 0 };
    expect(written(aLine(1000, 400, { quantityMilli: 3000 }))).toMatchObject({ description: '3 x Tomate', ...inOne });
    expect(written(aLine(1000, 400, { quantityMilli: 255 }))).toMatchObject({
      description: '0,255 x Tomate',
      ...inOne,
    });
  });

  test('of a product of ours with the cents too many as a discount', () => {
    expect(written(aLine(1000, 400, { quantityMilli: 3000, productId: 'p-1' }))).toMatchObject({
      ...{ productId: 'p-1', unit: 'unit', quantityMilli: 3000, unitCents: 334, discountCents: 2 },
    });
    expect(written(aLine(100, 400, { quantityMilli: 255, productId: 'p-1' }))).toMatchObject({
      ...{ productId: 'p-1', unit: 'kg', quantityMilli: 255, unitCents: 391, discountCents: 0 },
    });
  });

  test('a small rounding is no line; it ends in the largest', () => {
    const rounding = aLine(-2, 0, { kind: 'rounding', text: 'Redondeo', taxes: [] });
    const plan = planOf(anOrder([aLine(502, 400), aLine(1000, 2100), rounding]));
    expect(plan.lines.map(({ unitCents, discountCents }) => unitCents - discountCents)).toEqual([502, 998]);
  });
});
