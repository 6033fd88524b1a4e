import type { RefusalParams } from '../result.ts';
import type { SeriesStandAt, Tally } from './types.ts';

export type PairState = 'not-paired' | 'paired' | 'revoked';

/** The same series at both sides. */
export type SyncSeries = {
  readonly code: string;
  /** At the end of the session. */
  readonly till: SeriesStandAt;
  /** As central said it last; it may be further on, or behind. Null: it has none of it. */
  readonly central: SeriesStandAt | null;
  /** The till's own stand after as many documents as central has: what central's is compared with. */
  readonly tillThere: SeriesStandAt | null;
  /** Null: nothing to compare yet. */
  readonly isEqual: boolean | null;
};

export type SyncTask = {
  readonly code: 'pair' | 'pair_again' | 'series_differs' | 'quarantined' | 'connect' | 'wait' | 'agency';
  readonly params: RefusalParams;
};

/**
 * What till and central hold of one Z. A document of its own: it comes in versions, each with its date, because what
 * arrives later does not change what was true before.
 */
export type SyncReport = {
  readonly version: 1;
  /** 1.. of its Z. */
  readonly edition: number;
  readonly madeAt: string;
  /** The worst there is. */
  readonly state: 'not-paired' | 'pending' | 'quarantined' | 'different' | 'equal';
  readonly shopName: string;
  readonly tillCode: string;
  readonly environment: 'test' | 'production';
  readonly z: { readonly number: string; readonly hash: string; readonly madeAt: string };
  readonly central: {
    readonly state: PairState;
    readonly companyName: string | null;
    readonly url: string | null;
    /** Code of what hinders the exchange now. */
    readonly problem: string | null;
    readonly lastContactMs: number | null;
    readonly lastContactAt: string | null;
  };
  readonly documents: {
    readonly issued: Tally;
    /** At central, and believed. */
    readonly acknowledged: Tally;
    readonly pending: Tally;
    readonly quarantined: Tally;
  };
  readonly series: readonly SyncSeries[];
  readonly quarantined: readonly { readonly number: string; readonly code: string; readonly detail: string }[];
  readonly agency: {
    /** none: this installation sends nothing to the agency yet. */
    readonly connection: 'none' | 'configured';
    readonly unsent: number;
    readonly states: readonly { readonly state: string; readonly count: number }[];
  };
  readonly tasks: readonly SyncTask[];
};
