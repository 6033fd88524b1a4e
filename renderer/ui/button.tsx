import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
  /** accent: the one thing on the screen that moves the sale forward. */
  readonly look?: 'plain' | 'accent' | 'soft' | 'danger' | 'quiet';
  /** target 48 px, large and key 80 px. */
  readonly size?: 'target' | 'large' | 'key';
  readonly isWide?: boolean;
  /** The key that does the same, shown on the button: "F2", "Esc". */
  readonly shortcut?: string;
  readonly children: ReactNode;
};

/** Keys as they are printed on keyboards here, by the names that assistive technology knows. */
const ARIA_KEYS: Readonly<Record<string, string>> = {
  Esc: 'Escape',
  Intro: 'Enter',
  Supr: 'Delete',
  Del: 'Delete',
};

/**
 * A button keeps the focus where it was when a finger or a mouse presses it: who types an amount and taps a key goes on
 * typing. With Tab it takes the focus like any other.
 */
export function Button({
  look = 'plain',
  size = 'target',
  isWide = false,
  shortcut,
  children,
  className = '',
  ...rest
}: Props) {
  const classes = ['button', `button--${look}`, `button--${size}`, isWide ? 'button--wide' : '', className];
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      aria-keyshortcuts={shortcut === undefined ? undefined : (ARIA_KEYS[shortcut] ?? shortcut)}
      {...rest}
    >
      {children}
      {shortcut === undefined ? null : (
        <span className="button__key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  );
}
