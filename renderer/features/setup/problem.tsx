import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import { knowApp, useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { load } from '../../app/start-app.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Late } from '../../ui/late.tsx';
import { MovedOrCopied } from '../data/moved-or-copied.tsx';
import { Failed, RestorePanel } from '../data/restore-panel.tsx';
import { waysOut } from './ways-out.ts';
import './problem.css';

const UNKNOWN: Refusal = { code: 'unexpected', params: { code: 'no_refusal' }, retryable: true };

/** The data folder does not open: why, and everything that can be done about it from here. */
export function StartProblem() {
  const { t, why } = useWords();
  const refusal = useApp(({ appState }) => appState?.refusal ?? UNKNOWN);
  const dataFolder = useApp(({ appState }) => appState?.dataFolder ?? '');
  const isSample = useApp(({ appState, hello }) => appState?.isSample ?? hello?.isSample ?? false);
  const version = useApp(({ hello }) => hello?.version ?? '');
  const [isRestoring, setRestoring] = useState(false);
  const { isBusy, failure, retry, openSample } = useRescue();
  const ways = waysOut(refusal, isSample);
  const closeRestore = (): void => setRestoring(false);
  const actions = { retry, sample: openSample, restore: () => setRestoring(!isRestoring) };
  const buttons = ways.filter((way) => way !== 'adopt');
  const goFirst = (): void => actions[buttons[0] ?? 'retry']();
  useKeys({ keys: { Enter: goFirst, Escape: closeRestore } });
  return (
    <main className="problem">
      <div className="problem__page">
        <h1 className="problem__title">{t('problem-screen.title')}</h1>
        <p className="problem__why" role="alert">
          {why(refusal)}
        </p>
        {failure === null ? null : <Failed refusal={failure} />}
        {ways.includes('adopt') ? <MovedOrCopied onDone={() => void load()} /> : null}
        <div className="problem__ways">
          {buttons.map((way, index) => (
            <Button
              key={way}
              size="large"
              look={index === 0 ? 'accent' : 'plain'}
              disabled={isBusy}
              aria-expanded={way === 'restore' ? isRestoring : undefined}
              {...(index === 0 ? { shortcut: t('key.enter') } : {})}
              onClick={actions[way]}
            >
              {t(`problem-screen.${way}`)}
            </Button>
          ))}
        </div>
        <p role="status">{isBusy ? <Late>{t('setup.working')}</Late> : null}</p>
        {isRestoring ? (
          <Group title={t('data.restore')} hint={t('data.restore-hint')}>
            <RestorePanel />
          </Group>
        ) : null}
        <Support code={refusal.code} dataFolder={dataFolder} version={version} />
      </div>
    </main>
  );
}

function useRescue() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const run = async (work: () => Promise<Refusal | null>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure(await work());
    setBusy(false);
  };
  const retry = (): void =>
    void run(async () => {
      const answer = await client.ask('app.retry', {});
      if (!answer.ok) return answer.refusal;
      knowApp({ appState: answer.value });
      if (answer.value.phase !== 'problem') await load();
      return null;
    });
  const openSample = (): void =>
    void run(async () => {
      const answer = await client.ask('host.open-sample', {});
      if (answer.ok) await load();
      return answer.ok ? null : answer.refusal;
    });
  return { isBusy, failure, retry, openSample };
}

type SupportProps = { readonly code: string; readonly dataFolder: string; readonly version: string };

/** What somebody who helps by telephone asks for. */
function Support({ code, dataFolder, version }: SupportProps) {
  const { t } = useWords();
  return (
    <dl className="problem__support">
      <dt>{t('problem-screen.code')}</dt>
      <dd>{code}</dd>
      <dt>{t('problem-screen.folder')}</dt>
      <dd>{dataFolder}</dd>
      <dt>{t('problem-screen.version')}</dt>
      <dd>{version}</dd>
    </dl>
  );
}
