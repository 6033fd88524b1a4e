import { useState } from 'react';
import { cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { ClosedDayView } from '../../../electron/ipc/contract/day.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { newId } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { MONEY_PAD, padValue } from '../../ui/pad-entry.ts';
import { Pane } from '../../ui/pane.tsx';
import { PadDisplay, PadGrid, usePad } from '../sale/pad.tsx';
import type { DrawerCount } from './close-day.tsx';
import { Refused } from './refused.tsx';
import { useAnswer } from './use-answer.ts';

type Props = { readonly count: DrawerCount; onBack(): void; onClosed(closed: ClosedDayView): void };

/** The float of tomorrow, and then the Z: nothing after this can be taken back. */
export function HowMuchStays({ count, onBack, onClosed }: Props) {
  const { t } = useWords();
  const [operationId] = useState(newId);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isClosing, setClosing] = useState(false);
  const [isAll, setAll] = useState(false);
  const { answer, ask } = useAnswer('day.state', {});
  const pad = usePad(MONEY_PAD, { onEnter: () => void close() });
  const typed = padValue(pad.entry, MONEY_PAD);
  const float = Math.min(answer?.ok === true ? answer.value.floatCents : 0, count.totalCents);
  // Null: the float, as the till knows it at that moment.
  const leftCents = typed !== null ? cents(typed) : isAll ? count.totalCents : null;
  // What is going to stay has to be seen before.
  const canClose = !isClosing && (leftCents !== null || answer?.ok === true);
  const close = async (): Promise<void> => {
    if (!canClose) return;
    setClosing(true);
    setRefusal(null);
    const { pieces, totalCents } = count;
    const given = { operationId, pieces: [...pieces], totalCents, leftCents, isPrinted: true };
    const closed = await client.ask('day.close', given);
    setClosing(false);
    if (closed.ok) onClosed(closed.value);
    else setRefusal(closed.refusal);
  };
  return (
    <Pane title={t('caja.left-title')} backLabel={t('caja.back')} onBack={onBack}>
      <div className="pad-layout">
        <PadDisplay
          label={t('caja.left-amount')}
          value={displayEuros(leftCents ?? cents(float))}
          hint={t('caja.left-hint', { amountCents: count.totalCents })}
        />
        <div className="choice">
          <Button
            aria-pressed={typed === null && !isAll}
            onClick={() => {
              pad.clear();
              setAll(false);
            }}
          >
            {t('caja.left-same', { amountCents: float })}
          </Button>
          <Button
            aria-pressed={typed === null && isAll}
            onClick={() => {
              pad.clear();
              setAll(true);
            }}
          >
            {t('caja.left-all')}
          </Button>
        </div>
        {answer?.ok === false ? <Refused refusal={answer.refusal} onRetry={ask} /> : null}
        <Refused refusal={refusal} />
        <PadGrid pad={pad} />
        <Button
          look="accent"
          size="large"
          isWide
          shortcut={t('key.enter')}
          disabled={!canClose}
          onClick={() => void close()}
        >
          {t(isClosing ? 'caja.closing' : 'caja.close-do')}
        </Button>
      </div>
    </Pane>
  );
}
