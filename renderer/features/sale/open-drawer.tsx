import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { TextKey } from '../../../domain/texts/index.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';

const REASONS: readonly TextKey[] = ['drawer.reason.change', 'drawer.reason.check', 'drawer.reason.withdrawal'];

/** The drawer without a sale: with a reason, because the log keeps it. */
export function OpenDrawer({ onDone }: { onDone(): void }) {
  const { t, why } = useWords();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const open = async (text: string): Promise<void> => {
    if (text.trim() === '') return;
    // Once: a drawer that opens again by itself is worse than one that has to be asked again.
    const opened = await client.askOnce('printing.open-drawer', { why: text.trim() });
    if (opened.ok) onDone();
    else setRefusal(opened.refusal);
  };
  return (
    <form
      className="more__form"
      onSubmit={(event) => {
        event.preventDefault();
        void open(reason);
      }}
    >
      <p className="field__label">{t('drawer.why')}</p>
      <div className="choice">
        {REASONS.map((key) => (
          <Button key={key} onClick={() => void open(t(key))}>
            {t(key)}
          </Button>
        ))}
      </div>
      <TextField label={t('drawer.other')} value={reason} onValue={setReason} maxLength={80} />
      {refusal === null ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <div className="pad-ends">
        <Button size="large" onClick={onDone}>
          {t('more.cancel')}
        </Button>
        <Button look="accent" size="large" disabled={reason.trim() === ''} onClick={() => void open(reason)}>
          {t('drawer.open')}
        </Button>
      </div>
    </form>
  );
}
