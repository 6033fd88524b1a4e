import { useState } from 'react';
import type { PrinterProfile } from '../../../domain/printing/types.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { newId } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Empty } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { saveSettings } from '../settings/save-settings.ts';
import { EditPrinter } from './edit-printer.tsx';
import { FindPrinters } from './find-printers.tsx';
import { addPrinter, newProfile, removePrinter } from './printer-settings.ts';
import './printers.css';

type Open = { readonly what: 'find' } | { readonly what: 'edit'; readonly id: string } | null;
const NO_PRINTERS: readonly PrinterProfile[] = [];

/** The printers of the till: list, add, change, try. A printer is stored as soon as it is chosen. */
export function PrintersPanel() {
  const { t } = useWords();
  const printers = useApp(({ settings }) => settings?.printing.printers ?? NO_PRINTERS);
  const [open, setOpen] = useState<Open>(null);
  const edited = open?.what === 'edit' ? printers.find(({ id }) => id === open.id) : undefined;

  const choose = async (name: string, url: string): Promise<void> => {
    const profile = newProfile(newId(), name, url);
    if (await saveSettings('printing', (now) => addPrinter(now, profile))) setOpen({ what: 'edit', id: profile.id });
  };

  if (edited !== undefined) return <EditPrinter printer={edited} onDone={() => setOpen(null)} />;
  if (open?.what === 'find') return <FindPrinters onChoose={choose} onCancel={() => setOpen(null)} />;
  return (
    <div className="printers">
      {printers.length === 0 ? (
        <Empty title={t('printers.none')}>
          <p>{t('printers.none-hint')}</p>
        </Empty>
      ) : (
        <>
          <ul className="printers__list">
            {printers.map((printer) => (
              <PrinterRow key={printer.id} printer={printer} onEdit={() => setOpen({ what: 'edit', id: printer.id })} />
            ))}
          </ul>
          <Roles printers={printers} />
        </>
      )}
      <Button look="soft" size="large" onClick={() => setOpen({ what: 'find' })}>
        <Icon name="plus" />
        {t('printers.add')}
      </Button>
    </div>
  );
}

function PrinterRow({ printer, onEdit }: { readonly printer: PrinterProfile; onEdit(): void }) {
  const { t } = useWords();
  const isReceipts = useApp(({ settings }) => settings?.printing.receiptPrinterId === printer.id);
  const isDrawer = useApp(({ settings }) => settings?.printing.drawerPrinterId === printer.id);
  const does = [...(isReceipts ? [t('printers.does-receipts')] : []), ...(isDrawer ? [t('printers.does-drawer')] : [])];
  return (
    <li className="printers__row">
      <Icon name="printer" size={28} />
      <div className="printers__words">
        <strong>{printer.name}</strong>
        <span className="second">
          {printer.url} · {t('printers.columns', { count: printer.widthColumns })}
        </span>
        {does.length === 0 ? null : <span className="printers__does">{does.join(' · ')}</span>}
      </div>
      <Button onClick={onEdit} aria-label={t('printers.change-spoken', { name: printer.name })}>
        {t('printers.change')}
      </Button>
      <Button
        look="danger"
        aria-label={t('printers.remove-spoken', { name: printer.name })}
        onClick={() => void saveSettings('printing', (now) => removePrinter(now, printer.id))}
      >
        {t('printers.remove')}
      </Button>
    </li>
  );
}

const NOBODY = '-';

/** Which of them does what. */
function Roles({ printers }: { readonly printers: readonly PrinterProfile[] }) {
  const { t } = useWords();
  const receiptId = useApp(({ settings }) => settings?.printing.receiptPrinterId ?? NOBODY);
  const drawerId = useApp(({ settings }) => settings?.printing.drawerPrinterId ?? NOBODY);
  const options = printers.map(({ id, name }) => ({ value: id, label: name }));
  const idOf = (value: string): string | null => (value === NOBODY ? null : value);
  return (
    <div className="printers__roles">
      <SelectField
        label={t('printers.receipts')}
        options={[{ value: NOBODY, label: t('printers.no-receipts') }, ...options]}
        value={receiptId}
        onChange={(value) => void saveSettings('printing', (now) => ({ ...now, receiptPrinterId: idOf(value) }))}
      />
      <SelectField
        label={t('printers.drawer')}
        options={[{ value: NOBODY, label: t('printers.no-drawer') }, ...options]}
        value={drawerId}
        onChange={(value) => void saveSettings('printing', (now) => ({ ...now, drawerPrinterId: idOf(value) }))}
      />
    </div>
  );
}
