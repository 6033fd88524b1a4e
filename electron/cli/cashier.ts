import { isPinRight, listStaff } from '../../db/staff.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Till } from '../till/till.ts';

/**
 * Who gives the command: the person named, or the first of the staff when nobody is; with the right PIN if that person
 * has one. Answers the id. Refuses `staff_unknown` {name}, `pin_wrong` {name}.
 */
export function identifyCashier(till: Till, name: string | null, pin: string | null): Result<string> {
  const staff = listStaff(till.db);
  const found = name === null ? staff[0] : staff.find((person) => person.id === name || person.name === name);
  if (found === undefined) return refuse('staff_unknown', { name: name ?? '-' });
  return isPinRight(till.db, found.id, pin ?? '') ? ok(found.id) : refuse('pin_wrong', { name: found.name });
}
