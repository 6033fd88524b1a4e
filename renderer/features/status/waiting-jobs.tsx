import { displayEuros } from '../../../domain/money-text.ts';
import type { WaitingJob } from '../../../electron/ipc/contract/printing.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords, type Words } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { displayMoment } from '../data/display.ts';
import { useJobActions, usePrintAll } from './job-actions.ts';
import { choicesOf, printableAtOnce } from './job-choices.ts';

/** Papers that are not done, each with what can be decided about it. */
export function WaitingJobs() {
  const { t } = useWords();
  const jobs = useApp(({ jobs }) => jobs);
  return (
    <Group title={t('status.jobs')}>
      {jobs.length === 0 ? (
        <p>{t('status.jobs-none')}</p>
      ) : (
        <>
          {printableAtOnce(jobs).length > 1 ? <PrintAll jobs={jobs} /> : null}
          <ul className="status__jobs" aria-label={t('status.jobs')}>
            {jobs.map((job) => (
              <Job key={job.jobId} job={job} />
            ))}
          </ul>
        </>
      )}
    </Group>
  );
}

function PrintAll({ jobs }: { readonly jobs: readonly WaitingJob[] }) {
  const { t, why } = useWords();
  const { isBusy, refusal, printAll } = usePrintAll(jobs);
  return (
    <p>
      <Button disabled={isBusy} onClick={printAll}>
        {t('status.jobs-print-all', { count: printableAtOnce(jobs).length })}
      </Button>
      {refusal === null ? null : (
        <span className="status__refusal" role="alert">
          {why(refusal)}
        </span>
      )}
    </p>
  );
}

function nameOf({ kind, number, totalCents }: WaitingJob, { t }: Words): string {
  const name =
    kind === 'receipt' && number !== null ? t('status.job.receipt-number', { number }) : t(`status.job.${kind}`);
  return totalCents === null ? name : `${name} · ${displayEuros(totalCents)}`;
}

function stateOf({ kind, state, reason, printerName: printer }: WaitingJob, { t }: Words): string {
  if (state === 'failed' && reason !== null) return t(`print.${reason}`, { printer });
  if (state === 'unknown') return t(kind === 'drawer' ? 'status.job-drawer-unknown' : 'status.job-unknown');
  return t(`print.state.${state}`);
}

function Job({ job }: { readonly job: WaitingJob }) {
  const words = useWords();
  const { t, why, language } = words;
  const { isBusy, refusal, carryOut } = useJobActions(job);
  const what = nameOf(job, words);
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const when = displayMoment(job.createdAtMs, timeZone, language);
  return (
    <li className="status__job">
      <div>
        <p className="status__strong">{what}</p>
        <p>{stateOf(job, words)}</p>
        <p className="second">{t('status.job-where', { printer: job.printerName, when })}</p>
        {refusal === null ? null : (
          <p className="status__refusal" role="alert">
            {why(refusal)}
          </p>
        )}
      </div>
      <div className="status__choices">
        {choicesOf(job).map(({ action, label }) => (
          <Button
            key={action}
            disabled={isBusy}
            aria-label={t('status.job-spoken', { action: t(label), what })}
            onClick={() => carryOut(action)}
          >
            {t(label)}
          </Button>
        ))}
      </div>
    </li>
  );
}
