import { type Cents, cents, type Milli, milli, ONE_UNIT, ZERO_CENTS } from '../../domain/money.ts';
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts';
import { taxTreatment } from '../../domain/tax/rate-tables.ts';
import * as edit from '../../domain/ticket/edit.ts';
import { checkLimits, limitsOn } from '../../domain/ticket/limits.ts';
import { lineAmounts } from '../../domain/ticket/line-amounts.ts';
import { missingCents, settle } from '../../domain/ticket/payments.ts';
import { ticketTotals } from '../../domain/ticket/totals.ts';
import type { PaymentMethod, Ticket, TicketLine } from '../../domain/ticket/types.ts';
import type { ChangedTicket, ClosedSaleView, DeskView, TicketView } from '../../electron/ipc/contract/sale.ts';
import { type FakeCatalog, type FakeProduct, fakeId } from './fake-catalog.ts';

/** Tickets as the till keeps them, in memory: the rules are domain's, so that what the page shows adds up. */
type OpenFake = Ticket & {
  readonly state: 'active' | 'parked';
  readonly label: string | null;
  readonly customer: TicketView['customer'];
  readonly removed: { readonly line: TicketLine; readonly position: number } | null;
};

const TAX = { area: 'IVA', isoDate: '2026-11-22' } as const;
const OPENED_AT = '2026-11-22T18:42:00+01:00';
const LIMITS = limitsOn(TAX.isoDate);

export class FakeDesk {
  readonly tickets = new Map<string, OpenFake>();
  readonly closed = new Map<string, ClosedSaleView>();
  readonly seenOperations = new Set<string>();
  lastSale: ClosedSaleView | null = null;
  /** What `paper: 'setting'` does. */
  prints = true;
  private serial = 0;
  private readonly catalog: FakeCatalog;

  constructor(catalog: FakeCatalog) {
    this.catalog = catalog;
  }

  active(): OpenFake | null {
    return [...this.tickets.values()].find(({ state }) => state === 'active') ?? null;
  }

  view(): DeskView {
    const active = this.active();
    return {
      tickets: [...this.tickets.values()].map((ticket) => {
        const { id, state, label, openedAt, itemCount, totalCents, customer } = viewOfTicket(ticket);
        return { id, state, label, openedAt, itemCount, totalCents, customerName: customer?.name ?? null };
      }),
      active: active === null ? null : viewOfTicket(active),
      lastSale: this.lastSale,
    };
  }

  /** One operation on a ticket; the same operation again changes nothing. */
  change(
    { ticketId, operationId }: { readonly ticketId: string; readonly operationId: string },
    operation: (ticket: OpenFake) => Result<{ ticket: Partial<OpenFake>; lineId: string | null }>,
  ): Result<ChangedTicket> {
    const before = this.tickets.get(ticketId) ?? this.open(ticketId);
    if (this.seenOperations.has(operationId))
      return ok({ ticket: viewOfTicket(before), lineId: before.lines.at(-1)?.id ?? null });
    const result = operation(before);
    if (!result.ok) {
      if (before.lines.length === 0 && before.payments.length === 0 && before.customer === null)
        this.tickets.delete(ticketId);
      return result;
    }
    this.seenOperations.add(operationId);
    const after = { ...before, ...result.value.ticket };
    this.tickets.set(ticketId, after);
    return ok({ ticket: viewOfTicket(after), lineId: result.value.lineId });
  }

  private open(ticketId: string): OpenFake {
    for (const [id, other] of this.tickets) this.tickets.set(id, { ...other, state: 'parked' });
    const ticket: OpenFake = {
      ...edit.emptyTicket(ticketId),
      state: 'active',
      label: null,
      customer: null,
      removed: null,
    };
    this.tickets.set(ticketId, ticket);
    return ticket;
  }

  addProduct(ticket: OpenFake, product: FakeProduct, quantityMilli: number | null) {
    const newest = ticket.lines.at(-1);
    const quantity = milli(quantityMilli ?? ONE_UNIT);
    if (newest?.productId === product.id && product.unit === 'unit' && newest.discount === null) {
      return withLine(edit.changeQuantity(ticket, newest.id, milli(newest.quantityMilli + quantity)), newest.id);
    }
    const line = this.lineOf(product, quantity);
    return withLine(edit.addLine(ticket, line), line.id);
  }

  lineOf(product: FakeProduct, quantityMilli: Milli): TicketLine {
    const { id, name, format, unit, unitCents, taxClass, codes } = product;
    return {
      id: this.nextId(),
      kind: 'product',
      productId: id,
      code: codes[0] ?? null,
      description: name,
      format,
      unit,
      quantityMilli,
      unitCents,
      listUnitCents: unitCents,
      taxClass,
      discount: null,
    };
  }

  scan(ticket: OpenFake, text: string) {
    const [, count, code = text] = /^(\d+(?:\.\d+)?)\*(.+)$/.exec(text) ?? [];
    const product = this.catalog.byCode(code);
    if (product === null) return refuse('code_unknown', { code });
    if (product.unit === 'kg' && count === undefined) {
      return refuse('weight_needed', { code, description: product.name });
    }
    return this.addProduct(ticket, product, count === undefined ? null : Math.round(Number(count) * 1000));
  }

  nextId = (): string => fakeId(++this.serial);

  park(ticketId: string, label: string | null): Result<DeskView> {
    return this.put(ticketId, { state: 'parked', label });
  }

  put(ticketId: string, part: Partial<OpenFake>): Result<DeskView> {
    const ticket = this.tickets.get(ticketId);
    if (ticket === undefined) return refuse('ticket_not_found');
    this.tickets.set(ticketId, { ...ticket, ...part });
    return ok(this.view());
  }

  resume(ticketId: string): Result<DeskView> {
    if (!this.tickets.has(ticketId)) return refuse('ticket_not_found');
    for (const [id, other] of [...this.tickets]) {
      if (id === ticketId) this.tickets.set(id, { ...other, state: 'active' });
      else if (other.state === 'active' && other.lines.length === 0) this.tickets.delete(id);
      else this.tickets.set(id, { ...other, state: 'parked' });
    }
    return ok(this.view());
  }

  drop(ticketId: string): Result<DeskView> {
    const ticket = this.tickets.get(ticketId);
    if (ticket === undefined) return refuse('ticket_not_found');
    if (ticket.payments.length > 0) return refuse('ticket_has_payments');
    this.tickets.delete(ticketId);
    return ok(this.view());
  }

  close(
    ticketId: string,
    payment: { readonly method: PaymentMethod; readonly tenderedCents: Cents } | null,
    paper: 'setting' | 'yes' | 'no',
  ): Result<{ sale: ClosedSaleView; desk: DeskView }> {
    const known = this.closed.get(ticketId);
    if (known !== undefined) return ok({ sale: known, desk: this.view() });
    const ticket = this.tickets.get(ticketId);
    if (ticket === undefined) return refuse('ticket_empty');
    const payments = [...ticket.payments, ...(payment === null ? [] : [{ id: this.nextId(), ...payment }])];
    const totals = ticketTotals(ticket, TAX);
    if (!totals.ok) return totals;
    const { totalCents } = totals.value;
    const methods = [...new Set(payments.map(({ method }) => method))];
    const limits = checkLimits({ totalCents, methods, activity: 'retail' }, LIMITS);
    if (!limits.ok) return limits;
    const settled = settle(totalCents, payments);
    if (!settled.ok) return settled;
    const isPrinted = paper === 'yes' || (paper === 'setting' && this.prints);
    const sale: ClosedSaleView = {
      documentId: ticketId,
      number: `01T01S-26-${String(14 + this.closed.size).padStart(6, '0')}`,
      issuedAt: OPENED_AT,
      totalCents,
      tenderedCents: cents(payments.reduce((sum, { tenderedCents }) => sum + tenderedCents, 0)),
      changeCents: settled.value.changeCents,
      methods,
      paper: isPrinted ? { jobId: 1 + this.closed.size, state: 'queued' } : null,
    };
    this.closed.set(ticketId, sale);
    this.tickets.delete(ticketId);
    this.lastSale = sale;
    return ok({ sale, desk: this.view() });
  }
}

export const withLine = (result: Result<Ticket>, lineId: string | null) =>
  result.ok ? ok({ ticket: result.value, lineId }) : result;

function viewOfTicket(ticket: OpenFake): TicketView {
  const totals = ticketTotals(ticket, TAX);
  const amounts = totals.ok ? totals.value : null;
  const totalCents = amounts?.totalCents ?? ZERO_CENTS;
  const missing = missingCents(totalCents, ticket.payments);
  return {
    id: ticket.id,
    state: ticket.state,
    label: ticket.label,
    openedAt: OPENED_AT,
    customer: ticket.customer,
    lines: ticket.lines.map(({ taxClass, ...line }) => {
      const treatment = taxTreatment(TAX.area, taxClass, TAX.isoDate);
      const own = lineAmounts({ taxClass, ...line });
      if (!treatment.ok || !own.ok) throw new Error(`a line of the fake does not add up: ${line.description}`);
      const { grossCents, lineDiscountCents, subtotalCents } = own.value;
      return {
        ...line,
        rateBp: treatment.value.rateBp,
        grossCents,
        discountCents: lineDiscountCents,
        subtotalCents,
      };
    }),
    discount: ticket.discount,
    payments: [...ticket.payments],
    itemCount: ticket.lines.reduce(
      (sum, { unit, quantityMilli }) => sum + (unit === 'kg' ? 1 : quantityMilli / 1000),
      0,
    ),
    grossCents: amounts?.grossCents ?? ZERO_CENTS,
    ticketDiscountCents: amounts?.ticketDiscountCents ?? ZERO_CENTS,
    totalCents,
    taxCents: amounts?.taxCents ?? ZERO_CENTS,
    paidCents: cents(totalCents - missing),
    missingCents: missing,
    problem: problemOf(totals.ok || ticket.lines.length === 0 ? null : totals.refusal, totalCents),
  };
}

function problemOf(refusal: Refusal | null, totalCents: Cents): Refusal | null {
  if (refusal !== null) return refusal;
  const limits = checkLimits({ totalCents, methods: ['cash'], activity: 'retail' }, LIMITS);
  return limits.ok ? null : limits.refusal;
}
