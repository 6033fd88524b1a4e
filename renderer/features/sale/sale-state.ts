import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type {
  ChangedTicket,
  ClosedSaleView,
  DeskView,
  OpenTicketSummary,
  TicketLineView,
  TicketView,
} from '../../../electron/ipc/contract/sale.ts';

/** Something was scanned or touched that asks for more before it can be a line. */
export type Pending =
  /** Sold by weight: the pad asks for it. */
  | { readonly kind: 'weight'; readonly name: string; add(quantityMilli: number): Promise<Result<ChangedTicket>> }
  /** No product has this code: look it up, or create the product. */
  | { readonly kind: 'unknown-code'; readonly code: string };

export type SaleData = {
  readonly tickets: readonly OpenTicketSummary[];
  /** Null: a free desk. The next line opens a ticket under nextTicketId. */
  readonly ticket: TicketView | null;
  readonly nextTicketId: string;
  /** The line that changed last: in view and marked. `flash` counts changes, so that the same line can flash again. */
  readonly newestLineId: string | null;
  readonly flash: number;
  /** The line that quantity, price and discount are about; null: the newest. */
  readonly selectedLineId: string | null;
  /** Shown until the next ticket begins. */
  readonly paid: ClosedSaleView | null;
  /** The last sale of this till, to print it after all. */
  readonly lastSale: ClosedSaleView | null;
  readonly pending: Pending | null;
  /** Goods that were scanned while a weight was asked for and need one too: none of them is forgotten. */
  readonly laterPending: readonly Pending[];
  /** Said beside the ticket until the next thing happens. */
  readonly refusal: Refusal | null;
  /** A line was removed and can be put back. */
  readonly canPutBack: boolean;
  /** Operations that the till has not answered yet. */
  readonly waiting: number;
};

export type SaleStore = UseBoundStore<StoreApi<SaleData>>;

type Desk = Pick<SaleData, 'ticket' | 'nextTicketId' | 'newestLineId' | 'selectedLineId' | 'canPutBack'>;

export const freeDesk = (nextTicketId: string): Desk => ({
  ticket: null,
  nextTicketId,
  newestLineId: null,
  selectedLineId: null,
  canPutBack: false,
});

export const createSaleStore = (nextTicketId: string): SaleStore =>
  create<SaleData>(() => ({
    tickets: [],
    flash: 0,
    paid: null,
    lastSale: null,
    pending: null,
    laterPending: [],
    refusal: null,
    waiting: 0,
    ...freeDesk(nextTicketId),
  }));

/** What the till says is on the desk. */
export function withDesk(before: SaleData, desk: DeskView, newId: () => string): Partial<SaleData> {
  const isSame = desk.active !== null && desk.active.id === before.ticket?.id;
  return {
    tickets: desk.tickets,
    lastSale: desk.lastSale,
    ...(isSame ? {} : { ...freeDesk(newId()), newestLineId: desk.active?.lines.at(-1)?.id ?? null }),
    ticket: desk.active,
    paid: desk.active === null ? before.paid : null,
  };
}

/** A ticket that has changed. */
export function withChange(before: SaleData, { ticket: news, lineId }: ChangedTicket): Partial<SaleData> {
  const ticket = { ...news, lines: keepUnchanged(before.ticket?.lines ?? [], news.lines) };
  const summary = summaryOf(ticket);
  const isListed = before.tickets.some(({ id }) => id === ticket.id);
  return {
    ticket,
    tickets: isListed
      ? before.tickets.map((other) => (other.id === ticket.id ? summary : other))
      : [...before.tickets, summary],
    paid: null,
    refusal: null,
    // A code that nobody knew is answered by whatever comes next; goods that wait for their weight are not.
    ...(before.pending?.kind === 'unknown-code' ? nextPending(before) : {}),
    newestLineId: lineId ?? before.newestLineId,
    flash: lineId === null ? before.flash : before.flash + 1,
  };
}

/**
 * Every answer brings the whole ticket anew. Lines that say the same as before stay the same objects, so that a scan
 * draws one line and not forty.
 */
function keepUnchanged(before: readonly TicketLineView[], news: readonly TicketLineView[]): TicketLineView[] {
  const known = new Map(before.map((line) => [line.id, line]));
  return news.map((line) => {
    const same = known.get(line.id);
    return same !== undefined && JSON.stringify(same) === JSON.stringify(line) ? same : line;
  });
}

const summaryOf = (ticket: TicketView): OpenTicketSummary => ({
  id: ticket.id,
  state: ticket.state,
  label: ticket.label,
  customerName: ticket.customer?.name ?? null,
  openedAt: ticket.openedAt,
  itemCount: ticket.itemCount,
  totalCents: ticket.totalCents,
});

/** One more question. What waits for a weight stays in front; an unknown code is then only said. */
export function withPending(before: SaleData, pending: Pending): Partial<SaleData> {
  if (before.pending?.kind !== 'weight') return { refusal: null, pending };
  if (pending.kind === 'weight') return { refusal: null, laterPending: [...before.laterPending, pending] };
  return { refusal: { code: 'code_unknown', params: { code: pending.code }, retryable: false } };
}

export const nextPending = ({ laterPending }: SaleData): Pick<SaleData, 'pending' | 'laterPending'> => ({
  pending: laterPending[0] ?? null,
  laterPending: laterPending.slice(1),
});

/** The line that quantity, price and discount are about. */
export function lineInHand({ ticket, selectedLineId, newestLineId }: SaleData) {
  const wanted = selectedLineId ?? newestLineId;
  return ticket?.lines.find(({ id }) => id === wanted) ?? ticket?.lines.at(-1) ?? null;
}
