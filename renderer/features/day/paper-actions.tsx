import { useState } from 'react';
import type { Result } from '../../../domain/result.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CopyNote } from '../tickets/print-copy.tsx';
import { Refused } from './refused.tsx';

type Props = { readonly what: 'x' | 'z' | 'sync'; readonly number: string | null };

/** A paper of the day on the printer or in a file, and how that went. */
export function PaperActions({ what, number }: Props) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [printed, setPrinted] = useState<Result<OutputOf<'day.print'>> | null>(null);
  const [saved, setSaved] = useState<Result<OutputOf<'day.pdf'>> | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isAsking) return;
    setAsking(true);
    setPrinted(null);
    setSaved(null);
    await work();
    setAsking(false);
  };
  // Once: a repeated print is a second paper.
  const print = (): Promise<void> => run(async () => setPrinted(await client.askOnce('day.print', { what, number })));
  const save = (): Promise<void> => run(async () => setSaved(await client.ask('day.pdf', { what, number })));
  return (
    <div className="paper-pane__foot">
      {printed?.ok === true ? <CopyNote jobId={printed.value.jobId} /> : null}
      <Refused refusal={printed?.ok === false ? printed.refusal : null} />
      <Refused refusal={saved?.ok === false ? saved.refusal : null} />
      {saved?.ok === true ? <Notice tone="good">{t('caja.pdf-done', { path: saved.value.path })}</Notice> : null}
      <div className="day-paper__actions">
        <Button size="large" disabled={isAsking} onClick={() => void save()}>
          {t('caja.pdf')}
        </Button>
        <Button look="accent" size="large" disabled={isAsking} onClick={() => void print()}>
          <Icon name="printer" />
          {t(what === 'z' ? 'caja.print-copy' : 'caja.print')}
        </Button>
      </div>
    </div>
  );
}
