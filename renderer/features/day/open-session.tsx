import { useState } from 'react';
import { cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { newId } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { MONEY_PAD, padValue } from '../../ui/pad-entry.ts';
import { Pane } from '../../ui/pane.tsx';
import { PadDisplay, PadGrid, usePad } from '../sale/pad.tsx';
import { Refused } from './refused.tsx';

/** The float, typed on the pad; nothing typed is an empty drawer. */
export function OpenSession({ onBack }: { onBack(): void }) {
  const { t } = useWords();
  // One for as long as this is open: pressed twice, it opens once.
  const [operationId] = useState(newId);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pad = usePad(MONEY_PAD, { onEnter: () => void open() });
  const floatCents = cents(padValue(pad.entry, MONEY_PAD) ?? 0);
  const open = async (): Promise<void> => {
    const opened = await client.ask('day.open', { operationId, floatCents });
    if (opened.ok) onBack();
    else setRefusal(opened.refusal);
  };
  return (
    <Pane title={t('caja.open-title')} backLabel={t('caja.back')} onBack={onBack}>
      <div className="pad-layout">
        <PadDisplay label={t('caja.open-amount')} value={displayEuros(floatCents)} hint={t('caja.open-hint')} />
        <Refused refusal={refusal} />
        <PadGrid pad={pad} />
        <Button look="accent" size="large" isWide shortcut={t('key.enter')} onClick={() => void open()}>
          {t('caja.open-do')}
        </Button>
      </div>
    </Pane>
  );
}
