import { findStaff, type StaffMember } from '../../../db/staff.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { TillContext } from './context.ts';

/** Who stands at the till and may still sell. Refuses `not_signed_in`. */
export function requireCashier({ till, session }: Pick<TillContext, 'till' | 'session'>): Result<StaffMember> {
  const { cashier } = session;
  // Read again: somebody may have been taken off the staff since.
  const person = cashier === null ? null : findStaff(till.db, cashier.id);
  return person?.isActive === true ? ok(person) : refuse('not_signed_in', {});
}
