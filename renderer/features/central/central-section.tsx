import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { CentralStatus } from '../../../electron/ipc/contract/central.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CentralFacts } from './central-facts.tsx';
import { asksAPerson, stateWords } from './central-words.ts';
import { PairForm } from './pair-form.tsx';
import './central.css';

/** With which central this till shares its sales and products: paired by a code, unpaired after a second question. */
export function CentralSection() {
  const { t } = useWords();
  const central = useApp(({ status }) => status?.central ?? null);
  if (central === null) {
    return (
      <Late>
        <p role="status">{t('host.starting')}</p>
      </Late>
    );
  }
  const isPaired = central.state !== 'not-paired';
  return (
    <>
      {isPaired ? <Connection central={central} /> : null}
      <Group title={t(isPaired ? 'central.pair-again' : 'central.pair')} hint={t('central.pair-hint')}>
        <PairForm />
      </Group>
    </>
  );
}

function Connection({ central }: { readonly central: CentralStatus }) {
  const words = useWords();
  const { t, language } = words;
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const { said, hint } = stateWords(central, { timeZone, language }, words);
  const [isAsking, setAsking] = useState(false);
  const button = isAsking ? null : <Button onClick={() => setAsking(true)}>{t('central.unpair')}</Button>;
  return (
    <Group title={t('central.connection')} actions={button}>
      {asksAPerson(central) ? (
        <Notice tone="warning" title={said}>
          {hint}
        </Notice>
      ) : (
        <p>{said}</p>
      )}
      <CentralFacts central={central} />
      {isAsking ? <Unpair company={central.companyName ?? ''} onDone={() => setAsking(false)} /> : null}
    </Group>
  );
}

/** Escape answers no and leaves the settings open. */
function Unpair({ company, onDone }: { readonly company: string; onDone(): void }) {
  const { t, why } = useWords();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useKeys({ keys: { Escape: onDone } });
  const unpair = async (): Promise<void> => {
    const done = await client.askOnce('sync.unpair', {});
    // Somebody else did it already: what was wanted is so.
    if (done.ok || done.refusal.code === 'not_paired') onDone();
    else setRefusal(done.refusal);
  };
  return (
    <Notice tone="warning">
      <p>{refusal === null ? t('central.unpair-ask', { company }) : why(refusal)}</p>
      <div className="settings__buttons central__answers">
        <Button onClick={onDone} shortcut="Esc">
          {t('central.unpair-no')}
        </Button>
        <Button look="danger" onClick={() => void unpair()}>
          {t('central.unpair-yes')}
        </Button>
      </div>
    </Notice>
  );
}
