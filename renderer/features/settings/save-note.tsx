import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSaveState } from './save-settings.ts';
import './save-note.css';

/** What became of the last change, quietly, in the same place on every section. */
export function SaveNote() {
  const { t } = useWords();
  const save = useSaveState(({ save }) => save);
  return (
    <div className="save-note" role="status">
      {save.state === 'saving' ? (
        <Late>
          <span className="save-note__words">{t('settings.saving')}</span>
        </Late>
      ) : null}
      {save.state === 'saved' ? (
        <>
          <span className="save-note__words save-note__words--good">
            <Icon name="check" size={20} /> {t('settings.saved')}
          </span>
          {save.undo === null ? null : (
            <Button look="quiet" onClick={() => void save.undo?.()}>
              <Icon name="undo" size={20} />
              {t('settings.undo')}
            </Button>
          )}
        </>
      ) : null}
    </div>
  );
}

/** Why the last change was not stored; nothing while it was. */
export function SaveProblem() {
  const { why } = useWords();
  const save = useSaveState(({ save }) => save);
  if (save.state !== 'refused') return null;
  return (
    <Notice tone="danger" code={save.refusal.code}>
      {why(save.refusal)}
    </Notice>
  );
}
