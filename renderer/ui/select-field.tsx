import { Field } from './field.tsx';

type Props<Value extends string> = {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly isDisabled?: boolean;
  onChange(value: Value): void;
};

/** One of many; for a few use Choice, where all are in view. */
export function SelectField<Value extends string>({
  label,
  hint,
  options,
  value,
  isDisabled = false,
  onChange,
}: Props<Value>) {
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <select
          id={id}
          className="input"
          value={value}
          disabled={isDisabled}
          aria-describedby={describedBy}
          onChange={({ currentTarget }) => {
            const chosen = options.find((option) => option.value === currentTarget.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
