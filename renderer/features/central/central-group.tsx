import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { CentralStatus } from '../../../electron/ipc/contract/central.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { openSettings } from '../settings/open-settings.ts';
import { CentralFacts } from './central-facts.tsx';
import { asksAPerson, stateWords } from './central-words.ts';
import { RejectedList } from './rejected-list.tsx';
import './central.css';

/** Central on the page of the state: in words, since when, what waits, what is held back, and what to do. */
export function CentralGroup({ central }: { readonly central: CentralStatus }) {
  const words = useWords();
  const { t, language } = words;
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const { said, hint } = stateWords(central, { timeZone, language }, words);
  const isPaired = central.state !== 'not-paired';
  return (
    <Group title={t('status.central')} actions={<Actions central={central} />}>
      <p className={asksAPerson(central) ? 'status__strong status__bad' : 'status__strong'}>{said}</p>
      {hint === null ? null : <p className={isPaired ? undefined : 'group__hint'}>{hint}</p>}
      {isPaired ? <CentralFacts central={central} /> : null}
      {central.rejected > 0 ? <RejectedList count={central.rejected} /> : null}
    </Group>
  );
}

function Actions({ central: { state, pending } }: { readonly central: CentralStatus }) {
  const { t } = useWords();
  if (state === 'not-paired' || state === 'revoked') {
    return <Button onClick={() => openSettings('central')}>{t('status.go-to-central')}</Button>;
  }
  if (pending === 0 && state !== 'offline' && state !== 'problem') return null;
  return <RetryNow />;
}

/** For whoever does not want to wait for the next attempt. */
function RetryNow() {
  const { t, why } = useWords();
  const [asked, setAsked] = useState<'no' | 'yes' | Refusal>('no');
  const retry = async (): Promise<void> => {
    const answer = await client.ask('sync.retry', {});
    setAsked(answer.ok ? 'yes' : answer.refusal);
  };
  return (
    <div className="central__retry">
      <span role="status">{asked === 'yes' ? t('status.central-retrying') : asked === 'no' ? '' : why(asked)}</span>
      <Button onClick={() => void retry()}>{t('status.central-retry')}</Button>
    </div>
  );
}
