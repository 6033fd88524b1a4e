import { useState } from 'react';
import { milli } from '../../../domain/money.ts';
import { displayWeight } from '../../../domain/money-text.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { padValue, WEIGHT_PAD } from '../../ui/pad-entry.ts';
import { Pane } from '../../ui/pane.tsx';
import { PadDisplay, PadGrid, usePad } from './pad.tsx';
import { forgetPending, type Pending } from './sale-store.ts';

type Props = { readonly pending: Extract<Pending, { kind: 'weight' }> };

/** Goods by weight: asked in place, on the pad or the keyboard. */
export function WeightPad({ pending }: Props) {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const pad = usePad(WEIGHT_PAD, { onEnter: () => void add() });
  const value = padValue(pad.entry, WEIGHT_PAD) ?? 0;

  async function add(): Promise<void> {
    if (value === 0 || isBusy) return;
    setBusy(true);
    await pending.add(value);
    setBusy(false);
  }
  return (
    <Pane title={t('weight.title', { name: pending.name })} backLabel={t('weight.leave')} onBack={forgetPending}>
      <div className="pad-layout">
        <PadDisplay label={t('weight.weight')} value={displayWeight(milli(value))} hint={t('weight.hint')} />
        <PadGrid pad={pad} />
        <Button
          look="accent"
          size="large"
          isWide
          shortcut={t('key.enter')}
          disabled={value === 0}
          onClick={() => void add()}
        >
          {t('weight.add')}
        </Button>
      </div>
    </Pane>
  );
}
