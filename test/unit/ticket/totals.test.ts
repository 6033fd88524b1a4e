import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents, MAX_CENTS, milli, rateBp } from '../../../domain/money.ts';
import { ticketTotals } from '../../../domain/ticket/totals.ts';
import type { Discount, Ticket } from '../../../domain/ticket/types.ts';
import { aLine, arbitraryTicket, aTicket } from './arbitrary-ticket.ts';

const seed = 20261122;
const today = { area: 'IVA', isoDate: '2026-11-22' } as const;
const amount = (amountCents: number): Discount => ({ kind: 'amount', amountCents: cents(amountCents), reason: null });
const percent = (bp: number): Discount => ({ kind: 'percent', percentBp: rateBp(bp), reason: null });

function totals(ticket: Ticket) {
  const result = ticketTotals(ticket, today);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const code = (ticket: Ticket, context: Parameters<typeof ticketTotals>[1] = today) => {
  const result = ticketTotals(ticket, context);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('ticketTotals', () => {
  it('rounds a weighed line half away from zero: 0.255 kg at 3.20 is 0.82', () => {
    const line = aLine({ unit: 'kg', quantityMilli: milli(255), unitCents: cents(320), taxClass: 'superReduced' });
    expect(totals(aTicket([line]))).toMatchObject({ totalCents: 82, taxGroups: [{ baseCents: 79, taxCents: 3 }] });
  });

  it('rounds percentages half away from zero: 5 % of 0.10 is 0.01', () => {
    expect(totals(aTicket([aLine({ unitCents: cents(10), discount: percent(500) })])).totalCents).toBe(9);
  });

  it('takes line discounts before the ticket discount', () => {
    const line = aLine({ quantityMilli: milli(2000), discount: amount(200) });
    const result = totals(aTicket([line, aLine({ id: 'b', taxClass: 'reduced' })], percent(1000)));
    expect(result).toMatchObject({
      grossCents: 1500,
      discountCents: 330,
      ticketDiscountCents: 130,
      totalCents: 1170,
      lines: [
        { grossCents: 1000, lineDiscountCents: 200, ticketDiscountCents: 80, netCents: 720 },
        { grossCents: 500, lineDiscountCents: 0, ticketDiscountCents: 50, netCents: 450 },
      ],
    });
  });

  it('gives the odd cent of a discount to the same group in whatever order the goods were scanned', () => {
    const general = aLine({ id: 'a', unitCents: cents(100), taxClass: 'general' });
    const reduced = aLine({ id: 'b', unitCents: cents(100), taxClass: 'reduced' });
    const forwards = totals(aTicket([general, reduced], amount(1)));
    const backwards = totals(aTicket([reduced, general], amount(1)));
    expect(forwards.taxGroups.map(({ grossCents }) => grossCents)).toEqual([99, 100]);
    expect(backwards.taxGroups).toEqual(forwards.taxGroups);
  });

  it('makes a ticket of 0.00 out of a full discount, with its tax group', () => {
    const result = totals(aTicket([aLine()], percent(10_000)));
    expect(result).toMatchObject({ totalCents: 0, discountCents: 500, taxCents: 0 });
    expect(result.taxGroups).toMatchObject([{ grossCents: 0, baseCents: 0, taxCents: 0 }]);
  });

  it('takes a discount exactly as large as what it applies to and refuses one cent more', () => {
    expect(code(aTicket([aLine({ discount: amount(500) })]))).toBe('ok');
    expect(code(aTicket([aLine({ discount: amount(501) })]))).toBe('discount_exceeds_line');
    expect(code(aTicket([aLine()], amount(500)))).toBe('ok');
    expect(code(aTicket([aLine()], amount(501)))).toBe('discount_exceeds_ticket');
  });

  it('refuses what cannot be sold, with a code for each', () => {
    expect(code(aTicket([]))).toBe('ticket_empty');
    expect(code(aTicket([aLine({ quantityMilli: milli(0) })]))).toBe('quantity_zero');
    expect(code(aTicket([aLine({ quantityMilli: milli(-1000) })]))).toBe('negative_not_allowed');
    expect(code(aTicket([aLine({ unitCents: cents(-1) })]))).toBe('negative_not_allowed');
    expect(code(aTicket([aLine({ discount: amount(-1) })]))).toBe('negative_not_allowed');
    expect(code(aTicket([aLine()], amount(-1)))).toBe('negative_not_allowed');
    expect(code(aTicket([aLine({ quantityMilli: milli(1500) })]))).toBe('quantity_must_be_whole');
    expect(code(aTicket([aLine({ description: ' ' })]))).toBe('description_missing');
    expect(code(aTicket([aLine()]), { area: 'IGIC', isoDate: '2026-11-22' })).toBe('tax_area_not_available');
    expect(code(aTicket([aLine()]), { area: 'IVA', isoDate: '1970-01-01' })).toBe('tax_rate_not_in_force');
  });

  it('refuses amounts beyond the bound instead of failing, by line and by sum', () => {
    const dear = aLine({ unitCents: cents(MAX_CENTS) });
    expect(code(aTicket([dear]))).toBe('ok');
    expect(code(aTicket([{ ...dear, quantityMilli: milli(2000) }]))).toBe('amount_too_large');
    expect(code(aTicket([dear, { ...dear, id: 'b' }]))).toBe('amount_too_large');
  });
});

describe(`properties of any ticket (seed ${seed})`, () => {
  const options = { seed, numRuns: 500 };
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

  it('adds up: lines = total = tax groups = bases + taxes, and gross - discounts = total', () => {
    fc.assert(
      fc.property(arbitraryTicket, (ticket) => {
        const result = ticketTotals(ticket, today);
        fc.pre(result.ok);
        const { lines, taxGroups, totalCents, grossCents, discountCents, taxCents } = result.value;
        expect(sum(lines.map((line) => line.netCents))).toBe(totalCents);
        expect(sum(taxGroups.map((group) => group.grossCents))).toBe(totalCents);
        expect(sum(taxGroups.map((group) => group.baseCents + group.taxCents))).toBe(totalCents);
        expect(sum(taxGroups.map((group) => group.taxCents))).toBe(taxCents);
        expect(grossCents - discountCents).toBe(totalCents);
      }),
      options,
    );
  });

  it('loses no cent of a discount and takes no line below zero', () => {
    fc.assert(
      fc.property(arbitraryTicket, (ticket) => {
        const result = ticketTotals(ticket, today);
        fc.pre(result.ok);
        const { lines, ticketDiscountCents, discountCents } = result.value;
        expect(sum(lines.map((line) => line.ticketDiscountCents))).toBe(ticketDiscountCents);
        expect(sum(lines.map((line) => line.lineDiscountCents)) + ticketDiscountCents).toBe(discountCents);
        for (const line of lines) {
          expect(line.netCents).toBe(line.grossCents - line.lineDiscountCents - line.ticketDiscountCents);
          expect(line.netCents).toBeGreaterThanOrEqual(0);
        }
      }),
      options,
    );
  });

  it('gives the same totals and tax groups for every order of the lines', () => {
    const permuted = arbitraryTicket.chain((ticket) =>
      fc
        .shuffledSubarray([...ticket.lines], { minLength: ticket.lines.length })
        .map((lines) => [ticket, { ...ticket, lines }] as const),
    );
    fc.assert(
      fc.property(permuted, ([ticket, shuffled]) => {
        const original = ticketTotals(ticket, today);
        const other = ticketTotals(shuffled, today);
        expect(other.ok).toBe(original.ok);
        if (!original.ok || !other.ok) return;
        const { lines: _lines, ...totalsOnly } = original.value;
        const { lines: _otherLines, ...otherTotals } = other.value;
        expect(otherTotals).toEqual(totalsOnly);
      }),
      { seed, numRuns: 1500 },
    );
  });

  it('sells nearly every ticket drawn: the properties above are not empty', () => {
    const tickets = fc.sample(arbitraryTicket, { seed, numRuns: 500 });
    expect(tickets.filter((ticket) => ticketTotals(ticket, today).ok).length).toBeGreaterThan(400);
    expect(tickets.filter((ticket) => ticket.discount !== null).length).toBeGreaterThan(200);
  });
});
