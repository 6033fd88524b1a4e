import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '../domain/result.ts';
import { isPin } from '../domain/staff/pin.ts';
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
const MAX_NAME_LENGTH = 40;

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

/**
 * Adds a person; `pin` null: none is asked. Hashing takes about 30 ms.
 * Refuses `pin_malformed`, `staff_name_invalid`, `staff_name_taken` {name}.
 */
export function addStaff(
  db: WritableDatabase,
  person: { readonly id: string; readonly name: string; readonly pin: string | null },
): Result<void> {
  const name = person.name.trim();
  if (name === '' || name.length > MAX_NAME_LENGTH) return refuse('staff_name_invalid', {});
  if (person.pin !== null && !isPin(person.pin)) return refuse('pin_malformed', {});
  if (listStaff(db).some((other) => other.name === name)) return refuse('staff_name_taken', { name });
  statement(db, 'INSERT INTO staff (id, name, pin_hash) VALUES (?, ?, ?)').run(
    person.id,
    name,
    person.pin === null ? null : hashPin(person.pin),
  );
  return ok(undefined);
}

/** Sets or takes away a PIN. Refuses `pin_malformed`, `staff_not_found`. */
export function setPin(db: WritableDatabase, id: string, pin: string | null): Result<void> {
  if (pin !== null && !isPin(pin)) return refuse('pin_malformed', {});
  const hash = pin === null ? null : hashPin(pin);
  const { changes } = statement(db, 'UPDATE staff SET pin_hash = ? WHERE id = ? AND active = 1').run(hash, id);
  return changes === 1 ? ok(undefined) : refuse('staff_not_found', {});
}

/** 'none': no PIN is asked; null: nobody may pass (unknown or no longer there). */
function storedPin(db: ReadableDatabase, id: string): { readonly salt: Buffer; readonly key: Buffer } | 'none' | null {
  const stored = statement(db, 'SELECT pin_hash FROM staff WHERE id = ? AND active = 1').pluck().get(id);
  if (stored === null) return 'none';
  if (typeof stored !== 'string') return null;
  const [, salt = '', key = ''] = stored.split('$');
  return { salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

/** Whether `pin` is this person's, in constant time; true for a person without PIN. Holds the thread for 30 ms. */
export function isPinRight(db: ReadableDatabase, id: string, pin: string): boolean {
  const stored = storedPin(db, id);
  if (stored === 'none' || stored === null) return stored === 'none';
  return timingSafeEqual(scryptSync(pin, stored.salt, KEY_BYTES, SCRYPT), stored.key);
}

/** The same without holding the thread: for a running till, where somebody may be selling. */
export async function verifyPin(db: ReadableDatabase, id: string, pin: string): Promise<boolean> {
  const stored = storedPin(db, id);
  if (stored === 'none' || stored === null) return stored === 'none';
  const key = await new Promise<Buffer>((resolve, reject) => {
    scrypt(pin, stored.salt, KEY_BYTES, SCRYPT, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    );
  });
  return timingSafeEqual(key, stored.key);
}

/**
 * Takes a person off the staff. People are never deleted: documents name them. Refuses `staff_not_found` and, for the
 * last one, `staff_last`.
 */
export function deactivateStaff(db: WritableDatabase, id: string): Result<void> {
  const active = listStaff(db);
  if (!active.some((person) => person.id === id)) return refuse('staff_not_found', {});
  if (active.length === 1) return refuse('staff_last', {});
  statement(db, 'UPDATE staff SET active = 0 WHERE id = ?').run(id);
  return ok(undefined);
}
