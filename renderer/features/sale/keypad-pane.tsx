import { useState } from 'react';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { goHome } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { DiscountPad } from './keypad-discount.tsx';
import { AmountPad, CodePad } from './keypad-free.tsx';
import { PricePad, QuantityPad } from './keypad-line.tsx';
import './keypad-pane.css';

export type KeypadMode = 'code' | 'amount' | 'quantity' | 'price' | 'discount';
const MODES: readonly KeypadMode[] = ['code', 'amount', 'quantity', 'price', 'discount'];

type Props = { readonly mode?: 'quantity' | 'price' | 'discount' };

/** One pad for everything that is a number: a code by hand, an amount under a department, and changes of a line. */
export function KeypadPane({ mode }: Props) {
  const hasDepartments = useApp(({ overview }) => (overview?.departments.length ?? 0) > 0);
  const first: KeypadMode = mode ?? (hasDepartments ? 'amount' : 'code');
  // Another wish from outside (a key, an action of the ticket) begins anew.
  return <Keypads key={first} first={first} />;
}

function Keypads({ first }: { readonly first: KeypadMode }) {
  const { t } = useWords();
  const [mode, setMode] = useState(first);
  return (
    <Pane title={t('keypad.title')} backLabel={t('keypad.back')} onBack={goHome}>
      <fieldset className="keypad-modes" aria-label={t('keypad.modes')}>
        {MODES.map((one) => (
          <Button key={one} aria-pressed={one === mode} onClick={() => setMode(one)}>
            {t(`keypad.mode.${one}`)}
          </Button>
        ))}
      </fieldset>
      <ModePad mode={mode} />
    </Pane>
  );
}

function ModePad({ mode }: { readonly mode: KeypadMode }) {
  switch (mode) {
    case 'code':
      return <CodePad />;
    case 'amount':
      return <AmountPad />;
    case 'quantity':
      return <QuantityPad />;
    case 'price':
      return <PricePad />;
    case 'discount':
      return <DiscountPad />;
  }
}
