import { PrintersPanel } from '../printers/printers-panel.tsx';
import { SaveProblem } from '../settings/save-note.tsx';

export function PrinterStep() {
  return (
    <>
      <SaveProblem />
      <PrintersPanel />
    </>
  );
}
