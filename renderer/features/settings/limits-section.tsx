import { useState } from 'react';
import { dayText, readDay } from '../../../domain/day-text.ts';
import { type Cents, cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import { type DatedLimits, limitsOn } from '../../../domain/ticket/limits.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { nowMs } from '../../app/real-world.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Columns, Group } from '../../ui/group.tsx';
import { readEuros } from './read-euros.ts';
import { saveSettings } from './save-settings.ts';

const NONE: readonly DatedLimits[] = [];

/** What the law allows, from which day on. A change of law is a new line; what was in force stays on record. */
export function LimitsSection() {
  const { t } = useWords();
  const limits = useApp(({ settings }) => settings?.limits ?? NONE);
  const timeZone = useApp(({ settings }) => settings?.shop.timeZone ?? 'Europe/Madrid');
  const today = localTimestamp(nowMs(), timeZone).slice(0, 10);
  const inForce = limits.length === 0 ? null : limitsOn(today, limits);
  const newestFirst = [...limits].sort((a, b) => (a.from < b.from ? 1 : -1));
  return (
    <>
      <Group title={t('settings.limits')} hint={t('settings.limits-hint')}>
        <table className="settings__table">
          <thead>
            <tr>
              <th scope="col">{t('settings.limits-from')}</th>
              <th scope="col" className="amount">
                {t('settings.limits-retail')}
              </th>
              <th scope="col" className="amount">
                {t('settings.limits-other')}
              </th>
              <th scope="col" className="amount">
                {t('settings.limits-cash')}
              </th>
              <th scope="col">{t('settings.limits-state')}</th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map((entry) => (
              <Entry key={entry.from} entry={entry} today={today} isInForce={entry.from === inForce?.from} />
            ))}
          </tbody>
        </table>
      </Group>
      <AddLimits today={today} taken={limits.map(({ from }) => from)} start={inForce} />
    </>
  );
}

type EntryProps = { readonly entry: DatedLimits; readonly today: string; readonly isInForce: boolean };

function Entry({ entry, today, isInForce }: EntryProps) {
  const { t } = useWords();
  const { from, simplifiedCents, cashFromCents } = entry;
  return (
    <tr>
      <td>{dayText(from)}</td>
      <td className="amount">{displayEuros(simplifiedCents.retail)}</td>
      <td className="amount">{displayEuros(simplifiedCents.other)}</td>
      <td className="amount">{displayEuros(cashFromCents)}</td>
      <td>
        {isInForce ? <strong>{t('settings.limits-in-force')}</strong> : null}
        {from > today ? (
          <Button
            look="danger"
            onClick={() => void saveSettings('limits', (all) => all.filter((one) => one.from !== from))}
          >
            {t('settings.remove')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

type AddProps = {
  readonly today: string;
  readonly taken: readonly string[];
  readonly start: DatedLimits | null;
};

const shown = (value: Cents | undefined): string => (value === undefined ? '' : displayEuros(value).replace(' €', ''));

function AddLimits({ today, taken, start }: AddProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [typedFrom, setFrom] = useState(dayText(today));
  const from = readDay(typedFrom);
  const [retail, setRetail] = useState(shown(start?.simplifiedCents.retail));
  const [other, setOther] = useState(shown(start?.simplifiedCents.other));
  const [cash, setCash] = useState(shown(start?.cashFromCents));
  const amounts = [readEuros(retail), readEuros(other), readEuros(cash)];
  const [retailCents, otherCents, cashFromCents] = amounts;
  const dayProblem = from !== null && taken.includes(from) ? t('settings.limits-day-taken') : null;
  const problemOf = (amount: number | null | undefined): string | null =>
    amount === null ? t('settings.amount-wrong') : null;
  const add = async (): Promise<void> => {
    if (retailCents == null || otherCents == null || cashFromCents == null || dayProblem !== null || from === null)
      return;
    const simplifiedCents = { retail: cents(retailCents), other: cents(otherCents) };
    const entry = { from, simplifiedCents, cashFromCents: cents(cashFromCents) };
    if (await saveSettings('limits', (all) => [...all, entry])) setOpen(false);
  };
  if (!isOpen) {
    return (
      <div>
        <Button look="soft" onClick={() => setOpen(true)}>
          {t('settings.limits-add')}
        </Button>
      </div>
    );
  }
  return (
    <Group title={t('settings.limits-add')} hint={t('settings.limits-add-hint')}>
      <Columns>
        <DateField label={t('settings.limits-from')} value={typedFrom} onValue={setFrom} problem={dayProblem} />
        <TextField
          label={t('settings.limits-retail')}
          value={retail}
          onValue={setRetail}
          problem={problemOf(retailCents)}
        />
        <TextField
          label={t('settings.limits-other')}
          value={other}
          onValue={setOther}
          problem={problemOf(otherCents)}
        />
        <TextField
          label={t('settings.limits-cash')}
          value={cash}
          onValue={setCash}
          problem={problemOf(cashFromCents)}
        />
      </Columns>
      <div className="settings__buttons">
        <Button onClick={() => setOpen(false)}>{t('settings.cancel')}</Button>
        <Button
          look="accent"
          disabled={amounts.includes(null) || dayProblem !== null || from === null}
          onClick={() => void add()}
        >
          {t('settings.add')}
        </Button>
      </div>
    </Group>
  );
}
