import type { ReadableDatabase } from '../../../db/handles.ts';
import type { StaffMember } from '../../../db/staff.ts';
import type { Peer } from '../../ipc/peer.ts';
import type { Till, TillPorts } from '../till.ts';

/** Who stands at the till. Lasts as long as the shell, not only as long as this process. */
export type Session = {
  readonly cashier: StaffMember | null;
  /** Nobody stands at the till because the last one left on purpose: nobody is signed in without being asked. */
  readonly isSignedOut: boolean;
  set(cashier: StaffMember | null): void;
  signOut(): void;
};

/** What the commands of an open till work with. */
export type TillContext = {
  readonly till: Till;
  readonly session: Session;
  readonly isSample: boolean;
  readonly tell: Peer['tell'];
  /** A job was queued, decided or done: hands queued tasks to devices, tells `jobs.changed` and `status.changed`. */
  jobsChanged(): void;
  /** Something that the strip shows may have changed; told at most every few milliseconds. */
  statusChanged(): void;
};

/** What the commands of the read worker work with: a handle that cannot write. */
export type ReadContext = {
  readonly db: ReadableDatabase;
  readonly dataFolder: string;
  readonly ports: TillPorts;
  readonly tell: Peer['tell'];
};
