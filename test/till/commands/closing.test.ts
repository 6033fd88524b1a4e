import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countDocuments } from '../../../db/documents.ts';
import { addStaff, listStaff } from '../../../db/staff.ts';
import { readOpenTicket } from '../../../db/tickets.ts';
import { cents, milli } from '../../../domain/money.ts';
import { writeLimits } from '../../../electron/till/limits.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const logged = (kind: string): { actor_id: string; detail: string }[] =>
  counter.till.db.prepare('SELECT actor_id, detail FROM audit_log WHERE kind = ?').all(kind) as {
    actor_id: string;
    detail: string;
  }[];

describe('problems known before anybody pays', () => {
  const withAmount = async (amount: number) => {
    const department = { departmentId: 'general', unitCents: cents(amount), quantityMilli: milli(1000) };
    return (await counter.get('sale.add-department', { ...counter.on(counter.newId()), ...department })).ticket;
  };

  it.each([
    [99_999, null],
    [100_000, 'cash_limit'],
    [300_000, 'cash_limit'],
    [300_001, 'simplified_limit'],
  ])('at %i cents: %s', async (amount, code) => {
    expect((await withAmount(amount)).problem?.code ?? null).toBe(code);
  });

  it('follow the limits of the settings, also when closing', async () => {
    const limits = { from: '2020-01-01', simplifiedCents: { retail: cents(5000), other: cents(5000) } };
    writeLimits(counter.till.db, [{ ...limits, cashFromCents: cents(2000) }]);
    const ticket = await withAmount(3000);
    expect(ticket.problem?.code).toBe('cash_limit');
    const payment = { method: 'cash', tenderedCents: cents(3000) } as const;
    const closed = await counter.ask('sale.close', { ticketId: ticket.id, payment, paper: 'no' });
    expect(refusalCode(closed)).toBe('cash_limit');
    expect((await withAmount(5001)).problem?.code).toBe('simplified_limit');
  });

  it('say why a ticket cannot be charged, and still show its lines', async () => {
    const ticketId = counter.newId();
    const { lines } = await counter.scan(ticketId, CODES.oil, CODES.coffee);
    const discount = { kind: 'amount', amountCents: cents(2000), reason: null } as const;
    await counter.get('sale.discount-ticket', { ...counter.on(ticketId), discount });
    const { ticket } = await counter.get('sale.remove-line', { ...counter.on(ticketId), lineId: lines[0]?.id ?? '' });
    expect(ticket).toMatchObject({ grossCents: 345, totalCents: 0, problem: { code: 'discount_exceeds_ticket' } });
    expect(refusalCode(await counter.ask('sale.close', { ticketId, payment: null, paper: 'no' }))).toBe(
      'discount_exceeds_ticket',
    );
  });
});

describe('a part payment', () => {
  it.each([
    ['card', 2296, 'card_exceeds_due'],
    ['cash', 0, 'payment_not_positive'],
    ['cash', 10_000_000, 'tender_too_large'],
  ] as const)('by %s of %i is refused', async (method, tendered, code) => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    const paid = await counter.ask('sale.pay', { ...counter.on(ticketId), method, tenderedCents: cents(tendered) });
    expect(refusalCode(paid)).toBe(code);
    expect(readOpenTicket(counter.till.db, ticketId)?.payments).toEqual([]);
  });

  it('is refused when nothing is missing, and on an empty ticket', async () => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    const cash = { method: 'cash', tenderedCents: cents(5000) } as const;
    await counter.get('sale.pay', { ...counter.on(ticketId), ...cash });
    expect(refusalCode(await counter.ask('sale.pay', { ...counter.on(ticketId), ...cash }))).toBe('payment_not_needed');
    expect(refusalCode(await counter.ask('sale.pay', { ...counter.on(counter.newId()), ...cash }))).toBe(
      'ticket_empty',
    );
  });
});

describe('closing', () => {
  it('takes the last payment, gives change and a free desk, and tells the printer', async () => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    await counter.get('sale.pay', { ...counter.on(ticketId), method: 'card', tenderedCents: cents(1000) });
    const payment = { method: 'cash', tenderedCents: cents(2000) } as const;
    const { sale, desk } = await counter.get('sale.close', { ticketId, payment, paper: 'setting' });
    expect(sale).toMatchObject({
      documentId: ticketId,
      number: '01T01S-26-000001',
      totalCents: 2295,
      tenderedCents: 3000,
      changeCents: 705,
      methods: ['card', 'cash'],
      paper: { state: 'queued' },
    });
    expect(desk).toEqual({ tickets: [], active: null, lastSale: sale });
    expect(counter.jobsChanges).toBe(1);
  });

  it('sent again answers with the sale and takes nothing, also after a restart and for nobody', async () => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    const input = { ticketId, payment: { method: 'cash', tenderedCents: cents(5000) }, paper: 'no' } as const;
    const first = await counter.get('sale.close', input);
    expect(first.sale.paper).toBeNull();
    counter.restart();
    counter.cashier = null;
    expect(await counter.get('sale.close', input)).toEqual(first);
    expect((await counter.get('sale.desk', {})).lastSale).toEqual(first.sale);
    expect(countDocuments(counter.till.db)).toBe(1);
  });

  it.each([
    ['too little', 'cash', 100, 'payment_insufficient'],
    ['too much on a card', 'card', 5000, 'card_exceeds_due'],
    ['nothing at all', 'cash', 0, 'payment_not_positive'],
  ] as const)('refused for %s leaves no payment behind', async (_name, method, tendered, code) => {
    const ticketId = counter.newId();
    const before = await counter.scan(ticketId, CODES.oil);
    const payment = { method, tenderedCents: cents(tendered) };
    expect(refusalCode(await counter.ask('sale.close', { ticketId, payment, paper: 'yes' }))).toBe(code);
    expect((await counter.get('sale.desk', {})).active).toEqual(before);
    expect(countDocuments(counter.till.db)).toBe(0);
  });

  it('control: the same money taken by a command of its own does stay', async () => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    await counter.get('sale.pay', { ...counter.on(ticketId), method: 'cash', tenderedCents: cents(100) });
    expect(refusalCode(await counter.ask('sale.close', { ticketId, payment: null, paper: 'yes' }))).toBe(
      'payment_insufficient',
    );
    expect((await counter.get('sale.desk', {})).active?.paidCents).toBe(100);
  });

  it('that fails in the middle of its rows leaves the ticket without the payment', async () => {
    const ticketId = counter.newId();
    const before = await counter.scan(ticketId, CODES.oil);
    counter.till.db.exec("CREATE TEMP TRIGGER broken BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'broken'); END");
    const input = { ticketId, payment: { method: 'cash', tenderedCents: cents(5000) }, paper: 'yes' } as const;
    await expect(counter.ask('sale.close', input)).rejects.toThrow('broken');
    expect((await counter.get('sale.desk', {})).active).toEqual(before);
    expect(countDocuments(counter.till.db)).toBe(0);
    counter.till.db.exec('DROP TRIGGER temp.broken');
    expect((await counter.get('sale.close', input)).sale.number).toBe('01T01S-26-000001');
  });

  it.each([
    ['always', 'setting', true],
    ['always', 'no', false],
    ['on-request', 'setting', false],
    ['on-request', 'yes', true],
    ['ask', 'setting', false],
    ['ask', 'yes', true],
  ] as const)('with paper %s, asked %s: %s', async (receipts, paper, isPrinted) => {
    counter.till.printing = { ...counter.till.printing, receipts };
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    const payment = { method: 'card', tenderedCents: cents(2295) } as const;
    const { sale } = await counter.get('sale.close', { ticketId, payment, paper });
    expect(sale.paper !== null).toBe(isPrinted);
  });

  it('names who closes, not who opened', async () => {
    const { db } = counter.till;
    unwrap(addStaff(db, { id: counter.newId(), name: 'Marta', pin: null }));
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    counter.cashier = listStaff(db)[1] ?? null;
    const payment = { method: 'card', tenderedCents: cents(2295) } as const;
    await counter.get('sale.close', { ticketId, payment, paper: 'no' });
    const { tickets } = await counter.get('tickets.list', { text: '', from: null, to: null, cursor: null, limit: 1 });
    expect(tickets[0]?.cashierName).toBe('Marta');
  });

  it('asks about a clock that looks wrong, and sells when somebody says it is right', async () => {
    await counter.sell([CODES.oil]);
    counter.ports.clock.set('2026-11-20T10:00:00+01:00');
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    const input = { ticketId, payment: { method: 'card', tenderedCents: cents(2295) }, paper: 'no' } as const;
    expect(refusalCode(await counter.ask('sale.close', input))).toBe('clock_suspicious');
    await counter.get('sale.accept-clock', {});
    expect(logged('clock.accepted')).toHaveLength(1);
    expect((await counter.get('sale.close', input)).sale.number).toBe('01T01S-26-000002');
  });

  it('keeps who the ticket was for, beside the document', async () => {
    const empty = { phone: null, email: null, address: null, postalCode: null, city: null, note: null };
    const customer = await counter.get('customers.create', { name: 'Mercè Puig', taxId: '12345678z', ...empty });
    const ticketId = counter.newId();
    await counter.get('sale.attach-customer', { ...counter.on(ticketId), customerId: customer.id });
    const ticket = await counter.scan(ticketId, CODES.oil);
    expect(ticket.customer).toEqual({ id: customer.id, name: 'Mercè Puig', taxId: '12345678Z' });
    expect((await counter.get('sale.desk', {})).tickets[0]?.customerName).toBe('Mercè Puig');
    const payment = { method: 'card', tenderedCents: cents(2295) } as const;
    await counter.get('sale.close', { ticketId, payment, paper: 'no' });
    const page = { text: '', from: null, to: null, cursor: null, limit: 1 };
    expect((await counter.get('tickets.list', page)).tickets[0]?.customerName).toBe('Mercè Puig');
    expect(() => counter.till.db.exec('DELETE FROM document_customers')).toThrow('never deleted');
    const nobody = { ...counter.on(counter.newId()), customerId: counter.newId() };
    expect(refusalCode(await counter.ask('sale.attach-customer', nobody))).toBe('customer_not_found');
  });
});
