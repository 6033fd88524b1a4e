import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Switch } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DraftField } from './draft-field.tsx';
import { codeOf, firstNumber } from './shop-draft.ts';
import { change, useWizard, yearOfShop } from './wizard-store.ts';

/** The codes that every number begins with. Nobody may ever share them. */
export function NumbersStep() {
  const { t } = useWords();
  const draft = useWizard(({ draft }) => draft);
  const isMade = useApp(({ appState }) => appState?.phase === 'setup');
  const isDirty = useWizard(({ isDirty }) => isDirty);
  /** As the till has it: with the letters of an installation that is not the first. */
  const seriesCode = useApp(({ settings }) => settings?.seriesCode ?? null);
  const isStored = isMade && !isDirty && seriesCode !== null;
  const number = isStored ? `${seriesCode}-000001` : firstNumber(draft, yearOfShop(draft.timeZone));
  return (
    <>
      <p className="wizard__lead">{t('setup.numbers-lead')}</p>
      <div className="wizard__fields">
        <div className="wizard__half">
          <DraftField name="shopCode" read={codeOf} maxLength={4} hint={t('setup.shop-code-hint')} autoFocus />
        </div>
        <div className="wizard__half">
          <DraftField name="tillCode" read={codeOf} maxLength={4} hint={t('setup.till-code-hint')} />
        </div>
      </div>
      <output className="wizard__series" aria-live="polite">
        <span className="wizard__series-label">{t('setup.first-number')}</span>
        <span className="wizard__series-number">{number ?? '—'}</span>
        <span className="wizard__series-label">{t('setup.series-explained')}</span>
      </output>
      {isMade ? (
        <Notice tone="plain">{t('setup.made-already')}</Notice>
      ) : (
        <Switch
          label={t('setup.reinstalled')}
          hint={t('setup.reinstalled-hint')}
          isOn={draft.isReinstalled}
          onChange={(isReinstalled) => change({ isReinstalled })}
        />
      )}
      {draft.isReinstalled && !isMade ? <Notice tone="plain">{t('setup.reinstalled-then')}</Notice> : null}
    </>
  );
}
