import { useState } from 'react';
import { cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { TextKey } from '../../../domain/texts/index.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { newId } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { MONEY_PAD, padValue } from '../../ui/pad-entry.ts';
import { Pane } from '../../ui/pane.tsx';
import { PadDisplay, PadGrid, usePad } from '../sale/pad.tsx';
import { Refused } from './refused.tsx';

const REASONS: Readonly<Record<'in' | 'out', readonly TextKey[]>> = {
  in: ['caja.why.bank', 'caja.why.float'],
  out: ['caja.why.supplier', 'caja.why.expense', 'caja.why.withdraw'],
};

type Props = { readonly kind: 'in' | 'out'; onBack(): void };

/** Money in or out without a sale: how much, and why. The drawer opens when it is noted. */
export function MoveCash({ kind, onBack }: Props) {
  const { t } = useWords();
  const [operationId] = useState(newId);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pad = usePad(MONEY_PAD, { onEnter: () => void note() });
  const value = padValue(pad.entry, MONEY_PAD) ?? 0;
  const isReady = value > 0 && reason.trim() !== '';
  const note = async (): Promise<void> => {
    if (!isReady) return;
    const moved = await client.ask('day.move', { operationId, kind, cents: cents(value), reason: reason.trim() });
    if (moved.ok) onBack();
    else setRefusal(moved.refusal);
  };
  return (
    <Pane title={t(`caja.${kind}-title`)} backLabel={t('caja.back')} onBack={onBack}>
      <div className="pad-layout">
        <PadDisplay label={t('caja.move-amount')} value={displayEuros(cents(value))} />
        <Why kind={kind} reason={reason} onReason={setReason} />
        <Refused refusal={refusal} />
        <PadGrid pad={pad} />
        <Button
          look="accent"
          size="large"
          isWide
          shortcut={t('key.enter')}
          disabled={!isReady}
          onClick={() => void note()}
        >
          {t(`caja.${kind}-do`)}
        </Button>
      </div>
    </Pane>
  );
}

type WhyProps = { readonly kind: 'in' | 'out'; readonly reason: string; onReason(reason: string): void };

/** One of the usual reasons, or another in its place: both at once would not leave room for the keys. */
function Why({ kind, reason, onReason }: WhyProps) {
  const { t } = useWords();
  const [isOther, setOther] = useState(false);
  if (isOther) {
    return <TextField label={t('caja.move-other')} value={reason} onValue={onReason} maxLength={80} autoFocus />;
  }
  return (
    <fieldset className="choice day-reasons" aria-label={t('caja.move-why')}>
      {REASONS[kind].map((key) => (
        <Button key={key} aria-pressed={reason === t(key)} onClick={() => onReason(t(key))}>
          {t(key)}
        </Button>
      ))}
      <Button
        onClick={() => {
          onReason('');
          setOther(true);
        }}
      >
        {t('caja.move-another')}
      </Button>
    </fieldset>
  );
}
