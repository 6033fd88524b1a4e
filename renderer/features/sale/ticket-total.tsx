import { ZERO_CENTS } from '../../../domain/money.ts';
import { displayAmount, displayEuros } from '../../../domain/money-text.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { KEYS, openPayment, payExactCash } from './counter.ts';
import { useSale } from './sale-store.ts';

/** The one loud thing while selling, and the two keys that move the sale forward. */
export function TicketTotal() {
  const { t } = useWords();
  const totalCents = useSale(({ ticket }) => ticket?.totalCents ?? ZERO_CENTS);
  const missingCents = useSale(({ ticket }) => ticket?.missingCents ?? ZERO_CENTS);
  const taxCents = useSale(({ ticket }) => ticket?.taxCents ?? ZERO_CENTS);
  const itemCount = useSale(({ ticket }) => ticket?.itemCount ?? 0);
  const isEmpty = useSale(({ ticket }) => (ticket?.lines.length ?? 0) === 0);
  const takesCash = useSale(({ ticket }) => ticket?.problem === null);
  const taxName = useApp(({ settings }) => settings?.shop.taxArea ?? 'IVA');
  const isPartPaid = missingCents !== totalCents;
  return (
    <div className="total">
      <p className="total__line">
        <span className="second total__count">
          <span>{itemCount === 1 ? t('sale.items-one') : t('sale.items', { count: itemCount })}</span>
          <span>
            {taxName} {displayAmount(taxCents)}
          </span>
        </span>
        <output className="total__amount" aria-live="polite" aria-label={t('sale.total')}>
          {displayEuros(totalCents)}
        </output>
      </p>
      {isPartPaid ? (
        <p className="total__missing">
          <span>{t('sale.missing')}</span>
          <strong>{displayEuros(missingCents)}</strong>
        </p>
      ) : null}
      <div className="total__keys">
        <Button look="accent" size="large" shortcut={KEYS.pay} disabled={isEmpty} onClick={openPayment}>
          {t('sale.pay')}
        </Button>
        <Button
          look="soft"
          size="large"
          className="total__exact"
          shortcut={KEYS.exact}
          disabled={isEmpty || !takesCash}
          onClick={() => void payExactCash()}
        >
          {t('sale.exact')}
        </Button>
      </div>
    </div>
  );
}
