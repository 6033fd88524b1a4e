import type { Cents } from '../money.ts';
import { cents, sumCents } from '../money.ts';
import type { Sha256Hex } from '../ports.ts';
import { canonicalText } from './canonical-text.ts';
import { cashBox } from './cash-count.ts';
import type { CashMove, Counted, DayReport, SoldFigures } from './types.ts';

export type ReportParts = Omit<DayReport, 'version' | 'kind' | 'number' | 'previousHash' | 'cash'> & {
  readonly floatCents: Cents;
  readonly heldBeforeCents: Cents;
  readonly heldCents: Cents;
};

const movedCents = (moves: readonly CashMove[], kind: CashMove['kind']): Cents =>
  sumCents(moves.filter((move) => move.kind === kind).map((move) => move.cents));

const soldInCash = ({ methods }: SoldFigures): Cents =>
  methods.find(({ method }) => method === 'cash')?.cents ?? cents(0);

function build(
  { floatCents, heldBeforeCents, heldCents, ...parts }: ReportParts,
  end: Pick<DayReport, 'kind' | 'number' | 'previousHash'>,
  counted: Counted | null,
): DayReport {
  const cash = {
    floatCents,
    salesCents: soldInCash(parts.sold),
    inCents: movedCents(parts.moves, 'in'),
    outCents: movedCents(parts.moves, 'out'),
    givenBackCents: sumCents(parts.earlier.annulled.map(({ cashCents }) => cashCents)),
    heldBeforeCents,
    heldCents,
  };
  return { version: 1, ...end, ...parts, cash: cashBox(cash, counted) };
}

/** How the session stands now. */
export const xReport = (parts: ReportParts): DayReport =>
  build(parts, { kind: 'x', number: null, previousHash: null }, null);

export const zReport = (
  parts: ReportParts,
  place: { readonly number: string; readonly previousHash: string },
  counted: Counted,
): DayReport => build(parts, { kind: 'z', ...place }, counted);

/** What the next Z is chained to: SHA-256 over the canonical text, lower case. It covers number and hash before. */
export const reportHash = (report: unknown, sha256: Sha256Hex): string => sha256(canonicalText(report)).toLowerCase();
