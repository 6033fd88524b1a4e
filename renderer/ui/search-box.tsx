import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './search-box.css';

type Props = {
  readonly label: string;
  readonly clearLabel: string;
  readonly value: string;
  onValue(value: string): void;
  readonly maxLength: number;
};

/** The search field of a pane; it has the focus while the pane is open. */
export function SearchBox({ label, clearLabel, value, onValue, maxLength }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="search-box">
      <Icon name="search" />
      <input
        ref={field}
        className="search-box__input"
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
      {value === '' ? null : (
        <Button look="quiet" onClick={() => onValue('')} aria-label={clearLabel}>
          <Icon name="close" />
        </Button>
      )}
    </div>
  );
}
