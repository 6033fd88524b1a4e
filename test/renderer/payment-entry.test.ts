import { describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { refuse } from '../../domain/result.ts';
import { PAYMENT_METHODS } from '../../domain/ticket/types.ts';
import * as pay from '../../renderer/features/payment/payment-entry.ts';
import type { PadKey } from '../../renderer/ui/pad-key.ts';

const DUE: pay.PaymentFacts = { totalCents: cents(1756), missingCents: cents(1756), problem: null };
const OVER_CASH: pay.PaymentFacts = { ...DUE, problem: refuse('cash_limit', { totalCents: 100_000 }).refusal };
const OVER_ALL: pay.PaymentFacts = { ...DUE, problem: refuse('simplified_limit', {}).refusal };

const typed = (text: string, facts = DUE, from = pay.firstEntry(facts)): pay.PaymentEntry =>
  [...text].reduce((entry, key) => pay.pressKey(entry, key as PadKey, facts), from);
const closes = (method: pay.Method, tenderedCents: number) => ({ kind: 'close', payment: { method, tenderedCents } });

describe('paying in cash', () => {
  it('is exact when nothing is entered', () => {
    expect(pay.stepOf(pay.firstEntry(DUE), DUE)).toEqual(closes('cash', 1756));
    expect(pay.amountsOf(pay.firstEntry(DUE), DUE)).toMatchObject({ givenCents: 1756, changeCents: 0, leftCents: 0 });
  });

  it('gives change of what is entered', () => {
    expect(pay.stepOf(typed('20'), DUE)).toEqual(closes('cash', 2000));
    expect(pay.amountsOf(typed('20'), DUE)).toMatchObject({ givenCents: 2000, changeCents: 244, leftCents: 0 });
  });

  it('takes a sum from a key, and the next digit begins anew', () => {
    const fifty = pay.chooseSum(typed('3'), cents(5000), DUE);
    expect(pay.stepOf(fifty, DUE)).toEqual(closes('cash', 5000));
    expect(pay.stepOf(typed('20', DUE, fifty), DUE)).toEqual(closes('cash', 2000));
    expect(pay.stepOf(pay.chooseSum(fifty, cents(1756), DUE), DUE)).toEqual(closes('cash', 1756));
  });

  it('takes a part, and the rest needs a method before Enter does anything', () => {
    expect(pay.stepOf(typed('10'), DUE)).toEqual({ kind: 'part', method: 'cash', tenderedCents: 1000 });
    const rest = { ...DUE, missingCents: cents(756) };
    expect(pay.stepOf(pay.entryAfterPart(), rest)).toEqual({ kind: 'nothing' });
    expect(pay.stepOf(pay.chooseMethod(pay.entryAfterPart(), 'cash', rest), rest)).toEqual(closes('cash', 756));
    expect(pay.stepOf(typed('8', rest, pay.entryAfterPart()), rest)).toEqual(closes('cash', 800));
  });

  it('refuses nothing at all and the digits of a bar code', () => {
    expect(pay.stepOf(typed('0'), DUE)).toMatchObject({ refusal: { code: 'payment_not_positive' } });
    expect(pay.stepOf(typed('840000'), DUE)).toMatchObject({ refusal: { code: 'tender_too_large' } });
  });
});

describe('card and Bizum', () => {
  it('charge what is missing, or the part that was typed', () => {
    expect(pay.stepOf(pay.chooseMethod(pay.firstEntry(DUE), 'card', DUE), DUE)).toEqual(closes('card', 1756));
    const part = pay.chooseMethod(typed('10'), 'bizum', DUE);
    expect(pay.stepOf(part, DUE)).toEqual({ kind: 'part', method: 'bizum', tenderedCents: 1000 });
  });

  it('never more than what is due, and not the sum of a banknote', () => {
    const tooMuch = typed('20', DUE, pay.chooseMethod(pay.firstEntry(DUE), 'card', DUE));
    expect(pay.stepOf(tooMuch, DUE)).toMatchObject({ refusal: { code: 'card_exceeds_due' } });
    const note = pay.chooseSum(pay.firstEntry(DUE), cents(2000), DUE);
    expect(pay.stepOf(pay.chooseMethod(note, 'card', DUE), DUE)).toEqual(closes('card', 1756));
  });

  it('forget the banknote that was typed before the customer took the card out', () => {
    expect(pay.stepOf(pay.chooseMethod(typed('20'), 'card', DUE), DUE)).toEqual(closes('card', 1756));
    expect(pay.stepOf(pay.chooseMethod(typed('17,56'), 'bizum', DUE), DUE)).toEqual(closes('bizum', 1756));
  });

  it('ask whether it was approved only what can be charged', () => {
    const card = pay.chooseMethod(pay.firstEntry(DUE), 'card', DUE);
    expect(pay.isAskingTerminal(card, DUE)).toBe(true);
    expect(pay.isAskingTerminal(typed('10', DUE, card), DUE)).toBe(true);
    expect(pay.isAskingTerminal(typed('20', DUE, card), DUE)).toBe(false);
    expect(pay.isAskingTerminal(typed('0', DUE, card), DUE)).toBe(false);
    expect(pay.isAskingTerminal(pay.firstEntry(DUE), DUE)).toBe(false);
    expect(pay.isAskingTerminal(card, { ...DUE, missingCents: cents(0) })).toBe(false);
  });
});

describe('limits of the law', () => {
  it('without cash nothing is chosen until a person does', () => {
    const first = pay.firstEntry(OVER_CASH);
    expect(pay.stepOf(first, OVER_CASH)).toEqual({ kind: 'nothing' });
    expect(pay.chooseMethod(first, 'cash', OVER_CASH)).toEqual(first);
    expect(pay.chooseSum(first, cents(2000), OVER_CASH)).toEqual(first);
    expect(pay.stepOf(typed('5', OVER_CASH), OVER_CASH)).toEqual({ kind: 'nothing' });
    expect(pay.stepOf(pay.chooseMethod(first, 'card', OVER_CASH), OVER_CASH)).toEqual(closes('card', 1756));
  });

  it('forgets cash that became forbidden meanwhile', () => {
    expect(pay.stepOf(pay.firstEntry(DUE), OVER_CASH)).toEqual({ kind: 'nothing' });
  });

  it('pays nothing beyond a simplified invoice', () => {
    for (const method of PAYMENT_METHODS) {
      expect(pay.stepOf(pay.chooseMethod(pay.firstEntry(OVER_ALL), method, OVER_ALL), OVER_ALL).kind).toBe('nothing');
    }
    expect(pay.stepOf({ ...pay.firstEntry(DUE) }, OVER_ALL)).toEqual({ kind: 'nothing' });
  });
});

it('closes without a payment when nothing is missing', () => {
  const free = { totalCents: cents(0), missingCents: cents(0), problem: null };
  expect(pay.stepOf(pay.firstEntry(free), free)).toEqual({ kind: 'close', payment: null });
});
