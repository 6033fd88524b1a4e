import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { listOpenTickets, readOpenTicket } from '../../../db/tickets.ts';
import { cents, milli, rateBp } from '../../../domain/money.ts';
import { ticketTotals } from '../../../domain/ticket/totals.ts';
import type { PaymentMethod } from '../../../domain/ticket/types.ts';
import type { TicketView } from '../../../electron/ipc/contract/sale.ts';
import { verify } from '../../../electron/till/records/verify.ts';
import { budget, seed } from '../../support/budget.ts';
import { BANANAS, CODES, COFFEE, Counter, OIL } from '../../support/counter.ts';
import { removeFolders } from '../../support/till.ts';

/** What hands may do at a counter, on whichever ticket is in front; the numbers choose among what is there. */
type Act =
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'tile'; readonly productId: string; readonly grams: number | null }
  | { readonly kind: 'department'; readonly unit: number; readonly pieces: number }
  | { readonly kind: 'quantity' | 'price' | 'off' | 'percent' | 'remove'; readonly line: number; readonly by: number }
  | { readonly kind: 'ticket-off' | 'pay' | 'close'; readonly by: number; readonly method: PaymentMethod }
  | { readonly kind: 'put-back' | 'take-back' | 'park' | 'resume' | 'restart' | 'drop' };

const texts = [CODES.oil, CODES.coffee, CODES.shampoo, `3*${CODES.oil}`, `0,255*${CODES.bananas}`, '8400000042414'];
const by = fc.integer({ min: 0, max: 3000 });
const method = fc.constantFrom('cash' as const, 'card' as const, 'bizum' as const);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('scan' as const), text: fc.constantFrom(...texts) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('tile' as const),
      productId: fc.constantFrom(OIL, COFFEE, BANANAS),
      grams: fc.option(fc.constantFrom(1, 255, 1000, 2000)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('department' as const),
      unit: fc.integer({ min: 0, max: 60_000 }),
      pieces: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'quantity' as const,
        'price' as const,
        'off' as const,
        'percent' as const,
        'remove' as const,
      ),
      line: fc.nat(20),
      by,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('ticket-off' as const, 'pay' as const, 'close' as const),
      by,
      method,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'put-back' as const,
        'take-back' as const,
        'park' as const,
        'resume' as const,
        'restart' as const,
        'drop' as const,
      ),
    }),
  },
);

async function perform(counter: Counter, ticket: TicketView | null, what: Act): Promise<void> {
  const ticketId = ticket?.id ?? counter.newId();
  const on = counter.on(ticketId);
  const lineOf = (place: number): string =>
    ticket?.lines[place % Math.max(1, ticket.lines.length)]?.id ?? counter.newId();
  switch (what.kind) {
    case 'scan':
      return void (await counter.ask('sale.scan', { ...on, text: what.text }));
    case 'tile': {
      const quantityMilli = what.grams === null ? null : milli(what.grams);
      return void (await counter.ask('sale.add-product', { ...on, productId: what.productId, quantityMilli }));
    }
    case 'department': {
      const amounts = { unitCents: cents(what.unit), quantityMilli: milli(what.pieces * 1000) };
      return void (await counter.ask('sale.add-department', { ...on, departmentId: 'general', ...amounts }));
    }
    case 'quantity':
      return void (await counter.ask('sale.set-quantity', {
        ...{ ...on, lineId: lineOf(what.line) },
        quantityMilli: milli(what.by),
      }));
    case 'price':
      return void (await counter.ask('sale.set-price', {
        ...{ ...on, lineId: lineOf(what.line) },
        unitCents: cents(what.by),
      }));
    case 'off':
    case 'percent': {
      const discount =
        what.kind === 'off'
          ? ({ kind: 'amount', amountCents: cents(what.by), reason: null } as const)
          : ({ kind: 'percent', percentBp: rateBp(what.by), reason: 'Oferta' } as const);
      return void (await counter.ask('sale.discount-line', { ...on, lineId: lineOf(what.line), discount }));
    }
    case 'remove':
      return void (await counter.ask('sale.remove-line', { ...on, lineId: lineOf(what.line) }));
    case 'ticket-off': {
      const discount = what.by < 1000 ? null : { kind: 'amount' as const, amountCents: cents(what.by), reason: null };
      return void (await counter.ask('sale.discount-ticket', { ...on, discount }));
    }
    case 'pay':
      return void (await counter.ask('sale.pay', { ...on, method: what.method, tenderedCents: cents(what.by) }));
    case 'close': {
      const missing = ticket?.missingCents ?? 0;
      const payment = missing === 0 ? null : { method: what.method, tenderedCents: cents(missing) };
      return void (await counter.ask('sale.close', { ticketId, payment, paper: 'setting' }));
    }
    case 'put-back':
      return void (await counter.ask('sale.put-back-line', on));
    case 'take-back':
      return void (await counter.ask('sale.take-back', { ...on, paymentId: ticket?.payments[0]?.id ?? ticketId }));
    case 'park':
      return void (await counter.ask('sale.park', { ...on, label: null }));
    case 'resume':
      return void (await counter.ask('sale.resume', { ticketId: listOpenTickets(counter.till.db)[0]?.id ?? ticketId }));
    case 'drop':
      return void (await counter.ask('sale.drop', { ticketId }));
    case 'restart':
      return counter.restart();
  }
}

/** The view says of the ticket on disk what the rules say, and nothing else. */
function expectTrue(counter: Counter, view: TicketView): void {
  const stored = readOpenTicket(counter.till.db, view.id);
  if (stored === null) throw new Error('a ticket that is shown is not on disk');
  const isoDate = '2026-11-23';
  const totals = ticketTotals(stored, { area: 'IVA', isoDate });
  expect(view.lines.map(({ id }) => id)).toEqual(stored.lines.map(({ id }) => id));
  if (!totals.ok) {
    if (stored.lines.length > 0) expect(view.problem).toEqual(totals.refusal);
    return;
  }
  const { totalCents, grossCents, ticketDiscountCents, taxCents, lines } = totals.value;
  expect(view).toMatchObject({ totalCents, grossCents, ticketDiscountCents, taxCents });
  expect(view.lines.map((line) => [line.grossCents, line.discountCents, line.rateBp])).toEqual(
    lines.map((line) => [line.grossCents, line.lineDiscountCents, line.treatment.rateBp]),
  );
  expect(view.lines.reduce((sum, line) => sum + line.subtotalCents, 0) - view.ticketDiscountCents).toBe(totalCents);
  expect(view.paidCents + view.missingCents).toBe(totalCents);
}

describe('any sequence of commands', () => {
  afterEach(removeFolders);

  it('keeps what the screen shows equal to the rules, one ticket in front, and every record sound', async () => {
    const counter = new Counter();
    counter.till.db.pragma('synchronous = OFF');
    let acts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (sequence) => {
        for (const what of sequence) {
          const { active } = await counter.get('sale.desk', {});
          await perform(counter, active, what);
          acts += 1;
          const after = await counter.get('sale.desk', {});
          if (after.active !== null) expectTrue(counter, after.active);
          expect(after.tickets.filter(({ state }) => state === 'active').length).toBeLessThanOrEqual(1);
        }
        // A blank one goes as soon as another comes to the front.
        for (const { id } of listOpenTickets(counter.till.db).filter(({ lines }) => lines.length > 0)) {
          const { active } = await counter.get('sale.resume', { ticketId: id });
          if (active === null) throw new Error('what is resumed is in front');
          expectTrue(counter, active);
        }
        // The next sequence begins on a free desk.
        counter.till.db.exec('DELETE FROM open_tickets');
      }),
      { numRuns: budget(40, 1000), seed: seed(20_261_123) },
    );
    expect(acts).toBeGreaterThan(200);
    const verified = verify(counter.till.db, counter.folder, counter.ports.sha256);
    expect(verified).toMatchObject({ ok: true });
    expect(verified.documents).toBeGreaterThan(5);
    counter.close();
  });
});
