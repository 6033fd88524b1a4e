import { transact } from '../../../db/handles.ts';
import { appendAudit } from '../../../db/logs.ts';
import { deleteOpenTicket, type OpenTicket, writeOpenTicket } from '../../../db/tickets.ts';
import { type Cents, type Milli, ONE_UNIT, rateBp } from '../../../domain/money.ts';
import { formatAmount, parseAmount, parseQuantity } from '../../../domain/money-text.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { taxClassOfRate } from '../../../domain/tax/rate-tables.ts';
import { addLine, addPayment, discountTicket, overridePrice } from '../../../domain/ticket/edit.ts';
import type { Discount, Ticket, TicketLine } from '../../../domain/ticket/types.ts';
import { closeSale } from '../sale/close-sale.ts';
import { departmentLine, localNow, openTicket, productLine } from '../sale/ring-up.ts';
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

function compose(till: Till, opened: OpenTicket, sale: SaleFile): Result<Ticket> {
  // A ticket of this id may be open from an interrupted command: it is rung up anew, never added to.
  const withGoods = withLines(till, { ...opened, lines: [], payments: [], discount: null }, sale);
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
  return ok(ticket);
}

function ringUpAndClose(till: Till, sale: SaleFile, cashierId: string): ReturnType<typeof closeSale> {
  const ticketId = sale.ticketId ?? till.ports.ids.uuid();
  const opened = openTicket(till, ticketId, cashierId);
  if (!opened.ok) return opened.refusal.code === 'ticket_already_closed' ? closeSale(till, ticketId) : opened;
  const composed = compose(till, opened.value, sale);
  if (!composed.ok) return putBack(till, opened.value, composed);
  transact(till.db, () => {
    writeOpenTicket(till.db, { ...opened.value, ...composed.value, cashierId });
    logOverrides(till, composed.value, cashierId);
  });
  const closed = closeSale(till, ticketId);
  return closed.ok ? closed : putBack(till, opened.value, closed);
}

/** As on the screen: who sold below the list, or gave something away, can be asked. */
function logOverrides(till: Till, ticket: Ticket, actorId: string): void {
  const entry = (kind: string, detail: Record<string, unknown>): void =>
    appendAudit(till.db, { at: localNow(till), actorId, kind, detail: { ticketId: ticket.id, ...detail } });
  for (const { id: lineId, unitCents, listUnitCents, discount } of ticket.lines) {
    if (listUnitCents !== null && listUnitCents !== unitCents) entry('price.overridden', { lineId, unitCents });
    if (discount !== null) entry('line.discounted', { lineId, discount });
  }
  if (ticket.discount !== null) entry('ticket.discounted', { discount: ticket.discount });
}

/**
 * A refused sale changes nothing: a ticket that this command opened goes again, one that was open before is as it was,
 * with the money taken on it.
 */
function putBack<T>(till: Till, before: OpenTicket, refused: T): T {
  const wasEmpty = before.lines.length === 0 && before.payments.length === 0;
  transact(till.db, () => (wasEmpty ? deleteOpenTicket(till.db, before.id) : writeOpenTicket(till.db, before)));
  return refused;
}

/**
 * Rings up and closes a sale in one go. The same `ticketId` never makes a second one.
 * @param acceptsClock a person says that the clock is right although it looks wrong, for this sale
 */
export async function sell(desk: LocalDesk, sale: SaleFile, acceptsClock: boolean): LocalAnswer {
  const { till } = desk;
  const cashier = await identifyCashier(desk, sale.cashier ?? null, sale.pin ?? null);
  if (!cashier.ok) return cashier;
  // From here to the commit nothing else runs on this thread.
  const wasAccepted = till.isClockAccepted;
  till.isClockAccepted = wasAccepted || acceptsClock;
  const closed = ringUpAndClose(till, sale, cashier.value);
  till.isClockAccepted = wasAccepted;
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
