import { useState } from 'react';
import { readNif } from '../../../domain/shop/nif-reading.ts';
import { useWords } from '../../app/language.ts';
import { TextField } from '../../ui/field.tsx';
import { DraftField } from './draft-field.tsx';
import { nifProblem } from './shop-draft.ts';
import { change, useWizard } from './wizard-store.ts';

/** Who issues the tickets: what the law wants on each of them. */
export function IssuerStep() {
  const { t } = useWords();
  return (
    <>
      <p className="wizard__lead">{t('setup.issuer-lead')}</p>
      <div className="wizard__fields">
        <div className="wizard__two-thirds">
          <DraftField name="name" hint={t('setup.name-hint')} maxLength={120} autoFocus />
        </div>
        <div className="wizard__third">
          <NifField />
        </div>
        <div className="wizard__whole">
          <DraftField name="address" maxLength={120} />
        </div>
        <div className="wizard__third">
          <DraftField name="postalCode" maxLength={5} inputMode="numeric" hint={t('setup.postal-code-hint')} />
        </div>
        <div className="wizard__third">
          <DraftField name="city" maxLength={60} />
        </div>
        <div className="wizard__third">
          <DraftField name="province" maxLength={60} />
        </div>
      </div>
    </>
  );
}

/** Checked while it is typed, in words. */
function NifField() {
  const { t } = useWords();
  const taxId = useWizard(({ draft }) => draft.taxId);
  const isTried = useWizard(({ progress }) => progress.isTried);
  const [isLeft, setLeft] = useState(false);
  const reading = readNif(taxId);
  const problem = nifProblem(taxId, isTried || (isLeft && taxId !== ''));
  const hint =
    reading.state === 'good'
      ? t('setup.nif-good', { nif: reading.nif })
      : reading.state === 'incomplete'
        ? t(reading.missing === 1 ? 'setup.nif-missing-one' : 'setup.nif-missing', { count: reading.missing })
        : t('setup.nif-hint');
  return (
    <TextField
      label={t('setup.field.taxId')}
      hint={hint}
      value={taxId}
      maxLength={20}
      autoCapitalize="characters"
      onValue={(typed) => change({ taxId: typed.toUpperCase() })}
      onBlur={() => setLeft(true)}
      problem={problem === null ? null : t(problem)}
    />
  );
}
