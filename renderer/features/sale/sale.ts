import type { TicketView } from '../../../electron/ipc/contract/sale.ts';
import { createAdding } from './sale-adding.ts';
import { createClosing } from './sale-closing.ts';
import { createSaleCore, type SaleCore, type SalePorts } from './sale-core.ts';

/** The sale as the page knows it. Every change waits its turn and carries an operation's id, so that it happens once. */
export function createSale(ports: SalePorts) {
  const core = createSaleCore(ports);
  const { useSale, saleNow, set, ticketIdNow, showDesk, showRefusal } = core;
  const { showDeskOfStart, ...closing } = createClosing(core);
  return {
    useSale,
    saleNow,
    ticketIdNow,
    showDesk,
    showRefusal,
    forgetRefusal: (): void => set({ refusal: null }),
    forgetDesk: (): void => showDesk({ tickets: [], active: null, lastSale: null }),
    async loadDesk(): Promise<void> {
      const desk = await ports.ask('sale.desk', {});
      if (desk.ok) showDeskOfStart(desk.value);
    },
    selectLine: (lineId: string | null): void => set({ selectedLineId: lineId }),
    ...createAdding(core),
    ...createEditing(core),
    ...createTickets(core),
    ...closing,
  };
}

/** Changes of lines that are there, and of the ticket as a whole. */
function createEditing({ ports: { ask }, change }: SaleCore) {
  return {
    setQuantity: (lineId: string, quantityMilli: number) =>
      change((target) => ask('sale.set-quantity', { ...target, lineId, quantityMilli: quantityMilli as never })),
    setPrice: (lineId: string, unitCents: number) =>
      change((target) => ask('sale.set-price', { ...target, lineId, unitCents: unitCents as never })),
    discountLine: (lineId: string, discount: TicketView['discount']) =>
      change((target) => ask('sale.discount-line', { ...target, lineId, discount })),
    discountTicket: (discount: TicketView['discount']) =>
      change((target) => ask('sale.discount-ticket', { ...target, discount })),
    removeLine: (lineId: string) =>
      change((target) => ask('sale.remove-line', { ...target, lineId }), { selectedLineId: null, canPutBack: true }),
    putBackLine: () => change((target) => ask('sale.put-back-line', target), { canPutBack: false }),
    attachCustomer: (customerId: string | null) =>
      change((target) => ask('sale.attach-customer', { ...target, customerId })),
  };
}

/** Which ticket is in front. */
function createTickets({ ports: { ask, newId }, ticketIdNow, changeDesk }: SaleCore) {
  return {
    park: (label: string | null) =>
      changeDesk(() => ask('sale.park', { ticketId: ticketIdNow(), operationId: newId(), label })),
    renameTicket: (ticketId: string, label: string | null) =>
      changeDesk(() => ask('sale.rename', { ticketId, operationId: newId(), label })),
    resume: (ticketId: string) => changeDesk(() => ask('sale.resume', { ticketId })),
    dropTicket: (ticketId: string) => changeDesk(() => ask('sale.drop', { ticketId })),
  };
}
