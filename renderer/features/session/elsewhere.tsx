import { useState } from 'react';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { takeTill } from '../../app/start-app.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Late } from '../../ui/late.tsx';
import './elsewhere.css';

/** Another window holds the till: one of them sells, and either may be the one. */
export function Elsewhere() {
  const { t } = useWords();
  const isLost = useApp(({ connection }) => connection === 'lost');
  const [isTaking, setTaking] = useState(false);
  const take = (): void => {
    if (isTaking) return;
    setTaking(true);
    void takeTill().finally(() => setTaking(false));
  };
  useKeys({ keys: { Enter: take } });
  return (
    <main className="elsewhere">
      <div className="elsewhere__card">
        <h1 className="elsewhere__title">{t('session.elsewhere')}</h1>
        <p>{t('session.elsewhere-hint')}</p>
        <Button look="accent" size="large" isWide disabled={isTaking} shortcut={t('key.enter')} onClick={take}>
          {t('session.take-till')}
        </Button>
        <p className="second" role="status">
          {isTaking ? (
            <Late>{t('session.taking')}</Late>
          ) : isLost ? (
            t('session.host-lost')
          ) : (
            t('session.take-till-hint')
          )}
        </p>
      </div>
    </main>
  );
}
