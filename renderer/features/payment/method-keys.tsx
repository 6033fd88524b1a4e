import { PAYMENT_METHODS } from '../../../domain/ticket/types.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { isBlocked, takesMethod } from './payment-entry.ts';
import { METHOD_KEYS, type Payment } from './use-payment.ts';

/** Cash, card, Bizum; cash is away where the law forbids it. */
export function MethodKeys({ payment: { ticket, now, choose } }: { readonly payment: Payment }) {
  const { t } = useWords();
  if (isBlocked(ticket) || ticket.missingCents === 0) return null;
  return (
    <fieldset className="pay__methods">
      <legend className="visually-hidden">{t('payment.methods')}</legend>
      {PAYMENT_METHODS.filter((method) => takesMethod(ticket, method)).map((method) => (
        <Button
          key={method}
          size="large"
          shortcut={METHOD_KEYS[method]}
          aria-pressed={now.method === method}
          onClick={() => choose(method)}
        >
          {t(`sale.method.${method}`)}
        </Button>
      ))}
    </fieldset>
  );
}
