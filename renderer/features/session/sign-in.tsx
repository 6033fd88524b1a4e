import { useState } from 'react';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { StaffMemberView } from '../../../electron/ipc/contract/session.ts';
import { knowApp, useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { PinPad } from './pin-pad.tsx';
import './sign-in.css';

const NOBODY: readonly StaffMemberView[] = [];
/** As many as there are keys for on a keyboard. */
const KEYED = 12;

async function enter(staffId: string, pin: string): Promise<Result<unknown>> {
  const answer = await client.ask('session.sign-in', { staffId, pin });
  if (answer.ok) knowApp({ session: answer.value });
  return answer;
}

/** Who is at the till. Somebody without PIN is in at the first touch. */
export function SignIn() {
  const { t, why } = useWords();
  const staff = useApp(({ session }) => session?.staff ?? NOBODY);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const chosen = staff.find(({ id }) => id === chosenId) ?? (staff.length === 1 ? staff[0] : undefined);

  const choose = (person: StaffMemberView): void => {
    setRefusal(null);
    setChosenId(person.id);
    if (person.hasPin) return;
    void enter(person.id, '').then((result) => setRefusal(result.ok ? null : result.refusal));
  };
  useKeys({ keys: keysOf(staff, choose, () => setChosenId(null)) });

  return (
    <main className="sign-in">
      <Where />
      <section className="sign-in__people" aria-label={t('session.who')}>
        <h1 className="sign-in__title">{t('session.who')}</h1>
        {refusal === null ? null : (
          <Notice tone="danger" code={refusal.code}>
            {why(refusal)}
          </Notice>
        )}
        {staff.length === 0 ? <Empty title={t('session.nobody')}>{t('session.nobody-hint')}</Empty> : null}
        <ul className="sign-in__list">
          {staff.map((person, index) => (
            <li key={person.id}>
              <Person person={person} index={index} isChosen={person.id === chosen?.id} onChoose={choose} />
            </li>
          ))}
        </ul>
      </section>
      <div className="sign-in__pin">
        {chosen?.hasPin === true ? (
          <PinPad
            key={chosen.id}
            title={t('session.pin-of', { name: chosen.name })}
            sendLabel={t('session.enter')}
            onPin={(pin) => enter(chosen.id, pin)}
          />
        ) : (
          <Empty title={t('session.touch-name')}>
            <p>{t('session.touch-name-hint')}</p>
          </Empty>
        )}
      </div>
    </main>
  );
}

function keysOf(
  staff: readonly StaffMemberView[],
  choose: (person: StaffMemberView) => void,
  forget: () => void,
): Record<string, () => void> {
  const keys: Record<string, () => void> = { Escape: forget };
  for (const [index, person] of staff.slice(0, KEYED).entries()) keys[`F${index + 1}`] = () => choose(person);
  return keys;
}

type PersonProps = {
  readonly person: StaffMemberView;
  readonly index: number;
  readonly isChosen: boolean;
  onChoose(person: StaffMemberView): void;
};

function Person({ person, index, isChosen, onChoose }: PersonProps) {
  return (
    <Button
      size="large"
      isWide
      className="sign-in__person"
      aria-pressed={isChosen}
      {...(index < KEYED ? { shortcut: `F${index + 1}` } : {})}
      onClick={() => onChoose(person)}
    >
      <Icon name="person" size={26} />
      <span className="sign-in__name">{person.name}</span>
    </Button>
  );
}

/** Which shop and till, and whether anything here counts. */
function Where() {
  const { t } = useWords();
  const shopName = useApp(({ settings, status }) => settings?.shop.shopName ?? status?.shopName ?? '');
  const tillCode = useApp(({ settings, status }) => settings?.shop.tillCode ?? status?.tillCode ?? '');
  const isTest = useApp(({ settings, status }) => (settings ?? status)?.environment === 'test');
  return (
    <header className="sign-in__where">
      <strong>{shopName}</strong>
      <span>{t('strip.till', { till: tillCode })}</span>
      {isTest ? (
        <span className="sign-in__test">
          {t('strip.test')} · {t('strip.test-rest')}
        </span>
      ) : null}
    </header>
  );
}
