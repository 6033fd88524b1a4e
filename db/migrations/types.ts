import type { WritableDatabase } from '../handles.ts';

export type Migration = {
  /** Stored in user_version; steps of 10 so that a hotfix fits between. */
  readonly version: number;
  readonly name: string;
  /** Oldest schema version whose program may still open the file afterwards (expand and contract). */
  readonly oldestCompatible: number;
  up(db: WritableDatabase): void;
};
