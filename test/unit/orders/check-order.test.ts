import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOrder } from '../../../domain/orders/check-order.ts';
import { differsFromInvoice } from '../../../domain/orders/since-invoiced.ts';
import type { ExternalOrder } from '../../../domain/orders/types.ts';
import { aLine, aNetLine, anOrder, BUYER, PLACE } from './an-order.ts';

const GOOD = anOrder([aLine(1990, 400), aLine(450, 2100, { kind: 'shipping', text: 'Envío' })]);
const reasonsOf = (order: ExternalOrder) => checkOrder(order, PLACE).reasons;
const codesOf = (order: ExternalOrder) => reasonsOf(order).map(({ code }) => code);

const totals = (grossCents: number, taxCents: number) => ({ totals: { grossCents, taxCents, taxes: [] } });
const reTax = { rateBp: 520, kind: 're' as const, amountCents: 5 };
const ivaTax = { rateBp: 2100, kind: 'iva' as const, amountCents: 17 };

test('an order that adds up may be invoiced', () => {
  const { reasons, plan, taxGroups } = checkOrder(GOOD, PLACE);
  expect(reasons).toEqual([]);
  expect(plan?.lines).toHaveLength(2);
  expect(taxGroups).toMatchObject([
    { rateBp: 2100, grossCents: 450, baseCents: 372, taxCents: 78 },
    { rateBp: 400, grossCents: 1990, baseCents: 1913, taxCents: 77 },
  ]);
});

describe('what parks an order', () => {
  const line = aLine(100, 2100);
  test.each<[string, string, ExternalOrder]>([
    ['no_lines', 'nothing was sold', anOrder([])],
    ['totals_mismatch', 'more than a cent per line and one', { ...GOOD, ...totals(2444, 155) }],
    ['tax_mismatch', 'the tax is another one', { ...GOOD, ...totals(2440, 159) }],
    ['unknown_rate', 'of another country', anOrder([aLine(1200, 2000)])],
    ['unknown_rate', 'neither IVA nor recargo', anOrder([aLine(100, 2100, { taxes: [{ ...ivaTax, kind: 'other' }] })])],
    ['unknown_rate', 'of an area whose rates nobody knows', GOOD],
    ['tax_missing', 'a line without any', anOrder([line, aLine(100, 0, { taxes: [] })])],
    ['tax_missing', 'a rounding that is no rounding', anOrder([line, aLine(6, 0, { kind: 'rounding', taxes: [] })])],
    ['several_rates', 'two at once', anOrder([aLine(100, 2100, { taxes: [ivaTax, { ...ivaTax, rateBp: 1000 }] })])],
    ['recargo_unsupported', 'recargo', anOrder([aLine(100, 2100, { taxes: [ivaTax, reTax] })])],
    ['negative_line', 'a discount of another rate', anOrder([aLine(1000, 2100), aLine(-100, 1000, { kind: 'fee' })])],
    ['foreign_currency', 'dollars', { ...GOOD, currency: 'USD' }],
    ['bad_date', 'a date of nothing', { ...GOOD, placedAt: '0000-00-00 00:00:00' }],
    ['needs_tax_id', 'above the bound of simplified ones', anOrder([aLine(300_001, 2100)])],
    [
      'needs_tax_id',
      'a number that is none',
      anOrder([aLine(300_001, 2100)], { customer: { ...BUYER, taxId: '12345678A' } }),
    ],
    ['recipient_incomplete', 'no address', { ...GOOD, customer: { ...BUYER, address: null } }],
    [
      'overpaid',
      'more than it costs',
      {
        ...GOOD,
        payments: [{ method: 'card', amountCents: 2441, reference: null, paidAt: null }],
      },
    ],
    ['refund_unsupported', 'money went back', { ...GOOD, refunds: [{ createdAt: null }] }],
    ['refund_unsupported', 'by its state', { ...GOOD, state: 'partially_refunded' }],
  ])('%s: %s', (code, why, order) => {
    const place = why.startsWith('of an area') ? ({ ...PLACE, area: 'IGIC' } as const) : PLACE;
    const { reasons, plan } = checkOrder(order, place);
    expect([...new Set(reasons.map((reason) => reason.code))]).toEqual([code]);
    expect(plan).toBeNull();
  });

  test('several reasons are told at once', () => {
    const order = {
      ...anOrder([aLine(100, 2000), aLine(5, 0, { taxes: [] })]),
      currency: 'USD',
      placedAt: 'x',
      ...totals(300, 0),
    };
    expect(codesOf(order)).toEqual(['foreign_currency', 'bad_date', 'totals_mismatch', 'unknown_rate', 'tax_missing']);
  });

  test('the dates of payments and refunds too', () => {
    const payments = [{ method: 'card', amountCents: 1, reference: null, paidAt: '31/12' }];
    expect(reasonsOf({ ...GOOD, payments })).toEqual([{ code: 'bad_date', params: { date: '31/12' } }]);
  });
});

describe('what does not', () => {
  test.each<[string, ExternalOrder]>([
    ['a cent per line and one', { ...GOOD, ...totals(2443, 155) }],
    ['exactly the bound of simplified ones', anOrder([aLine(300_000, 2100)])],
    [
      'a buyer without name, tax number and address',
      { ...GOOD, customer: { ...BUYER, name: null, taxId: null, address: null } },
    ],
    ['a gift without a rate', anOrder([aLine(100, 2100), aLine(0, 0, { taxes: [] })])],
    ['cents of rounding', anOrder([aLine(100, 2100), aLine(-2, 0, { kind: 'rounding', taxes: [] })])],
    ['nothing to pay', anOrder([aLine(0, 2100)])],
    ['a discount of the same rate', anOrder([aLine(1000, 2100), aLine(-1000, 2100, { kind: 'fee' })])],
  ])('%s', (_, order) => {
    expect(reasonsOf(order)).toEqual([]);
  });
});

describe('prices without tax', () => {
  const lines = [aNetLine(99, 2100), aNetLine(99, 2100), aNetLine(99, 2100)];

  test('the tax of the whole order counts before the rounded ones of its lines', () => {
    const taxes = [{ rateBp: 2100, kind: 'iva' as const, amountCents: 62 }];
    const order = { ...anOrder(lines, { taxIncluded: false }), totals: { grossCents: 359, taxCents: 62, taxes } };
    const { reasons, taxGroups, plan } = checkOrder(order, PLACE);
    expect(reasons).toEqual([]);
    expect(taxGroups).toMatchObject([{ baseCents: 297, taxCents: 62, grossCents: 359 }]);
    expect(plan?.lines.map(({ unitCents, discountCents }) => unitCents - discountCents)).toEqual([119, 120, 120]);
  });

  test('a tax that its base does not bear parks', () => {
    const odd = lines.map((one) => ({ ...one, grossCents: 123, taxes: [{ ...ivaTax, amountCents: 24 }] }));
    expect(codesOf(anOrder(odd, { taxIncluded: false }))).toEqual(['tax_mismatch']);
  });

  test('base and tax that do not make the gross of their line park', () => {
    expect(codesOf(anOrder([aNetLine(1000, 2100, { baseCents: 100 })], { taxIncluded: false }))).toContain(
      'totals_mismatch',
    );
  });
});

describe('whom it is invoiced to', () => {
  const recipientOf = (customer: ExternalOrder['customer']) => checkOrder({ ...GOOD, customer }, PLACE).plan?.recipient;

  test('a NIF as people type it makes it a full invoice', () => {
    expect(recipientOf({ ...BUYER, taxId: 'es-b 12.345.674', company: 'Sol, S.L.' })).toMatchObject({
      ...{ name: 'Sol, S.L.', taxId: 'B12345674', idType: null, province: 'Madrid', country: 'ES' },
    });
  });

  test('the NIF-IVA of another country of the union too', () => {
    expect(recipientOf({ ...BUYER, country: 'FR', taxId: 'FR 40 303265045' })).toMatchObject({
      ...{ taxId: 'FR40303265045', idType: '02', country: 'FR', province: '' },
    });
    expect(recipientOf({ ...BUYER, country: 'GR', taxId: 'EL123456789' })).toMatchObject({ idType: '02' });
  });

  test('anything else makes it a simplified one', () => {
    for (const taxId of ['no tengo', '12345678A', null, 'FR40303265045'])
      expect(recipientOf({ ...BUYER, taxId })).toBeNull();
    expect(recipientOf({ ...BUYER, country: 'US', taxId: 'US123456' })).toBeNull();
    expect(recipientOf(null)).toBeNull();
  });
});

describe('payments', () => {
  const paymentsOf = (more: Partial<ExternalOrder>) => checkOrder({ ...GOOD, ...more }, PLACE).plan?.payments;
  const payment = { method: 'Stripe', amountCents: 1000, reference: 'pi_1', paidAt: null };

  test('are those listed; of a paid or shipped order the rest is paid too', () => {
    expect(paymentsOf({ state: 'partially_paid', payments: [payment] })).toEqual([
      { method: 'other', amountCents: 1000, reference: 'Stripe pi_1' },
    ]);
    for (const state of ['paid', 'shipped'] as const) {
      expect(paymentsOf({ state, payments: [{ ...payment, method: 'Card' }] })).toEqual([
        { method: 'card', amountCents: 1000, reference: 'pi_1' },
        { method: 'card', amountCents: 1440, reference: null },
      ]);
    }
    expect(paymentsOf({ state: 'unpaid', payments: [{ ...payment, amountCents: 0 }] })).toEqual([]);
  });
});

describe('an order that is invoiced', () => {
  const invoice = { totalCents: 2440, taxCents: 155 };
  const differs = (order: ExternalOrder) => differsFromInvoice(order, checkOrder(order, PLACE), invoice);

  test('differs by amounts, rates, cancellation and refunds', () => {
    expect(differs({ ...GOOD, state: 'shipped' })).toBe(false);
    expect(differs({ ...GOOD, placedAt: 'x' })).toBe(false);
    expect(differs({ ...GOOD, state: 'cancelled' })).toBe(true);
    expect(differs({ ...GOOD, refunds: [{ createdAt: null }] })).toBe(true);
    expect(differs(anOrder([aLine(2441, 400)]))).toBe(true);
    expect(differs(anOrder([aLine(2440, 400)]))).toBe(true);
  });
});

test('whatever a shop sends is parked or planned, and never an error', () => {
  const cents = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
  const tax = fc.record({
    rateBp: fc.constantFrom(0, 400, 1000, 2100, 2000),
    kind: fc.constantFrom('iva' as const, 're' as const, 'other' as const),
    amountCents: cents,
  });
  const line = fc.record({
    kind: fc.constantFrom('product' as const, 'fee' as const, 'rounding' as const),
    ...{ sku: fc.constant(null), productId: fc.constantFrom(null, 'p'), text: fc.string({ minLength: 1 }) },
    quantityMilli: fc.integer({ min: 0, max: 999_999_999 }),
    grossCents: cents,
    baseCents: fc.option(cents),
    taxes: fc.array(tax, { maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), fc.nat(99_999_999_999), (lines, taxIncluded, gross) => {
      const honest = anOrder(lines, { taxIncluded });
      for (const order of [honest, { ...honest, ...totals(gross, 0) }]) {
        const { reasons, plan } = checkOrder(order, PLACE);
        expect(plan === null).toBe(reasons.length > 0);
      }
    }),
  );
});
