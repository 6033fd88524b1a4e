import { useState } from 'react';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Group } from '../../ui/group.tsx';
import { Icon } from '../../ui/icon.tsx';
import { saveSettings } from './save-settings.ts';

const NONE: readonly string[] = [];
const MAX_REASONS = 12;

const write = (change: (reasons: string[]) => string[]): Promise<boolean> =>
  saveSettings('preferences', (now) => ({ ...now, discountReasons: change(now.discountReasons) }));

/** Offered beside the discount pad; what is chosen stands on the ticket. */
export function DiscountReasons() {
  const { t } = useWords();
  const reasons = useApp(({ settings }) => settings?.preferences.discountReasons ?? NONE);
  const [text, setText] = useState('');
  const typed = text.trim();
  const isTaken = reasons.includes(typed);
  const add = async (): Promise<void> => {
    if (typed !== '' && !isTaken && (await write((all) => [...all, typed]))) setText('');
  };
  return (
    <Group title={t('settings.reasons')} hint={t('settings.reasons-hint')}>
      <ul className="settings__buttons">
        {reasons.map((reason) => (
          <li key={reason}>
            <Button
              aria-label={t('settings.remove-spoken', { name: reason })}
              onClick={() => void write((all) => all.filter((one) => one !== reason))}
            >
              {reason}
              <Icon name="close" size={18} />
            </Button>
          </li>
        ))}
      </ul>
      {reasons.length < MAX_REASONS ? (
        <div className="settings__row settings__row--one">
          <TextField
            label={t('settings.new-reason')}
            value={text}
            onValue={setText}
            maxLength={40}
            problem={isTaken ? t('settings.reason-twice') : null}
          />
          <Button look="soft" disabled={typed === '' || isTaken} onClick={() => void add()}>
            {t('settings.add')}
          </Button>
        </div>
      ) : (
        <p className="second">{t('settings.list-full')}</p>
      )}
    </Group>
  );
}
