import { useEffect, useState } from 'react';
import { dayText, readDay } from '../../domain/day-text.ts';
import { useWords } from '../app/language.ts';
import { TextField } from './field.tsx';

type Props = {
  readonly label: string;
  /** As typed; domain/day-text.ts reads it. */
  readonly value: string;
  onValue(typed: string): void;
  /** What is wrong with a day that is one. */
  readonly problem?: string | null;
};

/** A pause in typing: "5/3/20" is a day, and half of "5/3/2026". */
const PAUSE_MS = 900;

/** A day, day first in every language of the till, whatever that of the browser. */
export function DateField({ label, value, onValue, problem = null }: Props) {
  const { t } = useWords();
  const [isTyping, setTyping] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key begins the pause again
  useEffect(() => {
    const timer = setTimeout(() => setTyping(false), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  const day = readDay(value);
  const wrong = day === null && value.trim() !== '' ? t('date.wrong') : problem;
  return (
    <TextField
      label={label}
      value={value}
      placeholder={t('date.placeholder')}
      maxLength={20}
      onValue={(typed) => {
        setTyping(true);
        onValue(typed);
      }}
      onBlur={() => {
        setTyping(false);
        if (day !== null) onValue(dayText(day));
      }}
      problem={isTyping ? null : wrong}
    />
  );
}
