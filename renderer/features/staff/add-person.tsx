import { useState } from 'react';
import { appNow } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { saveBy } from '../settings/save-settings.ts';

/** @param onAdded the id of the new person, when a PIN is wanted for them. */
export function AddPerson({ onAdded }: { onAdded(staffId: string): void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const typed = name.trim();
  const add = async (wantsPin: boolean): Promise<void> => {
    if (typed === '') return;
    const before = new Set(appNow().settings?.staff.map(({ id }) => id));
    if (!(await saveBy(() => client.ask('staff.add', { name: typed, pin: null })))) return;
    setName('');
    const added = appNow().settings?.staff.find(({ id }) => !before.has(id));
    if (wantsPin && added !== undefined) onAdded(added.id);
  };
  // Enter is this form's only while there is something in it.
  const addWithPin = (): void => void add(true);
  useKeys({ keys: { Enter: addWithPin } }, typed !== '');
  return (
    <div className="staff__add">
      <TextField label={t('staff.name')} hint={t('staff.name-hint')} value={name} onValue={setName} maxLength={40} />
      <Button
        look="soft"
        disabled={typed === ''}
        {...(typed === '' ? {} : { shortcut: t('key.enter') })}
        onClick={addWithPin}
      >
        {t('staff.add-with-pin')}
      </Button>
      <Button disabled={typed === ''} onClick={() => void add(false)}>
        {t('staff.add-without-pin')}
      </Button>
    </div>
  );
}
