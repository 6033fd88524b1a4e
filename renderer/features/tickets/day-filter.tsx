import { useState } from 'react';
import { dayText, readDay } from '../../../domain/day-text.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { nowMs } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { dayBefore } from './ticket-text.ts';
import { look, useTicketList } from './tickets-store.ts';

/** `5/3/2026` */
const WHOLE_DAY = 8;

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
      <OneDay key={day ?? ''} day={days.some((one) => one.day === day) ? null : day} />
    </div>
  );
}

/** Day first whatever the language of the browser is; looked up with Enter or when the field is left. */
function OneDay({ day }: { readonly day: string | null }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(day === null ? '' : dayText(day));
  const read = readDay(typed);
  const isWrong = read === null && typed.trim() !== '';
  const go = (): void => {
    if (read !== null && read !== day) look({ day: read });
  };
  return (
    <input
      className="input day-filter__date"
      aria-label={t('tickets.one-day')}
      aria-invalid={isWrong && typed.length >= WHOLE_DAY ? true : undefined}
      placeholder={t('date.placeholder')}
      maxLength={20}
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') go();
      }}
      onBlur={go}
    />
  );
}
