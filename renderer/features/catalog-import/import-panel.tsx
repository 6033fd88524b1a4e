import { useRef } from 'react';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { chooseFile, importNow, showUnreadable, startOver, useImport } from './import-store.ts';
import { IssueList } from './issue-list.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import './import-panel.css';

type Props = {
  /** What to say before anything was chosen. */
  readonly lead: string;
};

/** From a file of the shop to a catalogue: choose, look at how it is understood, import. */
export function ImportPanel({ lead }: Props) {
  const { t, why } = useWords();
  const state = useImport(({ state }) => state);
  switch (state.at) {
    case 'nothing':
      return (
        <div className="import">
          {state.refusal === null ? null : (
            <Notice tone="danger" code={state.refusal.code}>
              {why(state.refusal)}
            </Notice>
          )}
          <p className="group__hint">{lead}</p>
          <ChooseFile />
          <p className="second">{t('import.file-hint')}</p>
        </div>
      );
    case 'sending':
      return (
        <ProgressBar
          label={t('import.sending', { name: state.file.name })}
          done={state.sentBytes}
          total={state.file.bytes}
        />
      );
    case 'preview':
      return <PreviewPanel state={state} onImport={() => void importNow()} onCancel={startOver} />;
    case 'importing':
      return (
        <ProgressBar
          label={t('import.importing', { rows: state.rows })}
          done={state.readBytes}
          total={state.file.bytes}
        />
      );
    case 'done':
      return <Done report={state.report} />;
  }
}

export function ChooseFile() {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('import.choose')}
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again after it was corrected.
          currentTarget.value = '';
          if (file !== undefined) chooseFile(file).catch(() => showUnreadable(file.name));
        }}
      />
      <Button look="soft" size="large" className="import__choose" onClick={() => input.current?.click()}>
        <Icon name="search" />
        {t('import.choose')}
      </Button>
    </div>
  );
}

function Done({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  const { created, updated, unchanged, refused } = report;
  const count = created + updated + unchanged;
  return (
    <div className="import">
      <Notice tone="good" title={t(count === 1 ? 'import.done-one' : 'import.done', { count })}>
        {t('import.done-detail', { created, updated, unchanged })}
      </Notice>
      {refused === 0 ? null : (
        <Notice tone="warning">
          {t(refused === 1 ? 'import.done-refused-one' : 'import.done-refused', { count: refused })}
        </Notice>
      )}
      <IssueList report={report} />
      <div>
        <Button onClick={startOver}>{t('import.again')}</Button>
      </div>
    </div>
  );
}
