import { useState } from 'react';
import type { Result } from '../../../domain/result.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { openPane } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { KEYS } from '../sale/counter.ts';
import { copyState } from './copy-state.ts';

/** Another paper, and how it ended. */
export function PrintCopy({ documentId }: { readonly documentId: string }) {
  const { t, why } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [copy, setCopy] = useState<Result<OutputOf<'tickets.reprint'>> | null>(null);
  const print = async (): Promise<void> => {
    if (isAsking) return;
    setAsking(true);
    setCopy(null);
    // Once: a repeated reprint is a second paper.
    setCopy(await client.askOnce('tickets.reprint', { documentId }));
    setAsking(false);
  };
  useKeys({ keys: { [KEYS.print]: () => void print() } });
  return (
    <div className="paper-pane__foot">
      {copy?.ok === false ? (
        <Notice tone="danger" code={copy.refusal.code}>
          {why(copy.refusal)}
        </Notice>
      ) : null}
      {copy?.ok === true ? <CopyNote jobId={copy.value.jobId} /> : null}
      <div className="paper-pane__print">
        <p className="second">{t('tickets.copy-hint')}</p>
        <Button look="accent" size="large" shortcut={KEYS.print} disabled={isAsking} onClick={() => void print()}>
          <Icon name="printer" />
          {t('tickets.copy')}
        </Button>
      </div>
    </div>
  );
}

export function CopyNote({ jobId }: { readonly jobId: number }) {
  const { t } = useWords();
  const jobs = useApp(({ jobs }) => jobs);
  const copy = copyState(jobId, jobs);
  if (copy.state === 'sent') return <Notice tone="good">{t('tickets.copy-sent')}</Notice>;
  if (copy.state === 'waiting') return <Notice tone="plain">{t('tickets.copy-waiting')}</Notice>;
  return (
    <Notice
      tone="warning"
      title={t(`tickets.copy-${copy.state}`)}
      actions={<Button onClick={() => openPane({ name: 'status' })}>{t('tickets.copy-status')}</Button>}
    >
      {copy.reason === null ? null : t(`print.${copy.reason}`, { printer: copy.printer })}
    </Notice>
  );
}
