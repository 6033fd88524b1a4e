import { useState } from 'react';
import { cents, rateBp } from '../../../domain/money.ts';
import { displayEuros, displayRate } from '../../../domain/money-text.ts';
import type { TicketLineView, TicketView } from '../../../electron/ipc/contract/sale.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { MONEY_PAD, PERCENT_PAD, padValue } from '../../ui/pad-entry.ts';
import { andGoHome, NoLine } from './keypad-line.tsx';
import { PadDisplay, PadGrid, usePad } from './pad.tsx';
import { discountLine, discountTicket, lineInHand, useSale } from './sale-store.ts';

type Discount = TicketView['discount'];
const NO_REASONS: readonly string[] = [];
const ALL_BP = 10_000;

/** Percent or amount, of a line or of the whole ticket, with a reason that the log keeps. */
export function DiscountPad() {
  const line = useSale(lineInHand);
  return line === null ? <NoLine /> : <DiscountOf line={line} />;
}

function DiscountOf({ line }: { readonly line: TicketLineView }) {
  const ticketDiscount = useSale(({ ticket }) => ticket?.discount ?? null);
  const isLineSelected = useSale(({ selectedLineId }) => selectedLineId !== null);
  const [isOfLine, setOfLine] = useState(isLineSelected);
  const [isPercent, setPercent] = useState(true);
  const present = isOfLine ? line.discount : ticketDiscount;
  const apply = (discount: Discount) => (isOfLine ? discountLine(line.id, discount) : discountTicket(discount));
  return (
    <>
      <DiscountChoices
        line={line}
        isOfLine={isOfLine}
        isPercent={isPercent}
        onOfLine={setOfLine}
        onPercent={setPercent}
      />
      <DiscountEntry
        key={isPercent ? 'percent' : 'amount'}
        label={isOfLine ? line.description : null}
        isPercent={isPercent}
        hasDiscount={present !== null}
        apply={apply}
      />
    </>
  );
}

type ChoicesProps = {
  readonly line: TicketLineView;
  readonly isOfLine: boolean;
  readonly isPercent: boolean;
  onOfLine(isOfLine: boolean): void;
  onPercent(isPercent: boolean): void;
};

function DiscountChoices({ line, isOfLine, isPercent, onOfLine, onPercent }: ChoicesProps) {
  const { t } = useWords();
  return (
    <div className="discount-choices">
      <fieldset className="choice" aria-label={t('keypad.discount-of')}>
        <Button className="discount-choices__line" aria-pressed={isOfLine} onClick={() => onOfLine(true)}>
          {line.description}
        </Button>
        <Button aria-pressed={!isOfLine} onClick={() => onOfLine(false)}>
          {t('keypad.whole-ticket')}
        </Button>
      </fieldset>
      <fieldset className="choice" aria-label={t('keypad.discount-kind')}>
        <Button aria-pressed={isPercent} aria-label={t('keypad.percent')} onClick={() => onPercent(true)}>
          %
        </Button>
        <Button aria-pressed={!isPercent} aria-label={t('keypad.euros')} onClick={() => onPercent(false)}>
          €
        </Button>
      </fieldset>
    </div>
  );
}

type EntryProps = {
  readonly label: string | null;
  readonly isPercent: boolean;
  readonly hasDiscount: boolean;
  apply(discount: Discount): ReturnType<typeof discountTicket>;
};

function DiscountEntry({ label, isPercent, hasDiscount, apply }: EntryProps) {
  const { t } = useWords();
  const reasons = useApp(({ settings }) => settings?.preferences.discountReasons ?? NO_REASONS);
  const [reason, setReason] = useState<string | null>(null);
  const format = isPercent ? PERCENT_PAD : MONEY_PAD;
  const pad = usePad(format, { onEnter: () => send() });
  const value = padValue(pad.entry, format) ?? 0;
  const isTooMuch = isPercent && value > ALL_BP;
  const isReady = value > 0 && !isTooMuch;
  const send = (): void => {
    if (!isReady) return;
    const discount: Discount = isPercent
      ? { kind: 'percent', percentBp: rateBp(value), reason }
      : { kind: 'amount', amountCents: cents(value), reason };
    void andGoHome(apply(discount));
  };
  const shown = isPercent ? displayRate(rateBp(Math.min(value, ALL_BP))) : displayEuros(cents(value));
  return (
    <div className="pad-layout">
      <PadDisplay
        label={label ?? t('keypad.whole-ticket')}
        value={`−${shown}`}
        {...(isTooMuch ? { hint: t('keypad.percent-limit') } : {})}
      />
      <div className="pad-beside">
        <PadGrid pad={pad} />
        <ul className="departments" aria-label={t('keypad.reasons')}>
          {reasons.map((one) => (
            <li key={one}>
              <Button isWide aria-pressed={reason === one} onClick={() => setReason(reason === one ? null : one)}>
                {one}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <div className="pad-ends">
        {hasDiscount ? (
          <Button size="large" look="danger" onClick={() => void andGoHome(apply(null))}>
            {t('keypad.take-off')}
          </Button>
        ) : null}
        <Button look="accent" size="large" shortcut={t('key.enter')} disabled={!isReady} onClick={send}>
          {t('keypad.set-discount')}
        </Button>
      </div>
    </div>
  );
}
