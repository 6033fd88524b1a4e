import type { CentralStatus } from '../../../electron/ipc/contract/central.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { factsOf } from './central-words.ts';
import './central.css';

/** Where central is, when it was last heard of, and what waits for it. */
export function CentralFacts({ central }: { readonly central: CentralStatus }) {
  const words = useWords();
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  return (
    <dl className="central__facts">
      {factsOf(central, { timeZone, language: words.language }, words).map(([label, value]) => (
        <div key={label} className="central__fact">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
