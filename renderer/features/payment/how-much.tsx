import type { Cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import { plausibleNotes } from '../../../domain/ticket/notes.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { isBlocked, takesMethod } from './payment-entry.ts';
import type { Payment } from './use-payment.ts';

type Props = { readonly payment: Payment };

/** Beside the pad: sums for cash, the question for card and Bizum, or why there is nothing to choose. */
export function HowMuch({ payment }: Props) {
  const { t, why } = useWords();
  const { ticket, now, step } = payment;
  if (isBlocked(ticket) && ticket.problem !== null) {
    return <Words title={t('payment.blocked')} text={why(ticket.problem)} />;
  }
  if (ticket.missingCents === 0) {
    return <Words title={t(ticket.totalCents === 0 ? 'payment.free-hint' : 'payment.covered-hint')} />;
  }
  if (now.method === 'card' || now.method === 'bizum') {
    return step.kind === 'refused' ? (
      <Words title={t('payment.wrong-amount')} text={why(step.refusal)} />
    ) : (
      <Question payment={payment} method={now.method} />
    );
  }
  if (!takesMethod(ticket, 'cash') && ticket.problem !== null) {
    return <Words title={t('payment.no-cash')} text={why(ticket.problem)} />;
  }
  return <Sums payment={payment} />;
}

function Words({ title, text }: { readonly title: string; readonly text?: string }) {
  return (
    <div className="pay__words">
      <p className="pay__words-title">{title}</p>
      {text === undefined ? null : <p>{text}</p>}
    </div>
  );
}

/** The till does not see the card terminal: a person says that it was approved. */
function Question({ payment: { ticket, amounts }, method }: Props & { readonly method: 'card' | 'bizum' }) {
  const { t } = useWords();
  return (
    <div className="pay__words" aria-live="polite">
      <p className="pay__words-title">{t(`payment.ask.${method}`)}</p>
      <p>{t(`payment.hint.${method}`, { amount: displayEuros(amounts.givenCents) })}</p>
      {amounts.leftCents === 0 && ticket.payments.length === 0 ? (
        <p className="second">{t('payment.part-hint')}</p>
      ) : null}
    </div>
  );
}

/** "20 €" on a key, "18,50 €" where there are cents. */
const sumText = (sumCents: Cents): string => displayEuros(sumCents).replace(/,00 /, ' ');

function Sums({ payment: { ticket, now, amounts, chooseSum } }: Props) {
  const { t } = useWords();
  const { missingCents } = ticket;
  const isExact = now.method === 'cash' && now.entry.text === '';
  return (
    <fieldset className="pay__sums">
      <legend className="visually-hidden">{t('payment.sums')}</legend>
      <Button
        look="soft"
        size="key"
        className="pay__exact"
        aria-pressed={isExact}
        onClick={() => chooseSum(missingCents)}
      >
        {t('payment.exact')}
      </Button>
      {plausibleNotes(missingCents).map((sumCents) => (
        <Button
          key={sumCents}
          size="key"
          aria-pressed={!isExact && amounts.givenCents === sumCents}
          onClick={() => chooseSum(sumCents)}
        >
          {sumText(sumCents)}
        </Button>
      ))}
    </fieldset>
  );
}
