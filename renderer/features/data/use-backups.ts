import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { client } from '../../app/client.ts';

export type Backups = OutputOf<'data.backups'>;

/** The copies of the backups folder; `look` reads them again. */
export function useBackups(): {
  readonly list: Backups | null;
  readonly refusal: Refusal | null;
  look(): Promise<void>;
} {
  const [list, setList] = useState<Backups | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const look = useCallback(async (): Promise<void> => {
    const answer = await client.ask('data.backups', {});
    if (answer.ok) setList(answer.value);
    setRefusal(answer.ok ? null : answer.refusal);
  }, []);
  useEffect(() => void look(), [look]);
  return { list, refusal, look };
}
