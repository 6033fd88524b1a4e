import { useState } from 'react';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { StaffMemberView } from '../../../electron/ipc/contract/session.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { saveBy } from '../settings/save-settings.ts';
import { AddPerson } from './add-person.tsx';
import { NewPin } from './new-pin.tsx';
import './staff.css';

const NOBODY: readonly StaffMemberView[] = [];

/** Who may sell here. The first person is asked for by name at once: without one nobody can. */
export function StaffPanel() {
  const { t } = useWords();
  const staff = useApp(({ settings }) => settings?.staff ?? NOBODY);
  const [pinOf, setPinOf] = useState<string | null>(null);
  const person = staff.find(({ id }) => id === pinOf);

  const setPin = async (staffId: string, pin: string | null): Promise<Result<unknown>> => {
    const isDone = await saveBy(() => client.ask('staff.set-pin', { staffId, pin }));
    if (isDone) setPinOf(null);
    return isDone ? ok({}) : refuse('pin_malformed', {});
  };
  if (person !== undefined) {
    return <NewPin name={person.name} onPin={(pin) => setPin(person.id, pin)} onCancel={() => setPinOf(null)} />;
  }
  return (
    <div className="staff">
      {staff.length === 0 ? <p className="group__hint">{t('staff.none')}</p> : null}
      <ul className="staff__list">
        {staff.map((one) => (
          <Person
            key={one.id}
            person={one}
            isOnly={staff.length === 1}
            onPin={() => setPinOf(one.id)}
            onNoPin={() => void setPin(one.id, null)}
          />
        ))}
      </ul>
      <AddPerson onAdded={setPinOf} />
    </div>
  );
}

type PersonProps = {
  readonly person: StaffMemberView;
  readonly isOnly: boolean;
  onPin(): void;
  onNoPin(): void;
};

function Person({ person, isOnly, onPin, onNoPin }: PersonProps) {
  const { t } = useWords();
  /** Final: with the person goes the PIN. The tickets keep the name. */
  const [isAsked, setAsked] = useState(false);
  const { id: staffId, name, hasPin } = person;
  return (
    <li className="staff__row">
      <Icon name="person" size={26} />
      <span className="staff__words">
        <strong>{name}</strong>
        <span className="second">
          {isAsked ? t('staff.remove-hint') : t(hasPin ? 'staff.has-pin' : 'staff.no-pin')}
        </span>
      </span>
      {isAsked ? (
        <>
          <Button onClick={() => setAsked(false)}>{t('staff.keep')}</Button>
          <Button look="danger" onClick={() => void saveBy(() => client.ask('staff.remove', { staffId }))}>
            {t('staff.remove-yes')}
          </Button>
        </>
      ) : (
        <>
          <Button onClick={onPin} aria-label={t(hasPin ? 'staff.change-pin-spoken' : 'staff.set-pin-spoken', { name })}>
            {t(hasPin ? 'staff.change-pin' : 'staff.set-pin')}
          </Button>
          {hasPin ? (
            <Button onClick={onNoPin} aria-label={t('staff.take-pin-spoken', { name })}>
              {t('staff.take-pin')}
            </Button>
          ) : null}
          {isOnly ? null : (
            <Button look="danger" onClick={() => setAsked(true)} aria-label={t('staff.remove-spoken', { name })}>
              {t('staff.remove')}
            </Button>
          )}
        </>
      )}
    </li>
  );
}
