import { useWords } from '../../app/language.ts';
import { SaveProblem } from '../settings/save-note.tsx';
import { StaffPanel } from '../staff/staff-panel.tsx';

export function StaffStep() {
  const { t } = useWords();
  return (
    <>
      <p className="wizard__lead">{t('setup.staff-lead')}</p>
      <SaveProblem />
      <StaffPanel />
    </>
  );
}
