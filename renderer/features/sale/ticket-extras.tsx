import { displayAmount, displayEuros } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import { openPane, usePane } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { discountText } from './line-text.ts';
import { attachCustomer, discountTicket, forgetRefusal, takeBackPayment, useSale } from './sale-store.ts';

/** Whose ticket it is. */
export function TicketCustomer() {
  const { t } = useWords();
  const customer = useSale(({ ticket }) => ticket?.customer ?? null);
  if (customer === null) return null;
  return (
    <div className="ticket__bar ticket__customer">
      <button type="button" className="ticket__customer-name" onClick={() => openPane({ name: 'customer' })}>
        <Icon name="person" />
        <span>
          {customer.name}
          {customer.taxId === null ? null : <span className="second"> {customer.taxId}</span>}
        </span>
      </button>
      <Button
        look="quiet"
        aria-label={t('sale.take-customer-off', { name: customer.name })}
        onClick={() => void attachCustomer(null)}
      >
        <Icon name="close" />
      </Button>
    </div>
  );
}

/** The ticket's own discount, below its lines. */
export function TicketDiscount() {
  const words = useWords();
  const { t } = words;
  const discount = useSale(({ ticket }) => ticket?.discount ?? null);
  const takenCents = useSale(({ ticket }) => ticket?.ticketDiscountCents ?? 0);
  if (discount === null) return null;
  return (
    <div className="ticket__bar">
      <span className="line__discount">{discountText(discount, takenCents, words)}</span>
      <Button look="quiet" aria-label={t('sale.take-discount-off')} onClick={() => void discountTicket(null)}>
        <Icon name="close" />
      </Button>
    </div>
  );
}

const NO_PAYMENTS: readonly never[] = [];

/** Money that is on the table already; a wrong tender can be taken back. */
export function TicketPayments() {
  const { t } = useWords();
  const payments = useSale(({ ticket }) => ticket?.payments ?? NO_PAYMENTS);
  if (payments.length === 0) return null;
  return (
    <ul className="payments" aria-label={t('sale.payments')}>
      {payments.map(({ id, method, tenderedCents }) => (
        <li key={id} className="ticket__bar">
          <span>{t(`sale.method.${method}`)}</span>
          <span className="amount">{displayAmount(tenderedCents)}</span>
          <Button
            look="quiet"
            aria-label={t('sale.take-back-spoken', {
              what: `${t(`sale.method.${method}`)} ${displayEuros(tenderedCents)}`,
            })}
            onClick={() => void takeBackPayment(id)}
          >
            {t('sale.take-back')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Why something was not done, or what the law will say when it is paid. */
export function TicketRefusal() {
  const { t, why } = useWords();
  const refusal = useSale(({ refusal }) => refusal);
  // While it is paid, the payment says it, with the way out.
  const isPaying = usePane().name === 'payment';
  const problem = useSale(({ ticket }) => (isPaying ? null : (ticket?.problem ?? null)));
  if (refusal !== null) {
    return (
      <Notice
        tone="danger"
        code={refusal.code}
        actions={
          <Button look="quiet" aria-label={t('sale.understood')} onClick={forgetRefusal}>
            <Icon name="close" />
          </Button>
        }
      >
        {why(refusal)}
      </Notice>
    );
  }
  return problem === null ? null : <Notice tone="warning">{why(problem)}</Notice>;
}

/** The till is slow to answer: what was scanned is kept and said. */
export function TicketWaiting() {
  const { t } = useWords();
  const waiting = useSale(({ waiting }) => waiting);
  if (waiting === 0) return null;
  return (
    <Late>
      <p className="ticket__bar second" role="status">
        {waiting === 1 ? t('sale.waiting-one') : t('sale.waiting', { count: waiting })}
      </p>
    </Late>
  );
}
