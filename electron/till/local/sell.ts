import { type OpenTicket, readOpenTicket } from '../../../db/tickets.ts';
import { type Cents, type Milli, ONE_UNIT, rateBp } from '../../../domain/money.ts';
import { formatAmount, parseAmount, parseQuantity } from '../../../domain/money-text.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { taxClassOfRate } from '../../../domain/tax/rate-tables.ts';
import { addLine, addPayment, discountTicket, overridePrice } from '../../../domain/ticket/edit.ts';
import type { Discount, Ticket, TicketLine } from '../../../domain/ticket/types.ts';
import type { LogEntry } from '../sale/change-ticket.ts';
import { type ClosedSale, closeAtOnce, type RungUp } from '../sale/close-sale.ts';
import { departmentLine, localNow, newTicket, productLine } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { identifyCashier } from './cashier.ts';
import type { LocalAnswer, LocalDesk } from './desk.ts';
import type { DiscountFile, SaleFile } from './sale-file.ts';

type LineFile = SaleFile['lines'][number];

function toDiscount(given: DiscountFile | undefined): Result<Discount | null> {
  if (given === undefined) return ok(null);
  const why = given.reason ?? null;
  if ('amount' in given) {
    const amount = parseAmount(given.amount);
    return amount.ok ? ok({ kind: 'amount', amountCents: amount.value, reason: why }) : amount;
  }
  // A percentage has two decimals like an amount; 10.00 % is 1000 hundredths.
  const percent = parseAmount(given.percent);
  if (!percent.ok) return percent;
  if (percent.value < 0 || percent.value > 10_000) return refuse('percent_out_of_range', { text: given.percent });
  return ok({ kind: 'percent', percentBp: rateBp(percent.value), reason: why });
}

const toQuantity = (given: string | undefined): Result<Milli> =>
  given === undefined ? ok(ONE_UNIT) : parseQuantity(given);

function toLine(till: Till, given: LineFile): Result<TicketLine> {
  const quantity = toQuantity(given.quantity);
  if (!quantity.ok) return quantity;
  const discount = toDiscount(given.discount);
  if (!discount.ok) return discount;
  if ('code' in given) {
    const line = productLine(till, given.code, quantity.value);
    return line.ok ? ok({ ...line.value, discount: discount.value }) : line;
  }
  const rate = parseAmount(given.rate);
  if (!rate.ok || rate.value < 0 || rate.value > 10_000) return refuse('tax_rate_malformed', { text: given.rate });
  const taxClass = taxClassOfRate(till.identity.shop.taxArea, rateBp(rate.value), localNow(till).slice(0, 10));
  if (!taxClass.ok) return taxClass;
  const amount = parseAmount(given.amount);
  if (!amount.ok) return amount;
  const line = departmentLine(till, given.department, taxClass.value, amount.value, quantity.value);
  return ok({ ...line, discount: discount.value });
}

function withLines(till: Till, ticket: Ticket, sale: SaleFile): Result<Ticket> {
  let current: Ticket = ticket;
  for (const given of sale.lines) {
    const line = toLine(till, given);
    if (!line.ok) return line;
    let next = addLine(current, line.value);
    if (next.ok && 'price' in given && given.price !== undefined) {
      const price = parseAmount(given.price);
      if (!price.ok) return price;
      next = overridePrice(next.value, line.value.id, price.value as Cents);
    }
    if (!next.ok) return next;
    current = next.value;
  }
  return ok(current);
}

/** The whole ticket in memory. Refuses what lines, discounts and payments refuse. */
function compose(till: Till, blank: OpenTicket, sale: SaleFile): Result<OpenTicket> {
  const withGoods = withLines(till, blank, sale);
  if (!withGoods.ok) return withGoods;
  let ticket = withGoods.value;
  const discount = toDiscount(sale.discount);
  if (!discount.ok) return discount;
  if (discount.value !== null) {
    const discounted = discountTicket(ticket, discount.value);
    if (!discounted.ok) return discounted;
    ticket = discounted.value;
  }
  for (const given of sale.payments) {
    const amount = parseAmount(given.amount);
    if (!amount.ok) return amount;
    const paid = addPayment(ticket, { id: till.ports.ids.uuid(), method: given.method, tenderedCents: amount.value });
    if (!paid.ok) return paid;
    ticket = paid.value;
  }
  return ok({ ...blank, ...ticket });
}

/**
 * Refuses `ticket_open_elsewhere` {ticketId} for a ticket that a screen has begun: its goods and money are the counter's.
 * One that nobody touched (an older version left it when it was killed) is rung up anew.
 */
function ringUp(till: Till, ticketId: string, sale: SaleFile, cashierId: string): Result<RungUp> {
  const open = readOpenTicket(till.db, ticketId);
  if (open !== null && (open.lastOperation !== null || open.payments.length > 0)) {
    return refuse('ticket_open_elsewhere', { ticketId });
  }
  const ticket = compose(till, newTicket(till, ticketId, cashierId), sale);
  return ticket.ok ? ok({ ticket: ticket.value, entries: overridesOf(ticket.value) }) : ticket;
}

/** As on the screen: who sold below the list, or gave something away, can be asked. */
function overridesOf(ticket: Ticket): LogEntry[] {
  const entries: LogEntry[] = [];
  for (const { id: lineId, unitCents, listUnitCents, discount } of ticket.lines) {
    if (listUnitCents !== null && listUnitCents !== unitCents) {
      entries.push({ kind: 'price.overridden', detail: { lineId, unitCents } });
    }
    if (discount !== null) entries.push({ kind: 'line.discounted', detail: { lineId, discount } });
  }
  const { discount } = ticket;
  if (discount !== null) entries.push({ kind: 'ticket.discounted', detail: { discount } });
  return entries;
}

/**
 * Rings up and closes a sale in one transaction: a refusal leaves nothing. The same `ticketId` never makes a second one.
 * Refuses what identifyCashier refuses, `ticket_open_elsewhere` {ticketId}, what the file's lines and payments and
 * closeSale refuse.
 * @param acceptsClock a person says that the clock is right although it looks wrong, for this sale
 */
export async function sell(desk: LocalDesk, sale: SaleFile, acceptsClock: boolean): LocalAnswer {
  const { till } = desk;
  const cashier = await identifyCashier(desk, sale.cashier ?? null, sale.pin ?? null);
  if (!cashier.ok) return cashier;
  // From here to the commit nothing else runs on this thread.
  const wasAccepted = till.isClockAccepted;
  till.isClockAccepted = wasAccepted || acceptsClock;
  const ticketId = sale.ticketId ?? till.ports.ids.uuid();
  let closed: Result<ClosedSale>;
  try {
    closed = closeAtOnce(till, ticketId, () => ringUp(till, ticketId, sale, cashier.value));
  } finally {
    till.isClockAccepted = wasAccepted;
  }
  if (!closed.ok) return closed;
  const { document } = closed.value;
  return ok({
    document: {
      id: document.id,
      number: document.number,
      type: document.type,
      total: formatAmount(document.totalCents),
      issuedAt: document.issuedAt,
      huella: document.huella,
      qr: document.qrUrl,
    },
    change: formatAmount(document.changeCents),
    print: await desk.papers.ofDocument(document.id),
  });
}
