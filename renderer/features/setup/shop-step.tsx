import { limitsOn } from '../../../domain/ticket/limits.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { useWords } from '../../app/language.ts';
import { nowMs } from '../../app/real-world.ts';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DraftField } from './draft-field.tsx';
import { problemOf } from './shop-draft.ts';
import { change, useWizard } from './wizard-store.ts';

/** What is sold, where: it decides limits, tax and clock. */
export function ShopStep() {
  const { t } = useWords();
  const draft = useWizard(({ draft }) => draft);
  const isTried = useWizard(({ progress }) => progress.isTried);
  const { simplifiedCents } = limitsOn(localTimestamp(nowMs(), 'Europe/Madrid').slice(0, 10));
  const taxProblem = problemOf(draft, 'taxArea');
  return (
    <>
      <DraftField name="shopName" hint={t('setup.shop-name-hint')} maxLength={60} autoFocus />
      <Choice
        label={t('setup.activity')}
        hint={isTried && draft.activity === null ? t('setup.activity-missing') : t('setup.activity-hint')}
        options={[
          { value: 'retail', label: t('setup.activity.retail', { limitCents: simplifiedCents.retail }) },
          { value: 'other', label: t('setup.activity.other', { limitCents: simplifiedCents.other }) },
        ]}
        value={draft.activity}
        onChange={(activity) => change({ activity })}
      />
      <Choice
        label={t('setup.tax-area')}
        options={[
          { value: 'IVA', label: t('setup.tax-area.IVA') },
          { value: 'IGIC', label: t('setup.tax-area.IGIC') },
          { value: 'IPSI', label: t('setup.tax-area.IPSI') },
        ]}
        value={draft.taxArea}
        onChange={(taxArea) => change({ taxArea })}
      />
      {taxProblem === null ? null : <Notice tone="warning">{t(taxProblem, { area: draft.taxArea })}</Notice>}
      <Choice
        label={t('setup.time-zone')}
        options={[
          { value: 'Europe/Madrid', label: t('setup.time-zone.madrid') },
          { value: 'Atlantic/Canary', label: t('setup.time-zone.canary') },
        ]}
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
      />
    </>
  );
}
