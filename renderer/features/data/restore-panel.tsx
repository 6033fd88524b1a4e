import { useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { BackupView } from '../../../electron/ipc/contract/data.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { load } from '../../app/start-app.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { displayBytes, displayMoment } from './display.ts';
import { useBackups } from './use-backups.ts';
import './data.css';

type Restored = OutputOf<'data.restore'>;

/** From a copy back to a till that sells: chosen, then explained, then done. Nothing of what is here is deleted. */
export function RestorePanel() {
  const { t } = useWords();
  const { list, refusal, look } = useBackups();
  const [chosen, setChosen] = useState<BackupView | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  if (restored !== null) return <Done restored={restored} />;
  if (chosen !== null) {
    return <Confirm backup={chosen} onCancel={() => setChosen(null)} onRestored={setRestored} />;
  }
  return (
    <div className="data-list">
      {refusal === null ? null : <Failed refusal={refusal} />}
      {list === null && refusal === null ? (
        <Late>
          <p role="status">{t('data.looking')}</p>
        </Late>
      ) : null}
      {list?.backups.length === 0 ? <p className="group__hint">{t('data.no-backups')}</p> : null}
      <ul className="data-list">
        {list?.backups.map((backup) => (
          <li key={backup.path}>
            <BackupButton backup={backup} onChoose={() => setChosen(backup)} />
          </li>
        ))}
      </ul>
      {list === null ? null : <CopyFirst folder={list.folder} onLook={() => void look()} />}
    </div>
  );
}

function BackupButton({ backup, onChoose }: { readonly backup: BackupView; onChoose(): void }) {
  const { t, language } = useWords();
  const timeZone = useApp(({ settings, appState }) => settings?.shop.timeZone ?? appState?.timeZone ?? 'Europe/Madrid');
  return (
    <Button isWide className="data-list__row" onClick={onChoose}>
      <span className="data-list__words">
        <strong>{displayMoment(backup.madeAtMs, timeZone, language)}</strong>
        <span className="second">{backup.path}</span>
      </span>
      <span className="data-list__facts">
        {backup.documents === null ? '' : t('data.documents', { count: backup.documents })} ·{' '}
        {displayBytes(backup.bytes)}
      </span>
    </Button>
  );
}

/** A copy on a stick or another disk comes into the folder first: a window reads no other place. */
function CopyFirst({ folder, onLook }: { readonly folder: string; onLook(): void }) {
  const { t } = useWords();
  return (
    <div className="data-path">
      <p className="group__hint">{t('data.copy-first', { folder })}</p>
      <Button onClick={onLook}>{t('data.look-again')}</Button>
    </div>
  );
}

type ConfirmProps = {
  readonly backup: BackupView;
  onCancel(): void;
  onRestored(restored: Restored): void;
};

/** Final, so it is said before: what becomes of the present data, and with which numbers the till goes on. */
function Confirm({ backup, onCancel, onRestored }: ConfirmProps) {
  const { t, language } = useWords();
  const timeZone = useApp(({ settings, appState }) => settings?.shop.timeZone ?? appState?.timeZone ?? 'Europe/Madrid');
  const [isWorking, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const restore = async (): Promise<void> => {
    setWorking(true);
    // Once: a second restore would begin one more installation.
    const answer = await client.askOnce('data.restore', { name: backup.name });
    setWorking(false);
    if (answer.ok) onRestored(answer.value);
    else setRefusal(answer.refusal);
  };
  return (
    <div className="data-question">
      <h2 className="group__title">
        {t('data.restore-title', { when: displayMoment(backup.madeAtMs, timeZone, language) })}
      </h2>
      <ul className="data-facts">
        <li>{t('data.restore-aside')}</li>
        <li>{t('data.restore-lost')}</li>
        <li>{t('data.restore-series')}</li>
      </ul>
      {refusal === null ? null : <Failed refusal={refusal} />}
      <div className="data-actions">
        <Button size="large" disabled={isWorking} onClick={onCancel}>
          {t('data.restore-no')}
        </Button>
        <Button size="large" look="danger" disabled={isWorking} onClick={() => void restore()}>
          {isWorking ? t('data.restoring') : t('data.restore-yes')}
        </Button>
      </div>
    </div>
  );
}

function Done({ restored }: { readonly restored: Restored }) {
  const { t } = useWords();
  return (
    <Notice
      tone="good"
      title={t('data.restored', { count: restored.documents })}
      actions={<Button onClick={() => void load()}>{t('data.go-on')}</Button>}
    >
      {t('data.restored-installation', { installation: restored.installation })}{' '}
      {restored.putAside === null ? '' : t('data.restored-aside', { path: restored.putAside })}
    </Notice>
  );
}

export function Failed({ refusal }: { readonly refusal: Refusal }) {
  const { why } = useWords();
  return (
    <Notice tone="danger" code={refusal.code}>
      {why(refusal)}
    </Notice>
  );
}
