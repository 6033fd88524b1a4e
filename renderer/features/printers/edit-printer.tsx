import { parsePrinterUrl } from '../../../domain/printing/printer-url.ts';
import type { PrinterProfile } from '../../../domain/printing/types.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CommitField } from '../../ui/commit-field.tsx';
import { Switch } from '../../ui/field.tsx';
import { Columns, Group } from '../../ui/group.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { saveSettings } from '../settings/save-settings.ts';
import { LogoField } from './logo-field.tsx';
import { BAUDS, baudOf, CODE_PAGES, changePrinter, isSerial, WIDTHS, withBaud } from './printer-settings.ts';
import { PrinterTest } from './printer-test.tsx';
import './printers.css';

type Props = { readonly printer: PrinterProfile; onDone(): void };
type Change = (part: Partial<PrinterProfile>) => Promise<boolean>;

/** One printer: try it first; the slip tells what has to be changed. */
export function EditPrinter({ printer, onDone }: Props) {
  const { t, why } = useWords();
  const change: Change = (part) => saveSettings('printing', (now) => changePrinter(now, printer.id, part));
  useKeys({ keys: { Escape: onDone } });
  return (
    <div className="printers">
      <div className="printers__head">
        <h2 className="group__title">{printer.name}</h2>
        <Button onClick={onDone} shortcut="Esc">
          {t('printers.done')}
        </Button>
      </div>
      <PrinterTest printer={printer} onChange={change} />
      <Group title={t('printers.profile')}>
        <Columns>
          <CommitField
            label={t('printers.name')}
            stored={printer.name}
            maxLength={60}
            check={(text) => (text.trim() === '' ? t('setup.missing') : null)}
            onCommit={(name) => void change({ name: name.trim() })}
          />
          <CommitField
            label={t('printers.address')}
            hint={t('printers.address-hint')}
            stored={printer.url}
            maxLength={300}
            check={(text) => {
              const address = parsePrinterUrl(text);
              return address.ok ? null : why(address.refusal);
            }}
            onCommit={(url) => void change({ url: url.trim() })}
          />
        </Columns>
        {isSerial(printer.url) ? <Speed printer={printer} change={change} /> : null}
        <Choice
          label={t('printers.width')}
          hint={t('printers.width-hint')}
          options={WIDTHS.map((width) => ({ value: width, label: t(`printers.width.${width}`) }))}
          value={printer.widthColumns}
          onChange={(widthColumns) => void change({ widthColumns })}
        />
        <CodePage printer={printer} change={change} />
      </Group>
      <Details printer={printer} change={change} />
    </div>
  );
}

type PartProps = { readonly printer: PrinterProfile; readonly change: Change };

function Speed({ printer, change }: PartProps) {
  const { t } = useWords();
  return (
    <Choice
      label={t('printers.speed')}
      hint={t('printers.speed-hint')}
      options={BAUDS.map((baud) => ({ value: baud, label: baud }))}
      value={BAUDS.find((baud) => baud === baudOf(printer.url)) ?? null}
      onChange={(baud) => void change({ url: withBaud(printer.url, baud) })}
    />
  );
}

function CodePage({ printer, change }: PartProps) {
  const { t } = useWords();
  const { name, number } = printer.codePage;
  return (
    <Columns>
      <SelectField
        label={t('printers.code-page')}
        hint={t('printers.code-page-hint')}
        options={CODE_PAGES.map((page) => ({ value: page.name, label: page.name }))}
        value={name}
        onChange={(chosen) => {
          const codePage = CODE_PAGES.find((page) => page.name === chosen);
          if (codePage !== undefined) void change({ codePage });
        }}
      />
      <CommitField
        label={t('printers.code-page-number')}
        hint={t('printers.code-page-number-hint')}
        stored={String(number)}
        inputMode="numeric"
        maxLength={3}
        check={(text) => (/^\d{1,3}$/.test(text) && Number(text) <= 255 ? null : t('printers.code-page-number-wrong'))}
        onCommit={(text) => void change({ codePage: { name, number: Number(text) } })}
      />
    </Columns>
  );
}

/** What differs now and then. */
function Details({ printer, change }: PartProps) {
  const { t } = useWords();
  return (
    <Group title={t('printers.details')}>
      <Columns>
        <Choice
          label={t('printers.qr')}
          options={[
            { value: 'native', label: t('printers.qr.native') },
            { value: 'raster', label: t('printers.qr.raster') },
          ]}
          value={printer.qr}
          onChange={(qr) => void change({ qr })}
        />
        <Choice
          label={t('printers.dpi')}
          options={[
            { value: 203, label: '203' },
            { value: 180, label: '180' },
          ]}
          value={printer.dpi}
          onChange={(dpi) => void change({ dpi })}
        />
        <Choice
          label={t('printers.drawer-pin')}
          options={[
            { value: 2, label: t('printers.drawer-pin.2') },
            { value: 5, label: t('printers.drawer-pin.5') },
          ]}
          value={printer.drawerPin}
          onChange={(drawerPin) => void change({ drawerPin })}
        />
      </Columns>
      <Switch
        label={t('printers.answers')}
        hint={t('printers.answers-hint')}
        isOn={printer.answersStatus}
        onChange={(answersStatus) => void change({ answersStatus })}
      />
      <LogoField printer={printer} onLogo={(logoPngBase64) => void change({ logoPngBase64 })} />
    </Group>
  );
}
