import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../../domain/result.ts';
import type { CommandName, InputOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import { client } from '../../app/client.ts';

export type Answer<T> = { readonly answer: Result<T> | null; ask(): void };

/** Asks when it is mounted and whenever `input` is another one; null while nothing was answered. */
export function useAnswer<Name extends CommandName>(command: Name, input: InputOf<Name>): Answer<OutputOf<Name>> {
  const [answer, setAnswer] = useState<Result<OutputOf<Name>> | null>(null);
  const asked = useRef(0);
  const ask = (): void => {
    asked.current += 1;
    const mine = asked.current;
    void client.ask(command, input).then((result) => {
      // A later question, or none any more because the screen was left.
      if (asked.current === mine) setAnswer(result);
    });
  };
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by the content of the question
  useEffect(() => {
    ask();
    return () => {
      asked.current += 1;
    };
  }, [key]);
  return { answer, ask };
}
