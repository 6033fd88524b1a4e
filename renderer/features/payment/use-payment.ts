import { useEffect, useRef, useState } from 'react';
import type { Cents } from '../../../domain/money.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { TicketView } from '../../../electron/ipc/contract/sale.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { goBack, goHome } from '../../app/panes.ts';
import { playSound } from '../../app/sounds.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { padKeyOf } from '../../ui/pad-entry.ts';
import type { PadKey } from '../../ui/pad-key.ts';
import { choosePaper, paperNow, usePaperChoice } from '../sale/paper-choice.ts';
import { closeSale, saleNow, takeBackPayment, takePayment } from '../sale/sale-store.ts';
import { askTerminal } from '../sale/terminal-question.ts';
import {
  type Amounts,
  amountsOf,
  chooseMethod,
  chooseSum,
  entryAfterPart,
  firstEntry,
  isAskingTerminal,
  type Method,
  type PaymentEntry,
  pressKey,
  type Step,
  stepOf,
} from './payment-entry.ts';
import { useOneAtATime } from './use-one-at-a-time.ts';

/** The keys of the methods, shown on them. */
export const METHOD_KEYS: Readonly<Record<Method, string>> = { cash: 'F1', card: 'F2', bizum: 'F3' };

export type Payment = {
  readonly ticket: TicketView;
  readonly now: PaymentEntry;
  readonly amounts: Amounts;
  readonly step: Step;
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
  /** Null: the shop prints always, there is nothing to ask. */
  readonly isPrinted: boolean | null;
  setPrinted(isPrinted: boolean): void;
  choose(method: Method): void;
  /** The card was not approved, the Bizum did not come. */
  decline(): void;
  chooseSum(sumCents: Cents): void;
  press(key: PadKey): void;
  takeOff(paymentId: string): void;
  acceptClock(): void;
  goOn(): void;
};

/** A payment while it is taken: screen, keyboard and till agree on one state. */
export function usePayment(ticket: TicketView): Payment {
  const asksPaper = useApp(({ settings }) => (settings?.printing.receipts ?? 'always') !== 'always');
  const isPrinted = usePaperChoice(({ isPrinted }) => isPrinted);
  useEffect(() => {
    // Whatever key closes this sale obeys the switch; the next sale begins without a choice.
    choosePaper(asksPaper ? false : null);
    return () => choosePaper(null);
  }, [asksPaper]);
  const work = useOneAtATime();
  const entry = useEntry(ticket, work);
  const asksTerminal = isAskingTerminal(entry.now, ticket);
  useEffect(() => {
    askTerminal(asksTerminal);
    return () => askTerminal(false);
  }, [asksTerminal]);
  const goOn = (): void => work.pressEnter(() => void carryOut(entry, work));
  usePaymentKeys(entry, goOn);
  return {
    ticket,
    now: entry.now,
    amounts: amountsOf(entry.now, ticket),
    step: stepOf(entry.now, ticket),
    isBusy: work.isBusy,
    refusal: work.refusal,
    isPrinted,
    setPrinted: choosePaper,
    choose: entry.choose,
    decline: entry.decline,
    chooseSum: entry.chooseSum,
    press: entry.press,
    takeOff: (paymentId) => void work.run(() => takeBackPayment(paymentId)),
    acceptClock: () => void work.run(() => client.ask('sale.accept-clock', {})),
    goOn,
  };
}

type Work = ReturnType<typeof useOneAtATime>;
type Entry = ReturnType<typeof useEntry>;

/** What is typed and chosen. While the till works on it nothing changes; what is pressed then comes after. */
function useEntry(ticket: TicketView, { press, setRefusal }: Work) {
  const [now, setNow] = useState(() => firstEntry(ticket));
  // Keys may come faster than the screen is drawn: what they do is decided by this and not by what was drawn last.
  const latest = useRef(now);
  const show = (entry: PaymentEntry): void => {
    latest.current = entry;
    setNow(entry);
  };
  /** The ticket as the till said last. */
  const facts = (): TicketView => {
    const known = saleNow().ticket;
    return known?.id === ticket.id ? known : ticket;
  };
  const change = (to: (before: PaymentEntry) => PaymentEntry): void =>
    press(() => {
      setRefusal(null);
      show(to(latest.current));
    });
  return {
    now,
    show,
    facts,
    entryNow: () => latest.current,
    press: (key: PadKey): void => change((before) => pressKey(before, key, facts())),
    decline: (): void => change(() => firstEntry(facts())),
    choose: (method: Method): void => change((before) => chooseMethod(before, method, facts())),
    chooseSum: (sumCents: Cents): void => change((before) => chooseSum(before, sumCents, facts())),
  };
}

/** Enter. What follows a success happens before the next Enter is looked at. */
async function carryOut(entry: Entry, { setRefusal, run, end }: Work) {
  const step = stepOf(entry.entryNow(), entry.facts());
  if (step.kind === 'refused') {
    playSound('miss');
    // Of a card it is in view already, where the question would be.
    if (entry.entryNow().method === 'cash') setRefusal(step.refusal);
  } else if (step.kind === 'part') {
    await run(async () => {
      const taken = await takePayment(step.method, step.tenderedCents);
      if (taken.ok) entry.show(entryAfterPart());
      return taken;
    });
  } else if (step.kind === 'close') {
    await run(async () => {
      const closed = await closeSale(step.payment, paperNow());
      if (closed.ok) {
        end();
        goHome();
      }
      return closed;
    });
  }
}

function usePaymentKeys({ entryNow, show, choose, decline, press }: Entry, goOn: () => void): void {
  // One step: from the question to the methods, from there to the goods.
  const stepBack = (): void => {
    const { method } = entryNow();
    if (method === 'card' || method === 'bizum') decline();
    else goBack();
  };
  // Of the counter it would be the line that is chosen behind the payment.
  const erase = (): void => press('erase');
  useKeys({
    keys: {
      [METHOD_KEYS.cash]: () => choose('cash'),
      [METHOD_KEYS.card]: () => choose('card'),
      [METHOD_KEYS.bizum]: () => choose('bizum'),
      Enter: goOn,
      Escape: stepBack,
      Delete: erase,
    },
    onCharacter(character) {
      const key = padKeyOf(character);
      if (key !== null) press(key);
      return key !== null;
    },
    snapshot() {
      const before = entryNow();
      return () => show(before);
    },
  });
}
