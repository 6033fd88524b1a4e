import { cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { MONEY_PAD, padValue } from '../../ui/pad-entry.ts';
import { Pane } from '../../ui/pane.tsx';
import { PadDisplay, PadGrid, usePad } from '../sale/pad.tsx';
import type { DrawerCount } from './close-day.tsx';

type Props = { onBack(): void; onCounted(count: DrawerCount): void; onByKind(): void };

/** For who has counted already, by a machine or in the head. */
export function CountSum({ onBack, onCounted, onByKind }: Props) {
  const { t } = useWords();
  const pad = usePad(MONEY_PAD, { onEnter: () => goOn() });
  const typed = padValue(pad.entry, MONEY_PAD);
  const goOn = (): void => {
    if (typed !== null) onCounted({ pieces: [], totalCents: cents(typed) });
  };
  return (
    <Pane
      title={t('caja.count-title')}
      backLabel={t('caja.back')}
      onBack={onBack}
      head={<Button onClick={onByKind}>{t('caja.count-by-kind')}</Button>}
    >
      <div className="pad-layout">
        <PadDisplay label={t('caja.count-total')} value={displayEuros(cents(typed ?? 0))} hint={t('caja.count-hint')} />
        <PadGrid pad={pad} />
        <Button look="accent" size="large" isWide shortcut={t('key.enter')} disabled={typed === null} onClick={goOn}>
          {t('caja.count-next')}
        </Button>
      </div>
    </Pane>
  );
}
