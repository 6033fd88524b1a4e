import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { goHome } from '../../app/panes.ts';
import { load } from '../../app/start-app.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Late } from '../../ui/late.tsx';
import { Failed } from './restore-panel.tsx';

/** Between the shop and the one to try things in. */
export function SampleGroup() {
  const { t } = useWords();
  const isSample = useApp(({ appState, hello }) => appState?.isSample ?? hello?.isSample ?? false);
  const hasOwnShop = useApp(({ hello }) => hello?.hasOwnShop ?? true);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.ask(isSample ? 'host.leave-sample' : 'host.open-sample', {});
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    goHome();
    await load();
  };
  // The demonstration: what is kept nowhere has nowhere to go back to.
  if (isSample && !hasOwnShop) return <Group title={t('setup.sample')} hint={t('data.sample-only')} />;
  return (
    <Group
      title={t('setup.sample')}
      hint={t(isSample ? 'data.sample-now' : 'data.sample-hint')}
      actions={
        <Button disabled={isBusy} onClick={() => void change()}>
          {t(isSample ? 'data.leave-sample' : 'setup.sample-do')}
        </Button>
      }
    >
      {isBusy ? (
        <Late>
          <p role="status">{t('setup.working')}</p>
        </Late>
      ) : null}
      {refusal === null ? null : <Failed refusal={refusal} />}
    </Group>
  );
}
