import { describe, expect, it } from 'vitest';
import { cents, milli, rateBp } from '../../../domain/money.ts';
import type { Result } from '../../../domain/result.ts';
import {
  addLine,
  addPayment,
  changeQuantity,
  discountLine,
  discountTicket,
  emptyTicket,
  MAX_LINES,
  MAX_PAYMENTS,
  overridePrice,
  removeLine,
  removePayment,
} from '../../../domain/ticket/edit.ts';
import type { Discount, Payment, Ticket } from '../../../domain/ticket/types.ts';
import { aLine, aTicket } from './arbitrary-ticket.ts';

const amount = (amountCents: number): Discount => ({
  kind: 'amount',
  amountCents: cents(amountCents),
  reason: 'Oferta',
});
const cash = (id: string, tenderedCents: number): Payment => ({
  id,
  method: 'cash',
  tenderedCents: cents(tenderedCents),
});
const code = (result: Result<Ticket>) => (result.ok ? 'ok' : result.refusal.code);
function value(result: Result<Ticket>): Ticket {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

describe('editing lines', () => {
  it('adds at the end and leaves the given ticket as it was', () => {
    const before = aTicket([aLine()]);
    const after = value(addLine(before, aLine({ id: 'b' })));
    expect(after.lines.map(({ id }) => id)).toEqual(['line-0', 'b']);
    expect(before.lines.length).toBe(1);
  });

  it('changes quantity, price and discount of the one line', () => {
    let ticket = aTicket([aLine(), aLine({ id: 'b' })]);
    ticket = value(changeQuantity(ticket, 'b', milli(3000)));
    ticket = value(overridePrice(ticket, 'b', cents(400)));
    ticket = value(discountLine(ticket, 'b', amount(100)));
    expect(ticket.lines[1]).toEqual(
      aLine({
        id: 'b',
        quantityMilli: milli(3000),
        unitCents: cents(400),
        listUnitCents: cents(500),
        discount: amount(100),
      }),
    );
    expect(ticket.lines[0]).toEqual(aLine());
    expect(value(discountLine(ticket, 'b', null)).lines[1]?.discount).toBeNull();
  });

  it('refuses a quantity that leaves less than the discount of the line', () => {
    const ticket = aTicket([aLine({ quantityMilli: milli(2000), discount: amount(800) })]);
    expect(code(changeQuantity(ticket, 'line-0', milli(1000)))).toBe('discount_exceeds_line');
  });

  it('refuses repeated ids, unknown lines, impossible values and a line too many', () => {
    const ticket = aTicket([aLine()]);
    expect(code(addLine(ticket, aLine()))).toBe('line_already_added');
    expect(code(changeQuantity(ticket, 'x', milli(1000)))).toBe('line_not_found');
    expect(code(removeLine(ticket, 'x'))).toBe('line_not_found');
    expect(code(changeQuantity(ticket, 'line-0', milli(0)))).toBe('quantity_zero');
    expect(code(changeQuantity(ticket, 'line-0', milli(1500)))).toBe('quantity_must_be_whole');
    expect(code(overridePrice(ticket, 'line-0', cents(-1)))).toBe('negative_not_allowed');
    const full = aTicket(Array.from({ length: MAX_LINES }, (_, index) => aLine({ id: `l${index}` })));
    expect(code(addLine(full, aLine({ id: 'one-more' })))).toBe('too_many_lines');
  });

  it('drops the ticket discount with the last line and keeps payments already taken', () => {
    const ticket = { ...aTicket([aLine(), aLine({ id: 'b' })], amount(100)), payments: [cash('p', 500)] };
    const one = value(removeLine(ticket, 'b'));
    expect(one.discount).toEqual(amount(100));
    expect(value(removeLine(one, 'line-0'))).toEqual({
      id: 'ticket',
      lines: [],
      discount: null,
      payments: [cash('p', 500)],
    });
  });
});

describe('discount of the ticket', () => {
  it('is taken up to what is left after line discounts', () => {
    const ticket = aTicket([aLine({ discount: amount(100) })]);
    expect(code(discountTicket(ticket, amount(400)))).toBe('ok');
    expect(code(discountTicket(ticket, amount(401)))).toBe('discount_exceeds_ticket');
    expect(code(discountTicket(ticket, { kind: 'percent', percentBp: rateBp(10_000), reason: null }))).toBe('ok');
    expect(code(discountTicket(ticket, amount(-1)))).toBe('negative_not_allowed');
    expect(code(discountTicket(emptyTicket('t'), amount(1)))).toBe('ticket_empty');
    expect(value(discountTicket({ ...ticket, discount: amount(1) }, null)).discount).toBeNull();
  });
});

describe('payments', () => {
  it('come and go', () => {
    const paid = value(addPayment(aTicket([aLine()]), cash('p', 500)));
    expect(paid.payments).toEqual([cash('p', 500)]);
    expect(value(removePayment(paid, 'p')).payments).toEqual([]);
    expect(code(removePayment(paid, 'x'))).toBe('payment_not_found');
    expect(code(addPayment(paid, cash('p', 500)))).toBe('payment_already_added');
  });

  it('are refused at once when they make no sense', () => {
    const ticket = aTicket([aLine()]);
    expect(code(addPayment(ticket, cash('p', 0)))).toBe('payment_not_positive');
    expect(code(addPayment(ticket, cash('p', 10_000_000)))).toBe('tender_too_large');
    const full = { ...ticket, payments: Array.from({ length: MAX_PAYMENTS }, (_, index) => cash(`p${index}`, 1)) };
    expect(code(addPayment(full, cash('one-more', 1)))).toBe('too_many_payments');
  });
});
