import { headerByUid } from '../../../../db/documents.ts';
import { appendAudit } from '../../../../db/logs.ts';
import type { OpenTicket } from '../../../../db/tickets.ts';
import { ok, type Result, refuse } from '../../../../domain/result.ts';
import { addPayment, removePayment } from '../../../../domain/ticket/edit.ts';
import { checkLimits } from '../../../../domain/ticket/limits.ts';
import { missingCents } from '../../../../domain/ticket/payments.ts';
import { ticketTotals } from '../../../../domain/ticket/totals.ts';
import type { Payment } from '../../../../domain/ticket/types.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import type { Change } from '../../sale/change-ticket.ts';
import { closeSale } from '../../sale/close-sale.ts';
import { localNow } from '../../sale/ring-up.ts';
import { transactTill } from '../../transact-till.ts';
import { requireCashier } from '../cashier.ts';
import type { TillContext } from '../context.ts';
import { changer } from './changer.ts';
import { closedSaleView, deskView } from './desk-view.ts';
import { type Day, today } from './ticket-view.ts';

/**
 * A part payment, refused now for whatever would refuse it at the end: nobody gives money back because of a limit.
 * Only cash may be more than what is missing.
 */
function withPayment(ticket: OpenTicket, payment: Payment, day: Day): Result<Change> {
  const totals = ticketTotals(ticket, day.tax);
  if (!totals.ok) return totals;
  const { totalCents } = totals.value;
  const methods = [...ticket.payments.map(({ method }) => method), payment.method];
  const limits = checkLimits({ totalCents, methods, activity: day.activity }, day.limits);
  if (!limits.ok) return limits;
  const paid = addPayment(ticket, payment);
  if (!paid.ok) return paid;
  const { method, tenderedCents } = payment;
  const dueCents = missingCents(totalCents, ticket.payments);
  if (dueCents === 0) return refuse('payment_not_needed', { paymentCents: tenderedCents });
  if (method !== 'cash' && tenderedCents > dueCents) return refuse('card_exceeds_due', { dueCents, tenderedCents });
  return ok({ ticket: paid.value, lineId: null });
}

function withoutPayment(ticket: OpenTicket, paymentId: string): Result<Change> {
  const payment = ticket.payments.find(({ id }) => id === paymentId);
  const left = removePayment(ticket, paymentId);
  if (!left.ok) return left;
  return ok({ ticket: left.value, lineId: null, entry: { kind: 'payment.taken-back', detail: { payment } } });
}

/** Money, and the end of a ticket. */
export function closingHandlers(context: TillContext) {
  const { till } = context;
  const change = changer(context);
  return {
    'sale.pay': (input) =>
      change(input, (ticket) => {
        const { method, tenderedCents } = input;
        return withPayment(ticket, { id: till.ports.ids.uuid(), method, tenderedCents }, today(till));
      }),
    'sale.take-back': (input) => change(input, (ticket) => withoutPayment(ticket, input.paymentId)),
    'sale.close': ({ ticketId, payment, paper }) => {
      const cashier = requireCashier(context);
      // A sale that is closed is told to whoever asks: the answer to the one who closed it may have been lost.
      if (!cashier.ok && headerByUid(till.db, ticketId) === null) return cashier;
      const cashierId = cashier.ok ? cashier.value.id : null;
      const closed = closeSale(till, ticketId, { payment, cashierId, paper });
      if (!closed.ok) return closed;
      const header = headerByUid(till.db, ticketId);
      if (header === null) throw new Error(`closed ticket ${ticketId} has no document`);
      if (!closed.value.wasClosed) {
        context.jobsChanged();
        context.statusChanged();
      }
      return ok({ sale: closedSaleView(till.db, header), desk: deskView(till) });
    },
    'sale.accept-clock': () => {
      const cashier = requireCashier(context);
      if (!cashier.ok) return cashier;
      const logged = transactTill(till, () => {
        appendAudit(till.db, { at: localNow(till), actorId: cashier.value.id, kind: 'clock.accepted', detail: {} });
        return ok({});
      });
      if (logged.ok) till.isClockAccepted = true;
      return logged;
    },
  } satisfies Handlers;
}
