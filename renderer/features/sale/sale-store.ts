import { create } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { ProductView } from '../../../electron/ipc/contract/catalog.ts';
import type {
  ChangedTicket,
  ClosedSaleView,
  DeskView,
  OpenTicketSummary,
  TicketView,
} from '../../../electron/ipc/contract/sale.ts';
import { client } from '../../app/client.ts';
import { newId } from '../../app/real-world.ts';
import { createOperations } from './operations.ts';

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
  /** Said beside the ticket until the next thing happens. */
  readonly refusal: Refusal | null;
  /** A line was removed and can be put back. */
  readonly canPutBack: boolean;
  /** Operations that the till has not answered yet. */
  readonly waiting: number;
};

const freeDesk = (): Pick<SaleData, 'ticket' | 'nextTicketId' | 'newestLineId' | 'selectedLineId' | 'canPutBack'> => ({
  ticket: null,
  nextTicketId: newId(),
  newestLineId: null,
  selectedLineId: null,
  canPutBack: false,
});

export const useSale = create<SaleData>(() => ({
  tickets: [],
  flash: 0,
  paid: null,
  lastSale: null,
  pending: null,
  refusal: null,
  waiting: 0,
  ...freeDesk(),
}));
const set = useSale.setState;
export const saleNow = useSale.getState;

const operations = createOperations((waiting) => set({ waiting }));

/** The ticket that the next change belongs to. */
export const ticketIdNow = (): string => saleNow().ticket?.id ?? saleNow().nextTicketId;

export function showDesk(desk: DeskView): void {
  const { ticket } = saleNow();
  const isSame = desk.active !== null && desk.active.id === ticket?.id;
  set({
    tickets: desk.tickets,
    lastSale: desk.lastSale,
    ...(isSame ? {} : freeDesk()),
    ticket: desk.active,
    ...(isSame ? {} : { newestLineId: desk.active?.lines.at(-1)?.id ?? null }),
  });
}

export const forgetDesk = (): void => showDesk({ tickets: [], active: null, lastSale: null });

export async function loadDesk(): Promise<void> {
  const desk = await client.ask('sale.desk', {});
  if (desk.ok) showDesk(desk.value);
}

const dropRefusal = { refusal: null, pending: null } as const;

function showChange(result: Result<ChangedTicket>, extra: Partial<SaleData> = {}): void {
  if (!result.ok) {
    set({ refusal: result.refusal });
    return;
  }
  const { ticket, lineId } = result.value;
  const before = saleNow();
  const summary = summaryOf(ticket);
  const isListed = before.tickets.some(({ id }) => id === ticket.id);
  set({
    ...dropRefusal,
    ticket,
    tickets: isListed
      ? before.tickets.map((other) => (other.id === ticket.id ? summary : other))
      : [...before.tickets, summary],
    paid: null,
    newestLineId: lineId ?? before.newestLineId,
    flash: lineId === null ? before.flash : before.flash + 1,
    ...extra,
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

type Target = { readonly ticketId: string; readonly operationId: string };

/** Runs a change in its turn, against the ticket that is in front by then, and shows what came of it. */
function change(
  operation: (target: Target) => Promise<Result<ChangedTicket>>,
  extra: Partial<SaleData> = {},
): Promise<Result<ChangedTicket>> {
  return operations.run(async () => {
    const result = await operation({ ticketId: ticketIdNow(), operationId: newId() });
    showChange(result, result.ok ? extra : {});
    return result;
  });
}

/** Whatever ended in the ticket in another form: a tile, a search result, a scan. New lines take the selection away. */
const ADDED = { selectedLineId: null, canPutBack: false } as const;

/** A code as scanned or typed. An unknown one, or one that needs a weight, is left in `pending`. */
export async function scan(text: string): Promise<Result<ChangedTicket>> {
  const result = await change((target) => client.ask('sale.scan', { ...target, text }), ADDED);
  if (result.ok) return result;
  const { code, params } = result.refusal;
  if (code === 'code_unknown')
    set({ refusal: null, pending: { kind: 'unknown-code', code: String(params['code'] ?? text) } });
  if (code === 'weight_needed') {
    const name = String(params['description'] ?? text);
    askWeight(name, (quantityMilli) => scan(`${quantityMilli / 1000}*${text}`));
  }
  return result;
}

/** A tile or a search result; a product by weight asks for it first. */
export async function addProduct(product: ProductView, quantityMilli: number | null = null): Promise<void> {
  if (product.unit === 'kg' && quantityMilli === null) {
    askWeight(product.name, (grams) => addById(product.id, grams));
    return;
  }
  await addById(product.id, quantityMilli);
}

const addById = (productId: string, quantityMilli: number | null): Promise<Result<ChangedTicket>> =>
  change(
    (target) => client.ask('sale.add-product', { ...target, productId, quantityMilli: quantityMilli as never }),
    ADDED,
  );

const askWeight = (name: string, add: (quantityMilli: number) => Promise<Result<ChangedTicket>>): void =>
  set({ refusal: null, pending: { kind: 'weight', name, add } });

export const forgetPending = (): void => set(dropRefusal);

export const addDepartment = (departmentId: string, unitCents: number, quantityMilli = 1000) =>
  change(
    (target) =>
      client.ask('sale.add-department', {
        ...target,
        departmentId,
        unitCents: unitCents as never,
        quantityMilli: quantityMilli as never,
      }),
    ADDED,
  );

export const setQuantity = (lineId: string, quantityMilli: number) =>
  change((target) => client.ask('sale.set-quantity', { ...target, lineId, quantityMilli: quantityMilli as never }));

export const setPrice = (lineId: string, unitCents: number) =>
  change((target) => client.ask('sale.set-price', { ...target, lineId, unitCents: unitCents as never }));

export const discountLine = (lineId: string, discount: TicketView['discount']) =>
  change((target) => client.ask('sale.discount-line', { ...target, lineId, discount }));

export const discountTicket = (discount: TicketView['discount']) =>
  change((target) => client.ask('sale.discount-ticket', { ...target, discount }));

export const removeLine = (lineId: string) =>
  change((target) => client.ask('sale.remove-line', { ...target, lineId }), { selectedLineId: null, canPutBack: true });

export const putBackLine = () => change((target) => client.ask('sale.put-back-line', target), { canPutBack: false });

export const attachCustomer = (customerId: string | null) =>
  change((target) => client.ask('sale.attach-customer', { ...target, customerId }));

export const takePayment = (method: 'cash' | 'card' | 'bizum', tenderedCents: number) =>
  change((target) => client.ask('sale.pay', { ...target, method, tenderedCents: tenderedCents as never }));

export const takeBackPayment = (paymentId: string) =>
  change((target) => client.ask('sale.take-back', { ...target, paymentId }));

/** Commands that answer with the desk. */
function changeDesk(ask: () => Promise<Result<DeskView>>): Promise<Result<DeskView>> {
  return operations.run(async () => {
    const result = await ask();
    if (result.ok) {
      showDesk(result.value);
      set(dropRefusal);
    } else {
      set({ refusal: result.refusal });
    }
    return result;
  });
}

export const park = (label: string | null) =>
  changeDesk(() => client.ask('sale.park', { ticketId: ticketIdNow(), operationId: newId(), label }));
export const renameTicket = (ticketId: string, label: string | null) =>
  changeDesk(() => client.ask('sale.rename', { ticketId, operationId: newId(), label }));
export const resume = (ticketId: string) => changeDesk(() => client.ask('sale.resume', { ticketId }));
export const dropTicket = (ticketId: string) => changeDesk(() => client.ask('sale.drop', { ticketId }));

export type LastPayment = { readonly method: 'cash' | 'card' | 'bizum'; readonly tenderedCents: number };

/** Closes the ticket in front. `payment` null: payments already taken cover it. */
export function closeSale(payment: LastPayment | null, paper: 'setting' | 'yes' | 'no' = 'setting') {
  return operations.run(async () => {
    const ticketId = ticketIdNow();
    const result = await client.ask('sale.close', { ticketId, payment: payment as never, paper });
    if (result.ok) {
      showDesk(result.value.desk);
      set({ ...dropRefusal, paid: result.value.sale, lastSale: result.value.sale });
    } else {
      set({ refusal: result.refusal });
    }
    return result;
  });
}

export const selectLine = (lineId: string | null): void => set({ selectedLineId: lineId });
export const forgetRefusal = (): void => set({ refusal: null });

/** The line that quantity, price and discount are about. */
export function lineInHand({ ticket, selectedLineId, newestLineId }: SaleData) {
  const wanted = selectedLineId ?? newestLineId;
  return ticket?.lines.find(({ id }) => id === wanted) ?? ticket?.lines.at(-1) ?? null;
}
