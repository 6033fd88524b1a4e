import { localTimestamp } from '../../../domain/time.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { nowMs } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { dayBefore } from './ticket-text.ts';
import { look, useTicketList } from './tickets-store.ts';

/** Which day: all, today, yesterday, or one of the calendar. */
export function DayFilter() {
  const { t } = useWords();
  const day = useTicketList(({ query }) => query.day);
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const today = localTimestamp(nowMs(), timeZone).slice(0, 10);
  const days = [
    { label: t('tickets.all-days'), day: null },
    { label: t('tickets.today'), day: today },
    { label: t('tickets.yesterday'), day: dayBefore(today) },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay its children out in a row
    <div className="day-filter" role="group" aria-label={t('tickets.day')}>
      {days.map((one) => (
        <Button key={one.label} aria-pressed={day === one.day} onClick={() => look({ day: one.day })}>
          {one.label}
        </Button>
      ))}
      <input
        className="input day-filter__date"
        type="date"
        aria-label={t('tickets.one-day')}
        max={today}
        value={day ?? ''}
        onChange={({ currentTarget: { value } }) => look({ day: value === '' ? null : value })}
      />
    </div>
  );
}
