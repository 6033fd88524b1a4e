import type { ExternalOrder, OrderPayment } from './types.ts';

export type PaymentWord = 'cash' | 'card' | 'bizum' | 'transfer' | 'online' | 'other';
export type InvoicePayment = {
  readonly method: PaymentWord;
  readonly amountCents: number;
  readonly reference: string | null;
};

const WORDS: readonly PaymentWord[] = ['cash', 'card', 'bizum', 'transfer', 'online', 'other'];
const isWord = (word: string): word is PaymentWord => WORDS.some((known) => known === word);

/** A method that is none of ours is kept in the reference. */
function paymentOf({ method, amountCents, reference }: OrderPayment): InvoicePayment {
  const word = method.trim().toLowerCase();
  if (isWord(word)) return { method: word, amountCents, reference };
  return { method: 'other', amountCents, reference: reference === null ? method : `${method} ${reference}` };
}

/** In these states the shop says that nothing is owed, whatever payments it lists. */
export const isSettled = ({ state }: Pick<ExternalOrder, 'state'>): boolean => state === 'paid' || state === 'shipped';

export const paidCents = ({ payments }: Pick<ExternalOrder, 'payments'>): number =>
  payments.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** How the rest of a settled order was paid: as its last payment. */
export function settlingMethod({ payments }: Pick<ExternalOrder, 'payments'>): PaymentWord {
  const last = payments.at(-1);
  return last === undefined ? 'other' : paymentOf(last).method;
}

/** What the buyer has paid of an order: what is listed, and of a settled one the rest. What they do not cover is due. */
export function orderPayments(order: Pick<ExternalOrder, 'state' | 'payments' | 'totals'>): readonly InvoicePayment[] {
  const listed = order.payments.filter(({ amountCents }) => amountCents > 0).map(paymentOf);
  const restCents = order.totals.grossCents - paidCents(order);
  if (!isSettled(order) || restCents <= 0) return listed;
  return [...listed, { method: settlingMethod(order), amountCents: restCents, reference: null }];
}
