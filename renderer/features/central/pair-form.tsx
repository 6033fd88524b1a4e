import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { typeCode, useTypedCode } from './typed-code.ts';

type Pairing =
  | { readonly at: 'no' }
  | { readonly at: 'asking' }
  | { readonly at: 'paired'; readonly company: string }
  | { readonly at: 'refused'; readonly refusal: Refusal };

/** The code in, by keys, clipboard or scanner; then what became of it. */
export function PairForm() {
  const { t, why } = useWords();
  const code = useTypedCode(({ code }) => code);
  const [pairing, setPairing] = useState<Pairing>({ at: 'no' });
  const pair = async (): Promise<void> => {
    setPairing({ at: 'asking' });
    // Once: a code works once, and a repetition unseen would say that it was used.
    const paired = await client.askOnce('sync.pair', { code: code.trim() });
    if (paired.ok) typeCode('');
    setPairing(
      paired.ok ? { at: 'paired', company: paired.value.companyName } : { at: 'refused', refusal: paired.refusal },
    );
  };
  return (
    <>
      <div className="central__code">
        <TextArea
          label={t('central.code')}
          hint={t('central.code-hint')}
          value={code}
          onValue={(typed) => {
            typeCode(typed);
            setPairing({ at: 'no' });
          }}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={2000}
        />
      </div>
      {pairing.at === 'refused' ? (
        <Notice tone="danger" code={pairing.refusal.code}>
          {why(pairing.refusal)}
        </Notice>
      ) : null}
      {pairing.at === 'paired' ? (
        <Notice tone="good">{t('central.paired', { company: pairing.company })}</Notice>
      ) : null}
      <div className="settings__buttons">
        <Button look="soft" disabled={code.trim() === '' || pairing.at === 'asking'} onClick={() => void pair()}>
          {t('central.pair-now')}
        </Button>
        {pairing.at === 'asking' ? (
          <Late>
            <p role="status">{t('central.pairing')}</p>
          </Late>
        ) : null}
      </div>
    </>
  );
}
