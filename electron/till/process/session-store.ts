import { z } from 'zod';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';
import { findStaff, type StaffMember } from '../../../db/staff.ts';
import type { Session } from '../commands/context.ts';

const KEY = 'session';
const storedSchema = z.strictObject({ bootId: z.string(), staffId: z.string().nullable() });

/**
 * Who stands at the till, kept for one start of the shell: a till process that falls over and comes back must not ask for
 * a PIN in the middle of a sale, and a till that was switched off overnight must.
 */
export function openSession(db: WritableDatabase, bootId: string, onChange: () => void): Session {
  let cashier = stored(db, bootId);
  return {
    get cashier() {
      return cashier;
    },
    set(next) {
      if (next?.id === cashier?.id) return;
      cashier = next;
      transact(db, () => writeSetting(db, KEY, { bootId, staffId: next?.id ?? null }));
      onChange();
    },
  };
}

function stored(db: WritableDatabase, bootId: string): StaffMember | null {
  const kept = storedSchema.safeParse(readSetting(db, KEY)).data;
  if (kept === undefined || kept.bootId !== bootId || kept.staffId === null) return null;
  const person = findStaff(db, kept.staffId);
  return person?.isActive === true ? person : null;
}

/** Whether the shell has been started since this folder was last open; from now on it has not. */
export function noteBoot(db: WritableDatabase, bootId: string): boolean {
  if (storedSchema.safeParse(readSetting(db, KEY)).data?.bootId === bootId) return false;
  transact(db, () => writeSetting(db, KEY, { bootId, staffId: null }));
  return true;
}
