import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { TextArea, TextField } from './field.tsx';

/** A pause in typing: what was typed is meant. */
const PAUSE_MS = 900;

type Commit = {
  /** As it is stored. */
  readonly stored: string;
  /** The sentence for what is wrong; null: it can be stored. */
  check?(text: string): string | null;
  /** Once per change: after a pause, when the field is left, when the screen goes away. */
  onCommit(text: string): void;
};

type Props = Commit & Omit<ComponentProps<typeof TextField>, 'value' | 'onValue' | 'problem'>;
type AreaProps = Commit & Omit<ComponentProps<typeof TextArea>, 'value' | 'onValue' | 'problem'>;

/** A text field that stores by itself: no button to forget. */
export function CommitField({ stored, check, onCommit, ...rest }: Props) {
  const { fieldProps } = useCommit({ stored, onCommit, ...(check === undefined ? {} : { check }) });
  return <TextField {...rest} {...fieldProps} />;
}

export function CommitArea({ stored, check, onCommit, ...rest }: AreaProps) {
  const { fieldProps } = useCommit({ stored, onCommit, ...(check === undefined ? {} : { check }) });
  return <TextArea {...rest} {...fieldProps} />;
}

function useCommit({ stored, check, onCommit }: Commit) {
  /** null: shows what is stored. */
  const [draft, setDraft] = useState<string | null>(null);
  /** Handed over and not answered yet: the field keeps it, so that nobody types on from the text before. */
  const sent = useRef<string | null>(null);
  const problem = draft === null ? null : (check?.(draft) ?? null);

  const commit = useRef<() => void>(() => undefined);
  commit.current = () => {
    if (draft === null || problem !== null || draft === sent.current) return;
    if (draft === stored) {
      setDraft(null);
      return;
    }
    sent.current = draft;
    onCommit(draft);
  };
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => commit.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored has changed: it is the answer
  useEffect(() => {
    setDraft((now) => (now === sent.current ? null : now));
    sent.current = null;
  }, [stored]);
  useEffect(() => () => commit.current(), []);
  const fieldProps = {
    value: draft ?? stored,
    problem,
    onValue: setDraft,
    onBlur: () => commit.current(),
  };
  return { fieldProps };
}
