import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import './field.css';

type Common = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed; null: nothing. */
  readonly problem?: string | null;
};

type FieldProps = Common & {
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
};

/** Label above, hint or problem below, tied together for those who hear the screen. */
export function Field({ label, hint, problem = null, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({ id, describedBy: `${id}-hint` })}
      <span id={`${id}-hint`} className={problem === null ? 'field__hint' : 'field__problem'} role="status">
        {problem ?? hint}
      </span>
    </div>
  );
}

type TextProps = Common & {
  readonly value: string;
  onValue(value: string): void;
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>;

export function TextField({ label, hint, problem = null, value, onValue, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {({ id, describedBy }) => (
        <input
          id={id}
          className="input"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
          aria-invalid={problem !== null}
          aria-describedby={describedBy}
        />
      )}
    </Field>
  );
}

type AreaProps = Common & {
  readonly value: string;
  onValue(value: string): void;
} & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>;

export function TextArea({ label, hint, problem = null, value, onValue, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          className="input"
          spellCheck={false}
          {...rest}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
          aria-invalid={problem !== null}
          aria-describedby={describedBy}
        />
      )}
    </Field>
  );
}

type SwitchProps = {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  onChange(isOn: boolean): void;
};

export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      className="switch"
      // As ui/button.tsx: the focus stays, and Enter goes on instead of switching again.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChange(!isOn)}
    >
      <span className="switch__track" aria-hidden="true" />
      <span>
        {label}
        {hint === undefined ? null : <span className="second"> {hint}</span>}
      </span>
    </button>
  );
}
