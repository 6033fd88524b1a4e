import { useRef, useState } from 'react';
import type { PrinterProfile } from '../../../domain/printing/types.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { base64Of } from '../catalog-import/upload.ts';

type Props = { readonly printer: PrinterProfile; onLogo(logoPngBase64: string | null): void };

/** As base64 it has to fit the contract's 1,000,000 characters. */
const MAX_BYTES = 700_000;
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** A picture over the name of the shop, black and white. */
export function LogoField({ printer, onLogo }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const read = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isPng = PNG.every((byte, index) => bytes[index] === byte);
    setWrong(!isPng || bytes.length > MAX_BYTES);
    if (isPng && bytes.length <= MAX_BYTES) onLogo(base64Of(bytes));
  };
  const { logoPngBase64 } = printer;
  return (
    <div className="printers__logo">
      <span className="field__label">{t('printers.logo')}</span>
      {logoPngBase64 === null ? null : (
        <img className="printers__logo-image" src={`data:image/png;base64,${logoPngBase64}`} alt={t('printers.logo')} />
      )}
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('printers.logo-choose')}
        accept="image/png"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = '';
          if (file !== undefined) read(file).catch(() => setWrong(true));
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('printers.logo-choose')}</Button>
      {logoPngBase64 === null ? null : <Button onClick={() => onLogo(null)}>{t('printers.logo-remove')}</Button>}
      <span className={isWrong ? 'field__problem' : 'field__hint'} role="status">
        {isWrong ? t('printers.logo-wrong') : t('printers.logo-hint')}
      </span>
    </div>
  );
}
