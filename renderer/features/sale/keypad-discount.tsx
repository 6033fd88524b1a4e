import { useState } from 'react';
import { cents, rateBp } from '../../../domain/money.ts';
import { displayEuros, displayRate } from '../../../domain/money-text.ts';
import type { TicketLineView, TicketView } from '../../../electron/ipc/contract/sale.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
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
  const selectedId = useSale(({ selectedLineId }) => selectedLineId);
  // Another line touched meanwhile is what is meant.
  return line === null ? <NoLine /> : <DiscountOf key={selectedId} line={line} />;
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
        key={`${isOfLine ? 'line' : 'ticket'} ${isPercent ? 'percent' : 'amount'}`}
        label={isOfLine ? line.description : null}
        isPercent={isPercent}
        present={present}
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
  readonly present: Discount;
  apply(discount: Discount): ReturnType<typeof discountTicket>;
};

function DiscountEntry({ label, isPercent, present, apply }: EntryProps) {
  const { t } = useWords();
  const reasons = useApp(({ settings }) => settings?.preferences.discountReasons ?? NO_REASONS);
  const [reason, setReason] = useState<string | null>(present?.reason ?? null);
  const format = isPercent ? PERCENT_PAD : MONEY_PAD;
  const pad = usePad(format, { onEnter: () => send() });
  const value = padValue(pad.entry, format) ?? 0;
  const isTooMuch = isPercent && value > ALL_BP;
  // The log has to tell why; a shop that has taken all reasons off its list does not want to be asked.
  const lacksReason = reason === null && reasons.length > 0;
  const isReady = value > 0 && !isTooMuch && !lacksReason;
  const hint = isTooMuch ? 'keypad.percent-limit' : value > 0 && lacksReason ? 'keypad.reason-needed' : null;
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
        // What it is of stands above, on the choice: what is missing has no other place.
        label={hint === null ? (label ?? t('keypad.whole-ticket')) : t(hint)}
        value={`−${shown}`}
      />
      <div className="pad-beside">
        <PadGrid pad={pad} />
        <Reasons reasons={reasons} chosen={reason} onChoose={setReason} />
      </div>
      <div className="pad-ends">
        {present === null ? null : (
          <Button size="large" look="danger" onClick={() => void andGoHome(apply(null))}>
            {t('keypad.take-off')}
          </Button>
        )}
        <Button look="accent" size="large" shortcut={t('key.enter')} disabled={!isReady} onClick={send}>
          {t('keypad.set-discount')}
        </Button>
      </div>
    </div>
  );
}

type ReasonsProps = {
  readonly reasons: readonly string[];
  readonly chosen: string | null;
  onChoose(reason: string | null): void;
};

/** Touched, or walked through with the arrows while a hand is on the number block. */
function Reasons({ reasons, chosen, onChoose }: ReasonsProps) {
  const { t } = useWords();
  const step = (by: 1 | -1): void => {
    const at = chosen === null ? (by === 1 ? -1 : 0) : reasons.indexOf(chosen);
    onChoose(reasons.at((at + by) % reasons.length) ?? null);
  };
  const next = (): void => step(1);
  const previous = (): void => step(-1);
  useKeys({ keys: { ArrowDown: next, ArrowUp: previous } }, reasons.length > 0);
  if (reasons.length === 0) return null;
  return (
    <div className="reasons">
      <p className="second" aria-hidden="true">
        {t('keypad.reasons')} ↑ ↓
      </p>
      <ul className="departments" aria-label={t('keypad.reasons')}>
        {reasons.map((one) => (
          <li key={one}>
            <Button isWide aria-pressed={chosen === one} onClick={() => onChoose(chosen === one ? null : one)}>
              {one}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
