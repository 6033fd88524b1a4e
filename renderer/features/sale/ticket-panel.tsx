import { useWords } from '../../app/language.ts';
import { Empty } from '../../ui/notice.tsx';
import { useCounter } from './counter.ts';
import { PaidPanel } from './paid-panel.tsx';
import { useSale } from './sale-store.ts';
import { PutBackBar, TicketActions } from './ticket-actions.tsx';
import { TicketCustomer, TicketDiscount, TicketPayments, TicketRefusal, TicketWaiting } from './ticket-extras.tsx';
import { TicketLines } from './ticket-lines.tsx';
import { TicketTotal } from './ticket-total.tsx';
import './ticket-panel.css';

/** The left side: what the customer buys, what it comes to, and what to do with it. Always in view. */
export function TicketPanel() {
  const { t } = useWords();
  useCounter();
  const isEmpty = useSale(({ ticket }) => (ticket?.lines.length ?? 0) === 0);
  const paid = useSale(({ paid, ticket }) => (ticket === null ? paid : null));
  return (
    <section className="ticket" aria-label={t('sale.ticket')}>
      <TicketCustomer />
      {isEmpty ? <EmptyTicket isAfterSale={paid !== null} /> : <TicketLines />}
      <div className="ticket__below">
        <TicketDiscount />
        <TicketPayments />
        <PutBackBar />
        <TicketRefusal />
        <TicketWaiting />
      </div>
      {paid === null ? (
        <>
          <TicketActions />
          <TicketTotal />
        </>
      ) : (
        <PaidPanel sale={paid} />
      )}
    </section>
  );
}

function EmptyTicket({ isAfterSale }: { readonly isAfterSale: boolean }) {
  const { t } = useWords();
  return (
    <Empty title={isAfterSale ? t('sale.next-customer') : t('sale.empty')}>
      <p>{t(isAfterSale ? 'sale.next-hint' : 'sale.empty-hint')}</p>
    </Empty>
  );
}
