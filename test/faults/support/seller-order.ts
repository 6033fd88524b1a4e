import type { Synchronous } from '../../../db/pragmas.ts';

/** Points of the closing command at which a seller can be told to die. */
export type DeathPoint = 'in-transaction' | 'record-built' | 'before-mark' | 'after-mark';

export const DEATH_POINTS: readonly DeathPoint[] = ['in-transaction', 'record-built', 'before-mark', 'after-mark'];

/** One line of JSON on the stdin of test/faults/support/seller.ts. */
export type SellerOrder = {
  readonly folder: string;
  readonly seed: number;
  /** What its clock says at start, epoch milliseconds. */
  readonly startMs: number;
  /** How many sales before it closes the till and ends; infinity (null in JSON) sells until it is killed. */
  readonly sales: number;
  /** Dies by itself at this point, the first `after` times it passes it alive. */
  readonly death?: { readonly point: DeathPoint; readonly after: number };
  readonly synchronous?: Synchronous;
  readonly isAckEarly?: boolean;
  readonly checkpointEvery: number;
  readonly pauseMs: number;
  /** Imports a catalogue of so many rows meanwhile, on the same thread. */
  readonly importRows?: number;
};
