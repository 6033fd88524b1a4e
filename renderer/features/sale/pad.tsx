import { useState } from 'react';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Keypad } from '../../ui/keypad.tsx';
import { EMPTY_ENTRY, type PadEntry, type PadFormat, padKeyOf, pressPad } from '../../ui/pad-entry.ts';
import type { PadKey } from '../../ui/pad-key.ts';
import './pad.css';

export type Pad = {
  readonly entry: PadEntry;
  readonly format: PadFormat;
  press(key: PadKey): void;
  clear(): void;
};

type PadOptions = { onEnter(): void };

/** An entry that keys, keyboard and mouse write alike; a scan leaves nothing in it. */
export function usePad(format: PadFormat, { onEnter }: PadOptions): Pad {
  const [entry, setEntry] = useState(EMPTY_ENTRY);
  const press = (key: PadKey): void => setEntry((before) => pressPad(before, key, format));
  useKeys({
    keys: { Enter: onEnter },
    onCharacter(character) {
      const key = padKeyOf(character);
      if (key !== null) press(key);
      return key !== null;
    },
    snapshot: () => () => setEntry(entry),
  });
  return { entry, format, press, clear: () => setEntry(EMPTY_ENTRY) };
}

export function PadGrid({ pad }: { readonly pad: Pad }) {
  const { t } = useWords();
  return (
    <div className="pad-grid">
      <Keypad onKey={pad.press} eraseLabel={t('key.erase')} isWhole={pad.format.decimals === 0} />
    </div>
  );
}

type DisplayProps = { readonly label: string; readonly value: string; readonly hint?: string };

export function PadDisplay({ label, value, hint }: DisplayProps) {
  return (
    <div className="pad-display">
      <span className="pad-display__label">{label}</span>
      <output className="pad-display__value" aria-live="polite">
        {value}
      </output>
      {hint === undefined ? null : <span className="second pad-display__hint">{hint}</span>}
    </div>
  );
}
