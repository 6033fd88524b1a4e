import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '../domain/result.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type StaffMember = {
  readonly id: string;
  readonly name: string;
  readonly hasPin: boolean;
  readonly isActive: boolean;
};

/** scrypt N=2^14: about 30 ms here, so that trying all four-digit PINs of a stolen file costs more than a moment. */
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const PIN = /^\d{4,8}$/;

function hashPin(pin: string): string {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64')}$${scryptSync(pin, salt, KEY_BYTES, SCRYPT).toString('base64')}`;
}

const COLUMNS = 'id, name, pin_hash IS NOT NULL AS hasPin, active AS isActive';

const toMember = (row: unknown): StaffMember => {
  const { id, name, hasPin, isActive } = row as { id: string; name: string; hasPin: number; isActive: number };
  return { id, name, hasPin: hasPin === 1, isActive: isActive === 1 };
};

/** Everybody who may sell, in the order they were added. */
export const listStaff = (db: ReadableDatabase): StaffMember[] =>
  statement(db, `SELECT ${COLUMNS} FROM staff WHERE active = 1 ORDER BY rowid`).all().map(toMember);

export function findStaff(db: ReadableDatabase, id: string): StaffMember | null {
  const row = statement(db, `SELECT ${COLUMNS} FROM staff WHERE id = ?`).get(id);
  return row === undefined ? null : toMember(row);
}

/** Adds a person; `pin` null: none is asked. Refuses `pin_malformed` unless it has 4 to 8 digits. */
export function addStaff(
  db: WritableDatabase,
  person: { readonly id: string; readonly name: string; readonly pin: string | null },
): Result<void> {
  if (person.pin !== null && !PIN.test(person.pin)) return refuse('pin_malformed', {});
  statement(db, 'INSERT INTO staff (id, name, pin_hash) VALUES (?, ?, ?)').run(
    person.id,
    person.name,
    person.pin === null ? null : hashPin(person.pin),
  );
  return ok(undefined);
}

/** Whether `pin` is this person's, in constant time; true for a person without PIN. */
export function isPinRight(db: ReadableDatabase, id: string, pin: string): boolean {
  const stored = statement(db, 'SELECT pin_hash FROM staff WHERE id = ?').pluck().get(id);
  if (stored === null) return true;
  if (typeof stored !== 'string') return false;
  const [, salt = '', key = ''] = stored.split('$');
  const expected = Buffer.from(key, 'base64');
  return timingSafeEqual(scryptSync(pin, Buffer.from(salt, 'base64'), KEY_BYTES, SCRYPT), expected);
}

/** People are never deleted: documents name them. */
export const deactivateStaff = (db: WritableDatabase, id: string): void => {
  statement(db, 'UPDATE staff SET active = 0 WHERE id = ?').run(id);
};
