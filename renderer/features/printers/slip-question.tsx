import { useState } from 'react';
import type { PrinterProfile } from '../../../domain/printing/types.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CODE_PAGES, WIDTHS } from './printer-settings.ts';

type Props = {
  readonly printer: PrinterProfile;
  /** Stores the change and prints the slip again. */
  onCorrect(part: Partial<PrinterProfile>): Promise<void>;
  onGood(): void;
};

type Fault = 'characters' | 'qr' | 'width' | 'nothing';
const FAULTS: readonly Fault[] = ['characters', 'qr', 'width', 'nothing'];

/** What is on the paper? Each answer leads to the next thing to try. */
export function SlipQuestion({ printer, onCorrect, onGood }: Props) {
  const { t } = useWords();
  const [fault, setFault] = useState<Fault | null>(null);
  return (
    <fieldset className="printer-test__question">
      <legend className="field__label">{t('printers.question')}</legend>
      <div className="printer-test__answers">
        <Button look="soft" onClick={onGood}>
          {t('printers.question-good')}
        </Button>
        {FAULTS.map((one) => (
          <Button key={one} aria-pressed={fault === one} onClick={() => setFault(one)}>
            {t(`printers.fault.${one}`)}
          </Button>
        ))}
      </div>
      {fault === null ? null : <p className="group__hint">{t(`printers.fault-hint.${fault}`)}</p>}
      {fault === 'characters' ? (
        <div className="printer-test__answers">
          {CODE_PAGES.filter(({ name }) => name !== printer.codePage.name).map((codePage) => (
            <Button key={codePage.name} onClick={() => void onCorrect({ codePage })}>
              {codePage.name} ({codePage.number})
            </Button>
          ))}
        </div>
      ) : null}
      {fault === 'qr' ? (
        <div className="printer-test__answers">
          <Button onClick={() => void onCorrect({ qr: printer.qr === 'native' ? 'raster' : 'native' })}>
            {t(printer.qr === 'native' ? 'printers.try-raster' : 'printers.try-native')}
          </Button>
        </div>
      ) : null}
      {fault === 'width' ? (
        <div className="printer-test__answers">
          {WIDTHS.filter((width) => width !== printer.widthColumns).map((widthColumns) => (
            <Button key={widthColumns} onClick={() => void onCorrect({ widthColumns })}>
              {t(`printers.width.${widthColumns}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {fault === 'nothing' ? <Notice tone="warning">{t('printers.nothing-do')}</Notice> : null}
    </fieldset>
  );
}
