import type { ReadableDatabase } from '../../../db/handles.ts';
import { findStaff, type StaffMember, verifyPin } from '../../../db/staff.ts';
import type { Clock } from '../../../domain/ports.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { afterTry, NO_TRIES, type PinTries, waitBeforeTryMs } from '../../../domain/staff/pin-throttle.ts';

export type SignIn = {
  /**
   * Lets a person in; somebody without PIN needs none. Never blocks the thread (the hash is made in the pool).
   * Refuses `staff_not_found`, `pin_wrong` {name}, `pin_throttled` {seconds} (retryable).
   */
  enter(staffId: string, pin: string): Promise<Result<StaffMember>>;
};

/** Counts tries while the program runs; starting it again takes longer than one wait is worth. */
export function createSignIn(db: ReadableDatabase, clock: Clock): SignIn {
  const triesOf = new Map<string, PinTries>();
  return {
    async enter(staffId, pin) {
      const person = findStaff(db, staffId);
      if (person === null || !person.isActive) return refuse('staff_not_found', {});
      if (!person.hasPin) return ok(person);
      const tries = triesOf.get(staffId) ?? NO_TRIES;
      const waitMs = waitBeforeTryMs(tries, clock.monotonicMs());
      if (waitMs > 0) return refuse('pin_throttled', { seconds: Math.ceil(waitMs / 1000) }, true);
      // Counted before the answer is known: tries sent at once must not pass side by side.
      triesOf.set(staffId, afterTry(tries, false, clock.monotonicMs()));
      const isRight = await verifyPin(db, staffId, pin);
      if (!isRight) return refuse('pin_wrong', { name: person.name });
      triesOf.delete(staffId);
      return ok(person);
    },
  };
}
