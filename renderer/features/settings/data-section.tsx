import { useEffect, useState } from 'react';
import { dayText, readDay } from '../../../domain/day-text.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { nowMs } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Group } from '../../ui/group.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { displayBytes, displayMoment } from '../data/display.ts';
import { FilePlace } from '../data/file-place.tsx';
import { backUp, exportRecords, useBackup, useExport, useVerify, verify } from '../data/long-work.ts';
import { MovedOrCopied } from '../data/moved-or-copied.tsx';
import { periodsOf } from '../data/periods.ts';
import { Failed, RestorePanel } from '../data/restore-panel.tsx';
import { SampleGroup } from '../data/sample-group.tsx';
import { useBackups } from '../data/use-backups.ts';
import { VerifyResult } from '../data/verify-result.tsx';
import '../data/data.css';

/** What was sold: keep it, take it along, prove it. */
export function DataSection() {
  const isMoved = useApp(({ status }) => status?.warnings.includes('installation_moved') ?? false);
  return (
    <>
      {isMoved ? <MovedOrCopied /> : null}
      <BackupGroup />
      <VerifyGroup />
      <ExportGroup />
      <RestoreGroup />
      <SampleGroup />
    </>
  );
}

const SHOWN_BACKUPS = 5;

function BackupGroup() {
  const { t, language } = useWords();
  const work = useBackup(({ work }) => work);
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const { list, look } = useBackups();
  const isDone = work.at === 'done';
  useEffect(() => {
    if (isDone) void look();
  }, [isDone, look]);
  return (
    <Group
      title={t('data.backup')}
      hint={t('data.backup-hint')}
      actions={
        <Button look="soft" disabled={work.at === 'running'} onClick={() => void backUp()}>
          {t('data.backup-now')}
        </Button>
      }
    >
      {work.at === 'running' ? <ProgressBar label={t('data.backing-up')} done={work.done} total={work.total} /> : null}
      {work.at === 'refused' ? <Failed refusal={work.refusal} /> : null}
      {work.at === 'done' ? <BackedUp path={work.value.path} /> : null}
      {list === null || list.backups.length === 0 ? null : (
        <div className="data-paths">
          <p className="second">{t('data.backups-in', { folder: list.folder })}</p>
          <ul className="data-paths">
            {list.backups.slice(0, SHOWN_BACKUPS).map(({ path, name, madeAtMs, bytes }) => (
              <li key={path}>
                {displayMoment(madeAtMs, timeZone, language)} · {displayBytes(bytes)}{' '}
                <span className="second">{name}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Group>
  );
}

function BackedUp({ path }: { readonly path: string }) {
  const { t } = useWords();
  return (
    <>
      <Notice tone="good">{t('data.backed-up')}</Notice>
      <FilePlace path={path} />
    </>
  );
}

function VerifyGroup() {
  const { t } = useWords();
  const work = useVerify(({ work }) => work);
  return (
    <Group
      title={t('data.verify')}
      hint={t('data.verify-hint')}
      actions={
        <Button look="soft" disabled={work.at === 'running'} onClick={() => void verify()}>
          {t('data.verify-now')}
        </Button>
      }
    >
      {work.at === 'running' ? <ProgressBar label={t('data.verifying')} done={work.done} total={work.total} /> : null}
      {work.at === 'refused' ? <Failed refusal={work.refusal} /> : null}
      {work.at === 'done' ? <VerifyResult verification={work.value} /> : null}
    </Group>
  );
}

const shownDay = (day: string | null): string => (day === null ? '' : dayText(day));

const PERIODS = ['all', 'quarter', 'quarter-before', 'year'] as const;

function ExportGroup() {
  const { t } = useWords();
  const work = useExport(({ work }) => work);
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const periods = periodsOf(localTimestamp(nowMs(), timeZone).slice(0, 10));
  const fromDay = readDay(from);
  const toDay = readDay(to);
  const isUnread = (from.trim() !== '' && fromDay === null) || (to.trim() !== '' && toDay === null);
  const isBackwards = fromDay !== null && toDay !== null && toDay < fromDay;
  return (
    <Group title={t('data.export')} hint={t('data.export-hint')}>
      <div className="settings__buttons">
        {PERIODS.map((name) => (
          <Button
            key={name}
            aria-pressed={!isUnread && periods[name].from === fromDay && periods[name].to === toDay}
            onClick={() => {
              setFrom(shownDay(periods[name].from));
              setTo(shownDay(periods[name].to));
            }}
          >
            {t(`data.period.${name}`)}
          </Button>
        ))}
      </div>
      <div className="data-row">
        <DateField label={t('data.from')} value={from} onValue={setFrom} />
        <DateField
          label={t('data.to')}
          value={to}
          onValue={setTo}
          problem={isBackwards ? t('data.period-backwards') : null}
        />
        <Button
          look="soft"
          disabled={work.at === 'running' || isBackwards || isUnread}
          onClick={() => void exportRecords(fromDay, toDay)}
        >
          {t('data.export-now')}
        </Button>
      </div>
      {work.at === 'running' ? <ProgressBar label={t('data.exporting')} done={work.done} total={work.total} /> : null}
      {work.at === 'refused' ? <Failed refusal={work.refusal} /> : null}
      {work.at === 'done' ? (
        <>
          <Notice tone="good" title={t('data.exported')}>
            {t('data.records', { count: work.value.files.reduce((sum, { records }) => sum + records, 0) })}
          </Notice>
          {work.value.files.map(({ path }) => (
            <FilePlace key={path} path={path} />
          ))}
        </>
      ) : null}
    </Group>
  );
}

function RestoreGroup() {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Group
      title={t('data.restore')}
      hint={t('data.restore-hint')}
      actions={
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'data.restore-close' : 'data.restore-open')}
        </Button>
      }
    >
      {isOpen ? <RestorePanel /> : null}
    </Group>
  );
}
