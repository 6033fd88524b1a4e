import { z } from 'zod';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';
import { findStaff, type StaffMember } from '../../../db/staff.ts';
import type { Session } from '../commands/context.ts';

const KEY = 'session';
const storedSchema = z.strictObject({
  bootId: z.string(),
  staffId: z.string().nullable(),
  /** Not in the rows of older versions. */
  isSignedOut: z.boolean().default(false),
});
type Stored = z.infer<typeof storedSchema>;

/**
 * Who stands at the till, kept for one start of the shell: a till process that falls over and comes back must not ask for
 * a PIN in the middle of a sale, and a till that was switched off overnight must.
 */
export function openSession(db: WritableDatabase, bootId: string, onChange: () => void): Session {
  const kept = stored(db);
  const isOfThisBoot = kept?.bootId === bootId;
  let cashier = isOfThisBoot ? activePerson(db, kept.staffId) : null;
  let isSignedOut = isOfThisBoot && kept.isSignedOut;

  // What is on disk is what counts: a change that could not be written has not happened.
  function keep(next: StaffMember | null, isLeaving: boolean): void {
    write(db, { bootId, staffId: next?.id ?? null, isSignedOut: isLeaving });
    cashier = next;
    isSignedOut = isLeaving;
    onChange();
  }

  return {
    get cashier() {
      return cashier;
    },
    get isSignedOut() {
      return isSignedOut;
    },
    set(next) {
      if (next?.id !== cashier?.id) keep(next, false);
    },
    signOut() {
      if (cashier !== null || !isSignedOut) keep(null, true);
    },
  };
}

const stored = (db: WritableDatabase): Stored | undefined => storedSchema.safeParse(readSetting(db, KEY)).data;
const write = (db: WritableDatabase, session: Stored): void => transact(db, () => writeSetting(db, KEY, session));

function activePerson(db: WritableDatabase, staffId: string | null): StaffMember | null {
  const person = staffId === null ? null : findStaff(db, staffId);
  return person?.isActive === true ? person : null;
}

/** Whether the shell has been started since this folder was last open; from now on it has not. */
export function noteBoot(db: WritableDatabase, bootId: string): boolean {
  if (stored(db)?.bootId === bootId) return false;
  write(db, { bootId, staffId: null, isSignedOut: false });
  return true;
}
