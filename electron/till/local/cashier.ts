import { listStaff } from '../../../db/staff.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { LocalDesk } from './desk.ts';

/**
 * Who gives the command: the person named, or the first of the staff when nobody is; with the right PIN if that person
 * has one. Answers the id. Refuses `staff_unknown` {name}, `pin_wrong` {name}, `pin_throttled` {seconds}.
 */
export async function identifyCashier(
  { till, signIn }: LocalDesk,
  name: string | null,
  pin: string | null,
): Promise<Result<string>> {
  const staff = listStaff(till.db);
  const found = name === null ? staff[0] : staff.find((person) => person.id === name || person.name === name);
  if (found === undefined) return refuse('staff_unknown', { name: name ?? '-' });
  const person = await signIn.enter(found.id, pin ?? '');
  return person.ok ? ok(person.value.id) : person;
}
