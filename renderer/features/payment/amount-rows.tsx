import { displayEuros } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import type { Payment } from './use-payment.ts';

/** What is due, what is handed over, and what goes back or is missing: the loud one. */
export function AmountRows({ payment: { ticket, now, amounts } }: { readonly payment: Payment }) {
  const { t } = useWords();
  const { dueCents, givenCents, changeCents, leftCents } = amounts;
  const isRest = ticket.payments.length > 0;
  const isCash = now.method === 'cash' || now.method === null;
  const isShort = leftCents > 0;
  return (
    <dl className="pay__amounts">
      <div className="pay__amount">
        <dt>{t(isRest ? 'payment.rest' : 'payment.due')}</dt>
        <dd>{displayEuros(dueCents)}</dd>
      </div>
      <div className="pay__amount">
        <dt>{t(isCash ? 'payment.given' : 'payment.charged')}</dt>
        <dd>{displayEuros(givenCents)}</dd>
      </div>
      <div className="pay__amount pay__amount--loud" aria-live="polite">
        <dt>{t(isShort ? 'payment.short' : 'payment.change')}</dt>
        <dd>{displayEuros(isShort ? leftCents : changeCents)}</dd>
      </div>
    </dl>
  );
}
