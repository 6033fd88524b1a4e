import { type InputHTMLAttributes, useState } from 'react';
import { useWords } from '../../app/language.ts';
import { TextField } from '../../ui/field.tsx';
import { type DraftField as Name, problemOf } from './shop-draft.ts';
import { change, useWizard } from './wizard-store.ts';

type TextName = Exclude<Name, 'isReinstalled' | 'activity' | 'taxArea' | 'timeZone' | 'footer' | 'taxId'>;

type Props = {
  readonly name: TextName;
  readonly hint?: string;
  /** How it is kept: capitals for codes. */
  read?(typed: string): string;
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'name'>;

/** One field of the shop. What is wrong is said when it was left or somebody wanted to go on, not while it is typed. */
export function DraftField({ name, hint, read = (typed) => typed, ...rest }: Props) {
  const { t } = useWords();
  const value = useWizard(({ draft }) => draft[name]);
  const problem = useWizard(({ draft }) => problemOf(draft, name));
  const isTried = useWizard(({ progress }) => progress.isTried);
  const [isLeft, setLeft] = useState(false);
  const isSaid = isTried || (isLeft && value !== '');
  return (
    <TextField
      label={t(`setup.field.${name}`)}
      {...(hint === undefined ? {} : { hint })}
      {...rest}
      value={value}
      onValue={(typed) => change({ [name]: read(typed) })}
      onBlur={() => setLeft(true)}
      problem={isSaid && problem !== null ? t(problem) : null}
    />
  );
}
