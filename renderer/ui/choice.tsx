import { Button } from './button.tsx';
import './field.css';

type Props<Value extends string | number> = {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  onChange(value: Value): void;
};

/** One of a few, all in view: nothing to open with a thumb. */
export function Choice<Value extends string | number>({ label, hint, options, value, onChange }: Props<Value>) {
  return (
    <fieldset className="field field--group">
      <legend className="field__label">{label}</legend>
      <div className="choice">
        {options.map((option) => (
          <Button key={option.value} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
            {option.label}
          </Button>
        ))}
      </div>
      {hint === undefined ? null : <span className="field__hint">{hint}</span>}
    </fieldset>
  );
}
