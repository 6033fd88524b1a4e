import { useState } from 'react';
import { cents } from '../../../domain/money.ts';
import { displayEuros } from '../../../domain/money-text.ts';
import type { DepartmentView } from '../../../electron/ipc/contract/catalog.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { goHome } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Keypad } from '../../ui/keypad.tsx';
import { Empty } from '../../ui/notice.tsx';
import { MONEY_PAD, padValue } from '../../ui/pad-entry.ts';
import { PadDisplay, PadGrid, usePad } from './pad.tsx';
import { addDepartment, scan } from './sale-store.ts';

/** Longest code that somebody types by hand. */
const MAX_CODE = 24;

/** A code by hand: zeros in front count, so it is no number. */
export function CodePad() {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const type = (text: string): void => setCode((before) => (before + text).slice(0, MAX_CODE));
  const erase = (): void => setCode((before) => before.slice(0, -1));
  const send = (): void => {
    if (code === '') return;
    goHome();
    void scan(code);
  };
  useKeys({
    keys: { Enter: send },
    onCharacter(key) {
      if (/^[0-9*]$/.test(key)) type(key);
      else if (key === 'Backspace' || key === 'Delete') erase();
      else return false;
      return true;
    },
    snapshot: () => () => setCode(code),
  });
  return (
    <div className="pad-layout">
      <PadDisplay label={t('keypad.code')} value={code} hint={t('keypad.code-hint')} />
      <div className="pad-grid">
        <Keypad isWhole eraseLabel={t('key.erase')} onKey={(key) => (key === 'erase' ? erase() : type(key))} />
      </div>
      <div className="pad-ends">
        <Button size="large" onClick={() => type('*')}>
          {t('keypad.times')}
        </Button>
        <Button look="accent" size="large" shortcut={t('key.enter')} disabled={code === ''} onClick={send}>
          {t('keypad.add-code')}
        </Button>
      </div>
    </div>
  );
}

const NO_DEPARTMENTS: readonly DepartmentView[] = [];

/** An amount, and the department that it goes under. */
export function AmountPad() {
  const { t } = useWords();
  const departments = useApp(({ overview }) => overview?.departments ?? NO_DEPARTMENTS);
  const [only] = departments;
  const pad = usePad(MONEY_PAD, {
    // With a single department there is nothing to choose.
    onEnter: () => {
      if (departments.length === 1 && only !== undefined) add(only.id);
    },
  });
  const value = padValue(pad.entry, MONEY_PAD) ?? 0;
  const add = (departmentId: string): void => {
    if (value === 0) return;
    pad.clear();
    void addDepartment(departmentId, value);
  };
  if (departments.length === 0) {
    return (
      <Empty title={t('keypad.no-departments')}>
        <p>{t('keypad.no-departments-hint')}</p>
      </Empty>
    );
  }
  return (
    <div className="pad-layout">
      <PadDisplay label={t('keypad.amount')} value={displayEuros(cents(value))} hint={t('keypad.amount-hint')} />
      <div className="pad-beside">
        <PadGrid pad={pad} />
        <ul className="departments" aria-label={t('keypad.departments')}>
          {departments.map(({ id, name }) => (
            <li key={id}>
              <Button size="large" isWide disabled={value === 0} onClick={() => add(id)}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
