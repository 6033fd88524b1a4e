import { type Cents, cents, ZERO_CENTS } from '../../../domain/money.ts';
import { type Refusal, refuse } from '../../../domain/result.ts';
import { checkTender } from '../../../domain/ticket/payments.ts';
import type { PaymentMethod } from '../../../domain/ticket/types.ts';
import type { TicketView } from '../../../electron/ipc/contract/sale.ts';
import { EMPTY_ENTRY, MONEY_PAD, type PadEntry, padValue, pressPad } from '../../ui/pad-entry.ts';
import type { PadKey } from '../../ui/pad-key.ts';

/** What is typed and chosen while a ticket is paid, and what Enter then does. Pure. */
export type Method = PaymentMethod;

export type PaymentEntry = {
  /** Null: the next payment has not been said yet, and Enter does nothing. */
  readonly method: Method | null;
  readonly entry: PadEntry;
  /** The amount came from a key: the next digit begins a new one. */
  readonly isWhole: boolean;
};

export type PaymentFacts = Pick<TicketView, 'totalCents' | 'missingCents' | 'problem'>;

/** What Enter and the large key do. */
export type Step =
  /** The last payment, or none when nothing is missing. */
  | { readonly kind: 'close'; readonly payment: { readonly method: Method; readonly tenderedCents: Cents } | null }
  | { readonly kind: 'part'; readonly method: Method; readonly tenderedCents: Cents }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'nothing' };

/** Only cash has a limit of its own; whatever else is wrong with a ticket is wrong with every payment. */
export const isBlocked = ({ problem }: PaymentFacts): boolean => problem !== null && problem.code !== 'cash_limit';
export const takesMethod = (facts: PaymentFacts, method: Method): boolean =>
  !isBlocked(facts) && (method !== 'cash' || facts.problem === null);

const begin = (method: Method | null): PaymentEntry => ({ method, entry: EMPTY_ENTRY, isWhole: false });

/** Cash unless the law forbids it: the most frequent sale is Enter. */
export const firstEntry = (facts: PaymentFacts): PaymentEntry => begin(takesMethod(facts, 'cash') ? 'cash' : null);

/** For the rest of a ticket nobody has said how: a second Enter that was none must not close it. */
export const entryAfterPart = (): PaymentEntry => begin(null);

/** What was typed stays: the amount of a part payment may come before its method. */
export function chooseMethod(before: PaymentEntry, method: Method, facts: PaymentFacts): PaymentEntry {
  if (!takesMethod(facts, method)) return before;
  const typed = padValue(before.entry, MONEY_PAD) ?? 0;
  // A banknote is no amount for a card: who sees 20,00 on the screen types 20,00 into the terminal.
  const isNote = before.isWhole || typed > facts.missingCents;
  return isNote && method !== 'cash' ? begin(method) : { ...before, method };
}

/** Digits without a method are cash that is handed over, where cash is taken. */
const orCash = (method: Method | null, facts: PaymentFacts): Method | null =>
  method ?? (takesMethod(facts, 'cash') ? 'cash' : null);

export function pressKey(before: PaymentEntry, key: PadKey, facts: PaymentFacts): PaymentEntry {
  if (isBlocked(facts)) return before;
  const entry = pressPad(before.isWhole ? EMPTY_ENTRY : before.entry, key, MONEY_PAD);
  return { method: key === 'erase' ? before.method : orCash(before.method, facts), entry, isWhole: false };
}

/** A key with a sum on it; the exact amount is the one that nobody has to enter. */
export function chooseSum(before: PaymentEntry, sumCents: Cents, facts: PaymentFacts): PaymentEntry {
  if (!takesMethod(facts, 'cash')) return before;
  if (sumCents === facts.missingCents) return begin('cash');
  const euros = String(Math.trunc(sumCents / 100));
  const rest = sumCents % 100;
  const text = rest === 0 ? euros : `${euros},${String(rest).padStart(2, '0')}`;
  return { ...before, method: 'cash', entry: { text }, isWhole: true };
}

export type Amounts = {
  /** What is still to be paid. */
  readonly dueCents: Cents;
  /** Handed over or charged: what was entered, otherwise exactly what is due. */
  readonly givenCents: Cents;
  readonly changeCents: Cents;
  /** What will still be missing. */
  readonly leftCents: Cents;
};

export function amountsOf({ entry, method }: PaymentEntry, { missingCents }: PaymentFacts): Amounts {
  const typed = padValue(entry, MONEY_PAD);
  const given = typed ?? (method === null ? 0 : missingCents);
  return {
    dueCents: missingCents,
    givenCents: cents(given),
    changeCents: method === 'cash' ? cents(Math.max(0, given - missingCents)) : ZERO_CENTS,
    leftCents: cents(Math.max(0, missingCents - given)),
  };
}

export function stepOf(now: PaymentEntry, facts: PaymentFacts): Step {
  if (isBlocked(facts)) return { kind: 'nothing' };
  if (facts.missingCents === 0) return { kind: 'close', payment: null };
  const { method } = now;
  if (method === null || !takesMethod(facts, method)) return { kind: 'nothing' };
  const { givenCents: tenderedCents, leftCents } = amountsOf(now, facts);
  const wrong = checkTender({ id: '', method, tenderedCents });
  if (wrong !== null) return { kind: 'refused', refusal: wrong.refusal };
  if (method !== 'cash' && tenderedCents > facts.missingCents) {
    const tooMuch = refuse('card_exceeds_due', { tenderedCents, dueCents: facts.missingCents });
    return { kind: 'refused', refusal: tooMuch.refusal };
  }
  return leftCents > 0
    ? { kind: 'part', method, tenderedCents }
    : { kind: 'close', payment: { method, tenderedCents } };
}

/** Whether Enter means that a person saw it approved: only for what can be charged. */
export function isAskingTerminal(now: PaymentEntry, facts: PaymentFacts): boolean {
  const step = stepOf(now, facts);
  if (step.kind === 'part') return step.method !== 'cash';
  return step.kind === 'close' && step.payment !== null && step.payment.method !== 'cash';
}
