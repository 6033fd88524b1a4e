import { listStaff } from '../../../db/staff.ts';
import type { OpenTicket } from '../../../db/tickets.ts';
import { cents, milli, ONE_UNIT, rateBp } from '../../../domain/money.ts';
import { ticketTotals } from '../../../domain/ticket/totals.ts';
import { closeSale } from '../../../electron/till/sale/close-sale.ts';
import { departmentLine, localNow } from '../../../electron/till/sale/ring-up.ts';
import type { Till } from '../../../electron/till/till.ts';
import * as ringUp from '../../support/ring-up.ts';
import { PRODUCTS, unwrap } from '../../support/till.ts';
import type { Random } from './random.ts';

export type SaleWitness = {
  /** Every edit that a command has answered. */
  edited(ticket: OpenTicket): void;
  /** Just before the closing command. */
  closing(ticketId: string): void;
  closed(ticketId: string, number: string, huella: string, totalCents: number): void;
};

function addLine(till: Till, ticketId: string, random: Random): OpenTicket {
  if (random.chance(0.15)) {
    const line = departmentLine(till, 'Varios', 'general', cents(1 + random.below(2000)));
    return unwrap(ringUp.addTicketLine(till, ticketId, line));
  }
  const product = random.pick(PRODUCTS);
  const quantity = product.unit === 'kg' ? milli(5 + random.below(3000)) : milli(1000 * (1 + random.below(3)));
  return unwrap(ringUp.addProduct(till, ticketId, product.code, quantity));
}

function changeLine(till: Till, ticketId: string, ticket: OpenTicket, random: Random): OpenTicket {
  const line = random.pick(ticket.lines);
  const percent = { kind: 'percent', percentBp: rateBp(100 * (1 + random.below(50))), reason: 'Oferta' } as const;
  switch (random.below(4)) {
    case 0:
      return unwrap(ringUp.setLineDiscount(till, ticketId, line.id, percent));
    case 1:
      return unwrap(ringUp.setTicketDiscount(till, ticketId, percent));
    case 2:
      return unwrap(ringUp.setPrice(till, ticketId, line.id, cents(1 + random.below(1500))));
    default:
      return unwrap(ringUp.addProduct(till, ticketId, '8400000000017', ONE_UNIT));
  }
}

function totalOf(till: Till, ticket: OpenTicket): number {
  const isoDate = localNow(till).slice(0, 10);
  return unwrap(ticketTotals(ticket, { area: till.identity.shop.taxArea, isoDate })).totalCents;
}

const paidOf = (ticket: OpenTicket): number => ticket.payments.reduce((sum, payment) => sum + payment.tenderedCents, 0);

/** Takes what is still due: one payment or two, the last in cash with change now and then. */
function pay(till: Till, ticket: OpenTicket, random: Random, witness: SaleWitness): void {
  const due = totalOf(till, ticket) - paidOf(ticket);
  if (due <= 0) return;
  const first = random.chance(0.3) ? 1 + random.below(due) : due;
  if (first < due) {
    witness.edited(unwrap(ringUp.takePayment(till, ticket.id, random.pick(['card', 'bizum']), cents(first))));
  }
  const rest = due - (first < due ? first : 0);
  const method = random.pick(['cash', 'cash', 'card', 'bizum'] as const);
  const tendered = method === 'cash' ? rest + random.below(500) : rest;
  witness.edited(unwrap(ringUp.takePayment(till, ticket.id, method, cents(tendered))));
}

/** Pays and closes a ticket that is open, as it was found. */
export function finishTicket(till: Till, ticket: OpenTicket, random: Random, witness: SaleWitness): void {
  const stocked = ticket.lines.length === 0 ? addLine(till, ticket.id, random) : ticket;
  witness.edited(stocked);
  pay(till, stocked, random, witness);
  witness.closing(ticket.id);
  const { document } = unwrap(closeSale(till, ticket.id));
  witness.closed(document.id, document.number, document.huella, document.totalCents);
}

/** Rings up one random ticket and closes it. Throws when anything is refused. */
export function sellRandomly(till: Till, random: Random, witness: SaleWitness, ticketId = till.ports.ids.uuid()): void {
  const cashier = listStaff(till.db)[0];
  if (cashier === undefined) throw new Error('a test till has one cashier');
  let ticket = unwrap(ringUp.openTicket(till, ticketId, cashier.id));
  witness.edited(ticket);
  for (let lines = 1 + random.below(4); lines > 0; lines -= 1) {
    ticket = addLine(till, ticketId, random);
    witness.edited(ticket);
  }
  if (random.chance(0.3)) {
    ticket = changeLine(till, ticketId, ticket, random);
    witness.edited(ticket);
  }
  finishTicket(till, ticket, random, witness);
}

export const NOBODY: SaleWitness = { edited: () => undefined, closing: () => undefined, closed: () => undefined };
