import type { CashBox } from '../day/types.ts';
import { type Cents, cents } from '../money.ts';
import { displayAmount, displayEuros } from '../money-text.ts';
import { type Language, type TextKey, text } from '../texts/index.ts';
import { left, pair } from './blocks.ts';
import { titled } from './day-parts.ts';
import type { ReceiptBlock } from './model.ts';

/** Lines of no money are left out, but the float. */
const moved = (key: TextKey, value: Cents, language: Language): ReceiptBlock[] =>
  value === 0 ? [] : [pair(text(language, key), displayAmount(value))];

const verdict = (differenceCents: Cents): TextKey => {
  if (differenceCents === 0) return 'day.difference_none';
  return differenceCents > 0 ? 'day.difference_over' : 'day.difference_short';
};

function counted({ counted: count }: CashBox, language: Language): ReceiptBlock[] {
  if (count === null) return [];
  const { differenceCents, leftCents, takenAwayCents, totalCents, pieces } = count;
  const kinds: ReceiptBlock[] = pieces.map(({ valueCents, pieces: many }) =>
    pair(`${many} x ${displayEuros(valueCents)}`, displayAmount(cents(many * valueCents))),
  );
  return [
    pair(text(language, 'day.counted'), displayEuros(totalCents), { bold: true }),
    pair(text(language, verdict(differenceCents)), displayEuros(differenceCents), { size: 'tall', bold: true }),
    pair(text(language, 'day.taken_away'), displayAmount(takenAwayCents)),
    pair(text(language, 'day.left'), displayAmount(leftCents)),
    ...(kinds.length === 0 ? [] : [left(text(language, 'day.pieces'), { bold: true }), ...kinds]),
  ];
}

/** What has to be in the drawer, and what was. */
export const cashBlocks = (cash: CashBox, language: Language): ReceiptBlock[] =>
  titled(text(language, 'day.cash'), [
    pair(text(language, 'day.float'), displayAmount(cash.floatCents)),
    pair(text(language, 'day.cash_sales'), displayAmount(cash.salesCents)),
    ...moved('day.cash_in', cash.inCents, language),
    ...moved('day.cash_out', cents(cash.outCents === 0 ? 0 : -cash.outCents), language),
    ...moved('day.given_back', cents(cash.givenBackCents === 0 ? 0 : -cash.givenBackCents), language),
    ...moved('day.held', cash.heldCents, language),
    ...moved('day.held_before', cents(cash.heldBeforeCents === 0 ? 0 : -cash.heldBeforeCents), language),
    pair(text(language, 'day.expected'), displayEuros(cash.expectedCents), { bold: true }),
    ...counted(cash, language),
  ]);
