import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { FoundPrinter } from '../../../electron/ipc/contract/printing.ts';
import { appNow } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { notYetKnown, typedPrinter, VIRTUAL_URL } from './printer-settings.ts';
import './printers.css';

type Props = { onChoose(name: string, url: string): Promise<void>; onCancel(): void };

/** What is plugged in, what is on the network, or one that only draws. */
export function FindPrinters({ onChoose, onCancel }: Props) {
  const { t, why } = useWords();
  const [found, setFound] = useState<readonly FoundPrinter[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const look = useCallback(async (): Promise<void> => {
    setFound(null);
    setRefusal(null);
    const answer = await client.ask('devices.find-printers', {});
    setFound(answer.ok ? answer.value.printers : []);
    if (!answer.ok) setRefusal(answer.refusal);
  }, []);
  useEffect(() => void look(), [look]);
  useKeys({ keys: { Escape: onCancel } });

  const printing = appNow().settings?.printing;
  const shown = found === null || printing === undefined ? found : notYetKnown(found, printing);
  const real = shown?.filter(({ kind }) => kind !== 'virtual') ?? null;
  return (
    <div className="printers">
      <div className="printers__head">
        <h2 className="group__title">{t('printers.find')}</h2>
        <Button onClick={() => void look()}>{t('printers.look-again')}</Button>
        <Button onClick={onCancel} shortcut="Esc">
          {t('printers.cancel')}
        </Button>
      </div>
      {refusal === null ? null : (
        <Notice tone="warning" code={refusal.code}>
          {why(refusal)}
        </Notice>
      )}
      {real === null ? (
        <Late>
          <p role="status">{t('printers.looking')}</p>
        </Late>
      ) : (
        <Found printers={real} onChoose={onChoose} />
      )}
      <ByAddress onChoose={onChoose} />
      <Button
        size="large"
        className="printers__found"
        onClick={() => void onChoose(t('printers.virtual'), VIRTUAL_URL)}
      >
        <Icon name="ticket" size={28} />
        <span className="printers__words">
          <strong>{t('printers.virtual')}</strong>
          <span className="second">{t('printers.virtual-hint')}</span>
        </span>
      </Button>
    </div>
  );
}

type FoundProps = { readonly printers: readonly FoundPrinter[]; onChoose: Props['onChoose'] };

function Found({ printers, onChoose }: FoundProps) {
  const { t } = useWords();
  if (printers.length === 0) return <p className="group__hint">{t('printers.found-none')}</p>;
  return (
    <ul className="printers__list">
      {printers.map(({ url, name, kind, hint }) => (
        <li key={url}>
          <Button size="large" isWide className="printers__found" onClick={() => void onChoose(name, url)}>
            <Icon name="printer" size={28} />
            <span className="printers__words">
              <strong>{name}</strong>
              <span className="second">
                {t(`printers.kind.${kind}`)} · {url}
              </span>
              {hint === null ? null : <span className="printers__hint">{t(`printer.${hint}`)}</span>}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** One that was not found: in the network, or where only a person knows it is. */
function ByAddress({ onChoose }: { onChoose: Props['onChoose'] }) {
  const { t, why } = useWords();
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const address = typedPrinter(typed);
  const send = (): void => {
    setTried(true);
    if (address.ok) void onChoose(t(`printers.kind.${address.value.kind}`), address.value.url);
  };
  // Enter belongs to the address while one is typed; otherwise to whoever has it next.
  useKeys({ keys: { Enter: send } }, typed !== '');
  return (
    <div className="printers__network">
      <TextField
        label={t('printers.network')}
        hint={t('printers.network-hint')}
        value={typed}
        maxLength={300}
        onValue={(text) => {
          setTried(false);
          setTyped(text);
        }}
        problem={isTried && !address.ok ? why(address.refusal) : null}
      />
      <Button look="soft" {...(typed === '' ? {} : { shortcut: t('key.enter') })} onClick={send}>
        {t('printers.network-add')}
      </Button>
    </div>
  );
}
