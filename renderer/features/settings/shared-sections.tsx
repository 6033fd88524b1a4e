import { useWords } from '../../app/language.ts';
import { PrintersPanel } from '../printers/printers-panel.tsx';
import { StaffPanel } from '../staff/staff-panel.tsx';

export const PrintersSection = PrintersPanel;

export function StaffSection() {
  const { t } = useWords();
  return (
    <>
      <p className="group__hint">{t('staff.explained')}</p>
      <StaffPanel />
    </>
  );
}
