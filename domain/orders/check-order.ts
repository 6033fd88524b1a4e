import type { Recipient } from '../documents/types.ts';
import { limitsOn } from '../ticket/limits.ts';
import { type InvoiceLine, invoiceLines } from './invoice-lines.ts';
import { type InvoicePayment, orderPayments, paidCents } from './payments.ts';
import { type InvoicingPlace, type RatedLines, ratedLines } from './rated-lines.ts';
import { recipientOf } from './recipient.ts';
import { expectedTaxCents, type OrderTaxGroup, orderTaxGroups } from './tax-groups.ts';
import type { ExternalOrder, ParkingReason } from './types.ts';
import { instantMs } from './version.ts';

/** What would be invoiced, to the cent that the buyer was charged. */
export type InvoicePlan = {
  /** null: simplified. */
  readonly recipient: Recipient | null;
  readonly lines: readonly InvoiceLine[];
  readonly payments: readonly InvoicePayment[];
};

export type CheckedOrder = {
  /** Empty: it may be invoiced. */
  readonly reasons: readonly ParkingReason[];
  /** What the shop charged per rate; of lines whose rate cannot be told nothing. */
  readonly taxGroups: readonly OrderTaxGroup[];
  /** null when there are reasons. */
  readonly plan: InvoicePlan | null;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Shops round every line: one cent of each, and one of the total. */
const toleranceCents = ({ lines }: ExternalOrder): number => lines.length + 1;

function datesOf({ placedAt, payments, refunds }: ExternalOrder): readonly string[] {
  const others = [...payments.map(({ paidAt }) => paidAt), ...refunds.map(({ createdAt }) => createdAt)];
  return [placedAt, ...others.filter((date) => date !== null)];
}

function formReasons(order: ExternalOrder): ParkingReason[] {
  const reasons: ParkingReason[] = [];
  const { currency, totals, state, refunds } = order;
  if (currency !== 'EUR') reasons.push({ code: 'foreign_currency', params: { currency } });
  const bad = datesOf(order).find((date) => instantMs(date) === null);
  if (bad !== undefined) reasons.push({ code: 'bad_date', params: { date: bad } });
  if (paidCents(order) > totals.grossCents) {
    reasons.push({ code: 'overpaid', params: { paidCents: paidCents(order), totalCents: totals.grossCents } });
  }
  if (refunds.length > 0 || state === 'refunded' || state === 'partially_refunded') {
    reasons.push({ code: 'refund_unsupported', params: {} });
  }
  return reasons;
}

function totalsReason(order: ExternalOrder, groups: readonly OrderTaxGroup[] | null): ParkingReason | null {
  const totalCents = order.totals.grossCents;
  const sums = [sum(order.lines.map(({ grossCents }) => grossCents))];
  // Of the groups too: base and tax that do not make the gross of their line would be invoiced as something else.
  if (groups !== null) sums.push(sum(groups.map(({ grossCents }) => grossCents)));
  const linesCents = sums.find((one) => Math.abs(one - totalCents) > toleranceCents(order));
  return linesCents === undefined ? null : { code: 'totals_mismatch', params: { linesCents, totalCents } };
}

function taxReason(order: ExternalOrder, groups: readonly OrderTaxGroup[]): ParkingReason | null {
  const computedCents = sum(groups.map(({ taxCents }) => taxCents));
  const statedCents = order.totals.taxCents;
  if (Math.abs(computedCents - statedCents) > toleranceCents(order)) {
    return { code: 'tax_mismatch', params: { statedCents, computedCents } };
  }
  // Of a shop with tax included there is nothing to compare: its tax came out of what was charged.
  const odd = order.taxIncluded
    ? undefined
    : groups.find((group) => Math.abs(group.taxCents - expectedTaxCents(group)) > group.lineCount);
  if (odd === undefined) return null;
  return { code: 'tax_mismatch', params: { statedCents: odd.taxCents, computedCents: expectedTaxCents(odd) } };
}

function amountReasons(order: ExternalOrder, rated: RatedLines, groups: readonly OrderTaxGroup[]): ParkingReason[] {
  const isRated = rated.reasons.length === 0;
  const totals = totalsReason(order, isRated ? groups : null);
  const tax = isRated ? taxReason(order, groups) : null;
  return [...(totals === null ? [] : [totals]), ...rated.reasons, ...(tax === null ? [] : [tax])];
}

/** A simplified invoice only as far as the law lets it go (ROF 4); its bound is in euros. */
function recipientReason(order: ExternalOrder, recipient: Recipient | null | 'incomplete', isoDate: string) {
  if (recipient === 'incomplete') return { code: 'recipient_incomplete', params: {} } as const;
  const limitCents = limitsOn(isoDate).simplifiedCents.retail;
  const totalCents = order.totals.grossCents;
  if (recipient !== null || order.currency !== 'EUR' || totalCents <= limitCents) return null;
  return { code: 'needs_tax_id', params: { totalCents, limitCents } } as const;
}

/**
 * Whether an order of a shop may be invoiced, and as what. What is wrong with it is told all at once, for a person; nothing
 * that a shop may send is an error. Whether it was invoiced before, only the database knows.
 */
export function checkOrder(order: ExternalOrder, place: InvoicingPlace): CheckedOrder {
  const rated = ratedLines(order, place);
  const taxGroups = orderTaxGroups(order, rated.lines);
  const recipient = recipientOf(order.customer);
  const ofRecipient = recipientReason(order, recipient, place.isoDate);
  const reasons = [
    ...formReasons(order),
    ...amountReasons(order, rated, taxGroups),
    ...(ofRecipient === null ? [] : [ofRecipient]),
  ];
  // Lines that do not add up to the total would all look like discounts.
  const isOff = reasons.some(({ code }) => code === 'totals_mismatch');
  const totalCents = isOff ? sum(taxGroups.map(({ grossCents }) => grossCents)) : order.totals.grossCents;
  const lines = rated.reasons.length > 0 ? [] : invoiceLines(rated.lines, taxGroups, totalCents);
  if ('code' in lines) return { reasons: [...reasons, lines], taxGroups, plan: null };
  if (reasons.length > 0 || recipient === 'incomplete') return { reasons, taxGroups, plan: null };
  return { reasons, taxGroups, plan: { recipient, lines, payments: orderPayments(order) } };
}
