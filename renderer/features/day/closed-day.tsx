import { cents } from '../../../domain/money.ts';
import type { ClosedDayView } from '../../../electron/ipc/contract/day.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import type { DayView } from './day-pane.tsx';
import { ShownPaper } from './shown-paper.tsx';

type Props = { readonly closed: ClosedDayView; onShow(view: DayView): void; onDone(): void };

/** How it came out, and what to do with the money. */
export function ClosedDay({ closed, onShow, onDone }: Props) {
  const { t } = useWords();
  const { number, differenceCents, takenAwayCents, leftCents, receipt } = closed;
  const title = t('caja.closed-title', { number });
  const amountCents = cents(Math.abs(differenceCents));
  const said = differenceCents === 0 ? 'caja.exact' : differenceCents > 0 ? 'caja.over' : 'caja.short';
  return (
    <Pane
      title={title}
      backLabel={t('caja.back')}
      onBack={onDone}
      foot={
        <>
          <Button size="large" isWide onClick={() => onShow({ name: 'sync', number })}>
            {t('caja.sync')}
          </Button>
          <Button look="accent" size="large" isWide onClick={onDone}>
            {t('caja.done')}
          </Button>
        </>
      }
    >
      <Notice tone={differenceCents === 0 ? 'good' : 'warning'} title={t(said, { amountCents })}>
        {t('caja.closed-take', { takenCents: takenAwayCents, leftCents })}
      </Notice>
      <ShownPaper receipt={receipt} label={title} />
    </Pane>
  );
}
