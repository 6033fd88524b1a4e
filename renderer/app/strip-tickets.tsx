import { memo } from 'react';
import { displayEuros } from '../../domain/money-text.ts';
import type { OpenTicketSummary } from '../../electron/ipc/contract/sale.ts';
import { park, resume, useSale } from '../features/sale/sale-store.ts';
import { Icon } from '../ui/icon.tsx';
import { useApp } from './app-store.ts';
import { timeOfDay } from './clock.tsx';
import { useWords, type Words } from './language.ts';
import { goHome } from './panes.ts';

/** Open tickets: the one in front, those that wait, and a new one. */
export function StripTickets() {
  const { t } = useWords();
  const tickets = useSale(({ tickets }) => tickets);
  const activeId = useSale(({ ticket }) => ticket?.id ?? null);
  const waiting = tickets.filter(({ id }) => id !== activeId);
  const active = tickets.find(({ id }) => id === activeId) ?? null;
  return (
    <nav className="strip__tickets" aria-label={t('strip.tickets')}>
      <ul className="strip__tabs">
        <li>
          <Tab summary={active} isActive />
        </li>
        {waiting.map((summary) => (
          <li key={summary.id}>
            <Tab summary={summary} isActive={false} />
          </li>
        ))}
      </ul>
      {active === null ? null : (
        <button
          type="button"
          className="tab tab--new"
          aria-label={t('strip.new-ticket')}
          onClick={() => void park(null)}
        >
          <Icon name="plus" />
        </button>
      )}
    </nav>
  );
}

type TabProps = { readonly summary: OpenTicketSummary | null; readonly isActive: boolean };

const Tab = memo(function Tab({ summary, isActive }: TabProps) {
  const { t } = useWords();
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const begunAt = summary === null ? '' : timeOfDay(Date.parse(summary.openedAt), timeZone);
  const name = nameOf(summary, isActive, begunAt, t);
  const spoken =
    summary === null
      ? name
      : t('strip.ticket-spoken', { name, items: summary.itemCount, totalCents: summary.totalCents });
  // Without a name of its own a ticket that waits is told by when it was begun; that it waits is told by its tab.
  const shown = summary === null || isActive || givenName(summary) !== null ? name : begunAt;
  return (
    <button
      type="button"
      className={isActive ? 'tab tab--active' : 'tab'}
      aria-current={isActive ? 'true' : undefined}
      aria-label={spoken}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (summary !== null && !isActive) void resume(summary.id);
        goHome();
      }}
    >
      <span className="tab__name">{shown}</span>
      {isActive || summary === null ? null : <span className="tab__total">{displayEuros(summary.totalCents)}</span>}
    </button>
  );
});

const givenName = ({ label, customerName }: OpenTicketSummary): string | null => label ?? customerName;

function nameOf(summary: OpenTicketSummary | null, isActive: boolean, begunAt: string, t: Words['t']): string {
  if (summary === null) return t('strip.ticket-free');
  return givenName(summary) ?? (isActive ? t('strip.ticket') : t('strip.ticket-parked', { time: begunAt }));
}
