import { displayEuros } from '../../../domain/money-text.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords, type Words } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { isAskingTerminal, isBlocked, type Step } from './payment-entry.ts';
import type { Payment } from './use-payment.ts';

/** The large key: what Enter does now, in words. */
export function GoOn({ payment }: { readonly payment: Payment }) {
  const { t } = useWords();
  const { ticket, now, step, amounts, isBusy, goOn, decline } = payment;
  const opensDrawer = useApp(({ settings }) => {
    const printing = settings?.printing;
    return printing !== undefined && printing.drawerPrinterId !== null && printing.drawerOn.includes('cash');
  });
  if (isBlocked(ticket)) return null;
  const isQuestion = isAskingTerminal(now, ticket);
  // Cash says why when it is pressed: "0" is on the way to "0,50".
  const isWrong = step.kind === 'refused' && now.method !== 'cash';
  const amount = displayEuros(amounts.givenCents);
  return (
    <>
      {isQuestion ? (
        <Button size="large" className="pay__no" shortcut="Esc" disabled={isBusy} onClick={decline}>
          {t('payment.no')}
        </Button>
      ) : null}
      <Button
        look="accent"
        size="large"
        isWide
        className="pay__go"
        shortcut={t('key.enter')}
        aria-disabled={isBusy}
        disabled={step.kind === 'nothing' || isWrong}
        onClick={goOn}
      >
        {isBusy
          ? t('payment.busy')
          : isQuestion
            ? `${t('payment.yes')} ${amount}`
            : isWrong
              ? t('payment.correct')
              : labelOf(step, { t, amount, opensDrawer, isRest: ticket.payments.length > 0 })}
      </Button>
    </>
  );
}

type About = {
  readonly t: Words['t'];
  readonly amount: string;
  readonly opensDrawer: boolean;
  readonly isRest: boolean;
};

function labelOf(step: Step, { t, amount, opensDrawer, isRest }: About): string {
  if (step.kind === 'nothing') return t(isRest ? 'payment.choose-rest' : 'payment.choose');
  if (step.kind === 'part') return t('payment.part', { amount });
  if (step.kind === 'close' && step.payment === null) return t(isRest ? 'payment.covered' : 'payment.free');
  return t(opensDrawer ? 'payment.close-drawer' : 'payment.close');
}
