import type { Environment } from '../documents/types.ts';
import type { Cents, RateBp } from '../money.ts';
import type { TaxArea } from '../tax/types.ts';
import type { PaymentMethod } from '../ticket/types.ts';

export type Tally = { readonly count: number; readonly cents: Cents };

export type TaxTotal = {
  readonly impuesto: string;
  readonly rateBp: RateBp;
  readonly recargoRateBp: RateBp | null;
  readonly grossCents: Cents;
  readonly baseCents: Cents;
  readonly taxCents: Cents;
  readonly recargoCents: Cents;
};

/** Where a series stands: `count` documents from the first one on, the sum of their totals, and their hash. */
export type SeriesStandAt = {
  readonly code: string;
  readonly count: number;
  readonly cents: Cents;
  readonly hash: string;
};

export type SeriesTotal = {
  readonly code: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
  readonly totalCents: Cents;
  /** Numbers that lack between the last one of the session before and `last`; none, ever, unless something is wrong. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  /** Of the whole series, after `last`. */
  readonly stand: SeriesStandAt;
};

export type Correction = {
  readonly number: string;
  readonly from: PaymentMethod;
  readonly to: PaymentMethod;
  readonly cents: Cents;
  readonly reason: string;
  readonly at: string;
  readonly byName: string;
};

export type CashMove = {
  readonly kind: 'in' | 'out';
  readonly cents: Cents;
  readonly reason: string;
  readonly at: string;
  readonly byName: string;
};

export type DrawerOpening = { readonly at: string; readonly byName: string; readonly why: string };

/**
 * What was sold in a session, as its rows add up. Annulled documents are in no total but their own: they never happened.
 * Methods are the corrected ones.
 */
export type SoldFigures = {
  readonly issued: Tally;
  readonly annulled: Tally;
  readonly documents: {
    readonly count: number;
    readonly grossCents: Cents;
    readonly discountCents: Cents;
    readonly totalCents: Cents;
    readonly taxCents: Cents;
  };
  readonly taxes: readonly TaxTotal[];
  readonly methods: readonly (Tally & { readonly method: PaymentMethod })[];
  /** First level of the catalogue as it is now; null: goods without one. Keys of free amounts go by their own name. */
  readonly categories: readonly (Tally & { readonly name: string | null })[];
  readonly cashiers: readonly (Tally & { readonly id: string; readonly name: string })[];
  /** Local hour, `2026-11-23T10`: a session may pass midnight. */
  readonly hours: readonly (Tally & { readonly hour: string })[];
  readonly lineDiscounts: Tally;
  readonly ticketDiscounts: Tally;
  readonly series: readonly SeriesTotal[];
  readonly corrections: readonly Correction[];
};

/** What a dishonest or a clumsy hand leaves behind. */
export type LoggedFigures = {
  readonly removedLines: Tally;
  readonly droppedTickets: Tally;
  readonly changedPrices: number;
  readonly takenBackPayments: Tally;
  readonly reprints: number;
  readonly drawerOpenings: readonly DrawerOpening[];
  /** Beyond those listed. */
  readonly moreDrawerOpenings: number;
};

/** Done in this session to documents of a session that is closed: said here, because its Z stays as it is. */
export type EarlierChanges = {
  readonly corrections: readonly Correction[];
  readonly annulled: readonly {
    readonly number: string;
    readonly cents: Cents;
    /** What of it had been paid in cash. */
    readonly cashCents: Cents;
    readonly at: string;
  }[];
};

export type CountedPieces = { readonly valueCents: Cents; readonly pieces: number };

export type Counted = {
  /** Empty when only the sum was given. */
  readonly pieces: readonly CountedPieces[];
  readonly totalCents: Cents;
  /** What stays in the drawer for the next session; the rest is taken away. */
  readonly leftCents: Cents;
};

export type CashBox = {
  readonly floatCents: Cents;
  readonly salesCents: Cents;
  readonly inCents: Cents;
  readonly outCents: Cents;
  /** Cash of documents of earlier sessions that were annulled in this one. */
  readonly givenBackCents: Cents;
  /** Cash taken for tickets that were still open when the session began, and that are open now. */
  readonly heldBeforeCents: Cents;
  readonly heldCents: Cents;
  readonly expectedCents: Cents;
  readonly counted: (Counted & { readonly differenceCents: Cents; readonly takenAwayCents: Cents }) | null;
};

export type SessionHead = {
  readonly id: string;
  readonly openedAt: string;
  /** by-itself: with the first sale, because nobody had opened it. */
  readonly openedHow: 'person' | 'by-itself';
  readonly openedByName: string | null;
};

/**
 * The paper of a cash session. X: at any moment, kept nowhere. Z: at its end, numbered, kept as it is for ever, with the
 * hash of the Z before. Field order is of no matter: what is hashed is canonical (canonical-text.ts).
 */
export type DayReport = {
  readonly version: 1;
  readonly kind: 'x' | 'z';
  /** Of a Z, e.g. `01T01Z-000012`. */
  readonly number: string | null;
  /** Of the Z before of the same installation; empty for its first, null for an X. */
  readonly previousHash: string | null;
  readonly madeAt: string;
  readonly madeByName: string | null;
  readonly environment: Environment;
  readonly issuer: { readonly name: string; readonly taxId: string };
  readonly shop: { readonly name: string; readonly code: string; readonly taxArea: TaxArea };
  readonly tillCode: string;
  readonly installation: string;
  readonly session: SessionHead;
  readonly sold: SoldFigures;
  readonly logged: LoggedFigures;
  readonly earlier: EarlierChanges;
  readonly moves: readonly CashMove[];
  readonly openTickets: number;
  /** Charged for tickets that are still open, but cash: the terminal's own total has it already. */
  readonly openCharged: readonly { readonly method: PaymentMethod; readonly cents: Cents }[];
  readonly cash: CashBox;
};
