import { displayEuros } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import type { Payment } from './use-payment.ts';

/** Money that is on the table already; what was wrong is taken off. */
export function TakenPayments({ payment: { ticket, isBusy, takeOff } }: { readonly payment: Payment }) {
  const { t } = useWords();
  if (ticket.payments.length === 0) return null;
  return (
    <ul className="pay__taken" aria-label={t('payment.taken')}>
      {ticket.payments.map(({ id, method, tenderedCents }) => {
        const what = `${t(`sale.method.${method}`)} ${displayEuros(tenderedCents)}`;
        return (
          <li key={id} className="pay__one-taken">
            <span>{what}</span>
            <Button disabled={isBusy} aria-label={t('payment.take-off-spoken', { what })} onClick={() => takeOff(id)}>
              {t('payment.take-off')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
