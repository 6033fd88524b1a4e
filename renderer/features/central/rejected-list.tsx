import { useEffect, useState } from 'react';
import type { CentralPage } from '../../../electron/ipc/contract/central.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { nameOfRejected, reasonOf } from './central-words.ts';

/** What central holds and does not believe, each with why. Asked again when their number changes. */
export function RejectedList({ count }: { readonly count: number }) {
  const words = useWords();
  const { t } = words;
  const [rejected, setRejected] = useState<CentralPage['rejected']>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => {
    let isShown = true;
    void client.ask('central.read', {}).then((answer) => {
      if (answer.ok && isShown) setRejected(answer.value.rejected);
    });
    return () => {
      isShown = false;
    };
  }, [count]);
  if (rejected.length === 0) return null;
  return (
    <div className="central__rejected">
      <p>{t('central.rejected-do')}</p>
      <ul aria-label={t('central.rejected')}>
        {rejected.map((one) => (
          <li key={`${one.installation} ${one.seq}`} className="central__item">
            <p className="status__strong">{nameOfRejected(one, words)}</p>
            <p>{reasonOf(one, words)}</p>
            {one.detail === '' ? null : <p className="second">{one.detail}</p>}
          </li>
        ))}
      </ul>
      {count > rejected.length ? (
        <p className="second">{t('central.rejected-more', { shown: rejected.length, count })}</p>
      ) : null}
    </div>
  );
}
