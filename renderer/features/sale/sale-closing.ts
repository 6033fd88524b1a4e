import { type Refused, refuse } from '../../../domain/result.ts';
import type { DeskView, TicketView } from '../../../electron/ipc/contract/sale.ts';
import type { SaleCore } from './sale-core.ts';

export type PaymentMethodName = 'cash' | 'card' | 'bizum';
export type LastPayment = { readonly method: PaymentMethodName; readonly tenderedCents: number };

/** A page that comes back shortly after a sale shows its change again: nobody saw it otherwise. */
const STILL_PAID_MS = 2 * 60_000;

/** Payments, and the end of a ticket. */
export function createClosing(core: SaleCore) {
  const { ports, saleNow, set, ticketIdNow, showDesk, showRefusal, inTurn, refusedSoFar, change } = core;
  const { ask, sound, nowMs } = ports;

  /**
   * Goods that were scanned before the key was pressed and are not on the ticket: charging now would give them away. Asked
   * when it is the close's turn, because a scan may still be under way when the key is pressed.
   */
  function whatIsMissing(refusedBefore: number, isBlind: boolean): Refused | null {
    const { pending } = saleNow();
    if (pending?.kind === 'weight') return refuse('weight_pending', { name: pending.name });
    // One key, and nobody looks at the ticket any more: goods that no code is known of would leave unpaid.
    if (isBlind && pending?.kind === 'unknown-code') return refuse('unknown_code_pending', { code: pending.code });
    return refusedSoFar() === refusedBefore ? null : refuse('scan_before_pay_refused', {});
  }

  /** Closes the ticket that is in front when it is this operation's turn. */
  function close(
    paymentFor: (ticket: TicketView | null) => LastPayment | null,
    paper: 'setting' | 'yes' | 'no',
    isBlind = false,
  ) {
    const refusedBefore = refusedSoFar();
    return inTurn(async () => {
      const missing = whatIsMissing(refusedBefore, isBlind);
      if (missing !== null) {
        sound('miss');
        showRefusal(missing.refusal);
        return missing;
      }
      const { ticket } = saleNow();
      const input = { ticketId: ticketIdNow(), payment: paymentFor(ticket) as never, paper };
      const result = await ask('sale.close', input);
      sound(result.ok ? 'paid' : 'miss');
      if (!result.ok) showRefusal(result.refusal);
      else {
        const { sale, desk } = result.value;
        showDesk(desk);
        set({ refusal: null, pending: null, laterPending: [], paid: sale, lastSale: sale });
      }
      return result;
    });
  }

  return {
    takePayment: (method: PaymentMethodName, tenderedCents: number) =>
      change((target) => ask('sale.pay', { ...target, method, tenderedCents: tenderedCents as never })),
    takeBackPayment: (paymentId: string) => change((target) => ask('sale.take-back', { ...target, paymentId })),
    /** Closes the ticket in front. `payment` null: payments already taken cover it. */
    closeSale: (payment: LastPayment | null, paper: 'setting' | 'yes' | 'no' = 'setting') =>
      close(() => payment, paper),
    /** What is still to be paid, exactly. Counted when it is its turn: scans that are on their way belong to it. */
    payExact: (method: PaymentMethodName = 'cash', paper: 'setting' | 'yes' | 'no' = 'setting') =>
      close(
        (ticket) => {
          const missing = ticket?.missingCents ?? 0;
          return missing === 0 ? null : { method, tenderedCents: missing };
        },
        paper,
        true,
      ),
    showDeskOfStart(desk: DeskView): void {
      showDesk(desk);
      const { active, lastSale } = desk;
      const isFresh = lastSale !== null && nowMs() - Date.parse(lastSale.issuedAt) < STILL_PAID_MS;
      if (active === null && isFresh) set({ paid: lastSale });
    },
  };
}
