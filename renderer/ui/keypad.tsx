import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import type { PadKey } from './pad-key.ts';
import './keypad.css';

type Props = {
  onKey(key: PadKey): void;
  readonly eraseLabel: string;
  /** Whole numbers only: the comma becomes 00. */
  readonly isWhole?: boolean;
};

const DIGITS: readonly PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0'];

/** Digits as on a calculator and on the keyboard's number block. */
export function Keypad({ onKey, eraseLabel, isWhole = false }: Props) {
  const mark: PadKey = isWhole ? '00' : ',';
  return (
    <div className="keypad">
      {[...DIGITS, mark].map((key) => (
        <Button key={key} size="key" onClick={() => onKey(key)}>
          {key}
        </Button>
      ))}
      <Button size="key" onClick={() => onKey('erase')} aria-label={eraseLabel}>
        <Icon name="erase" size={30} />
      </Button>
    </div>
  );
}
