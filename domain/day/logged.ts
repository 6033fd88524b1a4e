import { type Cents, cents, MAX_CENTS, mulDiv } from '../money.ts';
import type { DrawerOpening, LoggedFigures, Tally } from './types.ts';

/** A drawer that opens more often in a day is a story of its own; the paper names the first ones. */
const MAX_NAMED = 50;

type Entry = { readonly kind: string; readonly at: string; readonly actorName: string; readonly detail: string };

type Line = { readonly unitCents?: number; readonly quantityMilli?: number };
/** As `electron/till` writes them; another version may lack any of it. */
type Detail = {
  readonly line?: Line;
  readonly lines?: readonly Line[];
  readonly payment?: { readonly tenderedCents?: number };
  readonly why?: string;
};

/** Of a line that was never sold: it may be more than the program could charge, and must not stop a Z. */
const bounded = (value: number): Cents => cents(Math.max(-MAX_CENTS, Math.min(MAX_CENTS, value)));

const grossOf = ({ unitCents = 0, quantityMilli = 0 }: Line): number => bounded(mulDiv(unitCents, quantityMilli, 1000));

/** Adds up what the log says; a line that was put back was not removed. */
export function loggedFigures(entries: readonly Entry[]): LoggedFigures {
  const sums = new Map<string, { count: number; cents: number }>();
  const drawer: DrawerOpening[] = [];
  const add = (kind: string, amount: number, sign = 1): void => {
    const sum = sums.get(kind) ?? { count: 0, cents: 0 };
    sums.set(kind, { count: sum.count + sign, cents: sum.cents + sign * amount });
  };
  for (const { kind, at, actorName, detail: text } of entries) {
    const detail = JSON.parse(text) as Detail;
    if (kind === 'line.removed') add(kind, grossOf(detail.line ?? {}));
    else if (kind === 'line.put-back') add('line.removed', grossOf(detail.line ?? {}), -1);
    else if (kind === 'ticket.dropped')
      add(
        kind,
        (detail.lines ?? []).reduce((sum, line) => sum + grossOf(line), 0),
      );
    else if (kind === 'payment.taken-back') add(kind, detail.payment?.tenderedCents ?? 0);
    else if (kind === 'drawer.opened') drawer.push({ at, byName: actorName, why: detail.why ?? '' });
    else add(kind, 0);
  }
  const tally = (kind: string): Tally => {
    const { count, cents: sum } = sums.get(kind) ?? { count: 0, cents: 0 };
    return { count, cents: bounded(sum) };
  };
  return {
    removedLines: tally('line.removed'),
    droppedTickets: tally('ticket.dropped'),
    changedPrices: tally('price.overridden').count,
    takenBackPayments: tally('payment.taken-back'),
    reprints: tally('document.reprinted').count,
    drawerOpenings: drawer.slice(0, MAX_NAMED),
    moreDrawerOpenings: Math.max(0, drawer.length - MAX_NAMED),
  };
}
