import { useState } from 'react';
import type { SyncReportView } from '../../../electron/ipc/contract/day.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pane } from '../../ui/pane.tsx';
import { dateAndTime } from '../tickets/ticket-text.ts';
import { PaperActions } from './paper-actions.tsx';
import { Waiting } from './report-view.tsx';
import { ShownPaper } from './shown-paper.tsx';
import { useAnswer } from './use-answer.ts';

type Props = { readonly number: string; onBack(): void };

const TONES = {
  equal: 'good',
  pending: 'plain',
  'not-paired': 'plain',
  quarantined: 'warning',
  different: 'danger',
} as const satisfies Record<SyncReportView['state'], string>;

/** What till and central hold of a Z, version by version, and what to do. */
export function SyncView({ number, onBack }: Props) {
  const { t } = useWords();
  const [edition, setEdition] = useState<number | null>(null);
  const answered = useAnswer('day.sync-report', { number, edition });
  const report = answered.answer?.ok === true ? answered.answer.value : null;
  const lookAgain = (): void => {
    if (edition === null) answered.ask();
    else setEdition(null);
  };
  const title = t('caja.sync-title', { number });
  return (
    <Pane
      title={title}
      backLabel={t('caja.back')}
      onBack={onBack}
      head={<Button onClick={lookAgain}>{t('caja.sync-look')}</Button>}
      foot={report === null ? null : <PaperActions what="sync" number={number} />}
    >
      <Waiting {...answered} />
      {report === null ? null : (
        <>
          <Notice tone={TONES[report.state]} title={t(`sync_report.state.${report.state}`)}>
            {report.tasks.length === 0 ? (
              t('sync_report.no_tasks')
            ) : (
              <ul className="day-tasks" aria-label={t('caja.sync-tasks')}>
                {report.tasks.map((task) => (
                  <li key={task}>{task}</li>
                ))}
              </ul>
            )}
          </Notice>
          {report.editions.length < 2 ? null : (
            <fieldset className="day-editions" aria-label={t('caja.sync-editions')}>
              {report.editions.toReversed().map((one) => (
                <Button
                  key={one.edition}
                  aria-pressed={one.edition === report.edition}
                  onClick={() => setEdition(one.edition)}
                >
                  {t('caja.sync-edition', { edition: one.edition, at: dateAndTime(one.madeAt) })}
                </Button>
              ))}
            </fieldset>
          )}
          <ShownPaper receipt={report.receipt} label={title} />
        </>
      )}
    </Pane>
  );
}
