import { useApp } from './app-store.ts';
import { client } from './client.ts';
import { Clock } from './clock.tsx';
import { useWords } from './language.ts';
import { StripStatus } from './strip-status.tsx';
import { StripTickets } from './strip-tickets.tsx';
import './strip.css';

/** The dark strip: who sells where, open tickets, and how everything else is doing, in words. */
export function Strip() {
  const { t } = useWords();
  const shopName = useApp(({ status, settings }) => status?.shopName ?? settings?.shop.shopName ?? '');
  const tillCode = useApp(({ status, settings }) => status?.tillCode ?? settings?.shop.tillCode ?? '');
  return (
    <header className="strip">
      <h1 className="strip__shop">{shopName}</h1>
      <p className="strip__till">
        {t('strip.till', { till: tillCode })}
        <Cashier />
      </p>
      <StripTickets />
      <Mark />
      <StripStatus />
      <Clock />
    </header>
  );
}

function Cashier() {
  const { t } = useWords();
  const name = useApp(({ session }) => session?.cashier?.name ?? null);
  if (name === null) return null;
  return (
    <button
      type="button"
      className="strip__cashier"
      aria-label={t('strip.cashier', { name })}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void client.ask('session.sign-out', {})}
    >
      {name}
    </button>
  );
}

/** Nothing on this screen counts: said all the time. */
function Mark() {
  const { t } = useWords();
  const isTest = useApp(({ status, settings }) => (status ?? settings)?.environment === 'test');
  const isSample = useApp(({ status, hello }) => status?.isSample ?? hello?.isSample ?? false);
  if (!isTest && !isSample) return null;
  return (
    <p className="strip__mark">
      {isSample ? <span className="strip__mark-line">{t('strip.sample')}</span> : null}
      <span className={isSample ? 'strip__mark-line' : 'strip__mark-line strip__mark-line--parts'}>
        <span>{t('strip.test')}</span> <span>{t('strip.test-rest')}</span>
      </span>
    </p>
  );
}
