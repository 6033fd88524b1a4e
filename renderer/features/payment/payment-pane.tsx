import type { TicketView } from '../../../electron/ipc/contract/sale.ts';
import { useWords } from '../../app/language.ts';
import { goBack } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/field.tsx';
import { Keypad } from '../../ui/keypad.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { useSale } from '../sale/sale-store.ts';
import { openSettings } from '../settings/open-settings.ts';
import { AmountRows } from './amount-rows.tsx';
import { GoOn } from './go-on.tsx';
import { HowMuch } from './how-much.tsx';
import { MethodKeys } from './method-keys.tsx';
import { isBlocked } from './payment-entry.ts';
import { TakenPayments } from './taken-payments.tsx';
import { type Payment, usePayment } from './use-payment.ts';
import './payment.css';

/** How a ticket is paid. The ticket stays in view at the left; the change is shown there afterwards. */
export function PaymentPane() {
  const ticket = useSale(({ ticket }) => ticket);
  return ticket === null || ticket.lines.length === 0 ? (
    <NothingToPay />
  ) : (
    <PayTicket key={ticket.id} ticket={ticket} />
  );
}

function NothingToPay() {
  const { t } = useWords();
  return (
    <Pane title={t('payment.title')} backLabel={t('payment.back')} onBack={goBack}>
      <Empty title={t('payment.empty')}>
        <p>{t('payment.empty-hint')}</p>
      </Empty>
    </Pane>
  );
}

function PayTicket({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useWords();
  const payment = usePayment(ticket);
  const { isPrinted, setPrinted, press } = payment;
  const takesAmounts = !isBlocked(ticket) && ticket.missingCents > 0;
  const paper =
    isPrinted === null ? null : (
      <div className="pay__paper">
        <Switch label={t('payment.paper')} isOn={isPrinted} onChange={setPrinted} />
      </div>
    );
  return (
    <Pane
      title={t('payment.title')}
      backLabel={t('payment.back')}
      onBack={goBack}
      head={paper}
      foot={<GoOn payment={payment} />}
    >
      <div className="pay">
        <MethodKeys payment={payment} />
        <div className={takesAmounts ? 'pay__middle' : 'pay__middle pay__middle--alone'}>
          <div className="pay__left">
            <AmountRows payment={payment} />
            <HowMuch payment={payment} />
          </div>
          {takesAmounts ? <Keypad onKey={press} eraseLabel={t('key.erase')} /> : null}
        </div>
        {/* One of the two has room; what was taken is at the ticket as well. */}
        {payment.refusal === null ? <TakenPayments payment={payment} /> : <PaymentRefusal payment={payment} />}
      </div>
    </Pane>
  );
}

/** Why nothing was taken, with what helps where a button can. */
function PaymentRefusal({ payment: { refusal, acceptClock } }: { readonly payment: Payment }) {
  const { t, why } = useWords();
  if (refusal === null) return null;
  const help =
    refusal.code === 'clock_suspicious' ? (
      <Button onClick={acceptClock}>{t('payment.clock-right')}</Button>
    ) : refusal.code === 'installation_moved' ? (
      <Button onClick={() => openSettings('data')}>{t('payment.to-data')}</Button>
    ) : null;
  return (
    <Notice tone="danger" code={refusal.code} actions={help}>
      {why(refusal)}
    </Notice>
  );
}
