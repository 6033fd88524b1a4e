import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/**
 * The folder is elsewhere than before. Only a person knows whether the old one still sells; both answers are final, so
 * each says what follows from it.
 */
export function MovedOrCopied({ onDone }: { onDone?(): void }) {
  const { t, why } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const adopt = async (answer: 'moved' | 'copied'): Promise<void> => {
    setAsking(true);
    const adopted = await client.ask('data.adopt', { answer });
    setAsking(false);
    setRefusal(adopted.ok ? null : adopted.refusal);
    if (adopted.ok) onDone?.();
  };
  return (
    <section className="data-question" aria-label={t('data.moved-title')}>
      <h2 className="group__title">{t('data.moved-title')}</h2>
      <p>{t('data.moved-question')}</p>
      {refusal === null ? null : (
        <Notice tone="danger" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      <div className="data-question__answers">
        <Button size="large" className="data-question__answer" disabled={isAsking} onClick={() => void adopt('moved')}>
          <strong>{t('data.moved')}</strong>
          <span className="data-question__then">{t('data.moved-then')}</span>
        </Button>
        <Button size="large" className="data-question__answer" disabled={isAsking} onClick={() => void adopt('copied')}>
          <strong>{t('data.copied')}</strong>
          <span className="data-question__then">{t('data.copied-then')}</span>
        </Button>
      </div>
    </section>
  );
}
