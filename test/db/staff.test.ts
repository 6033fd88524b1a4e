import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WritableDatabase } from '../../db/handles.ts';
import { openWriter } from '../../db/open.ts';
import { addStaff, deactivateStaff, findStaff, isPinRight, listStaff, setPin, verifyPin } from '../../db/staff.ts';
import { createSignIn } from '../../electron/till/staff/sign-in.ts';
import { refusalCode, removeFolders, temporaryFolder, testClock, unwrap } from '../support/till.ts';

let db: WritableDatabase;

beforeEach(() => {
  db = openWriter(temporaryFolder('staff'));
  unwrap(addStaff(db, { id: 'ana', name: 'Ana', pin: '1234' }));
});
afterEach(() => {
  db.close();
  removeFolders();
});

describe('staff', () => {
  it('are listed in the order they came, without their PIN', () => {
    unwrap(addStaff(db, { id: 'luis', name: ' Luis ', pin: null }));
    expect(listStaff(db)).toEqual([
      { id: 'ana', name: 'Ana', hasPin: true, isActive: true },
      { id: 'luis', name: 'Luis', hasPin: false, isActive: true },
    ]);
    expect(String(db.prepare('SELECT pin_hash FROM staff').pluck().get())).not.toContain('1234');
  });

  it.each([
    ['pin_malformed', { name: 'Eva', pin: '12' }],
    ['staff_name_invalid', { name: '  ', pin: null }],
    ['staff_name_invalid', { name: 'x'.repeat(41), pin: null }],
    ['staff_name_taken', { name: 'Ana', pin: null }],
  ])('are refused with %s', (code, person) => {
    expect(refusalCode(addStaff(db, { id: 'new', ...person }))).toBe(code);
    expect(listStaff(db)).toHaveLength(1);
  });

  it('leave but stay known to the documents, and the last one cannot leave', () => {
    expect(refusalCode(deactivateStaff(db, 'ana'))).toBe('staff_last');
    unwrap(addStaff(db, { id: 'luis', name: 'Luis', pin: null }));
    unwrap(deactivateStaff(db, 'ana'));
    expect(listStaff(db).map(({ id }) => id)).toEqual(['luis']);
    expect(findStaff(db, 'ana')).toMatchObject({ name: 'Ana', isActive: false });
    expect(refusalCode(deactivateStaff(db, 'ana'))).toBe('staff_not_found');
    expect(isPinRight(db, 'ana', '1234')).toBe(false);
  });

  it('pass with their PIN only, and two equal PINs are stored differently', async () => {
    expect(isPinRight(db, 'ana', '1234')).toBe(true);
    expect(await verifyPin(db, 'ana', '1234')).toBe(true);
    for (const wrong of ['', '123', '12345', '4321', '1234 ']) expect(isPinRight(db, 'ana', wrong)).toBe(false);
    expect(isPinRight(db, 'nobody', '1234')).toBe(false);
    unwrap(addStaff(db, { id: 'eva', name: 'Eva', pin: '1234' }));
    expect(new Set(db.prepare('SELECT pin_hash FROM staff').pluck().all()).size).toBe(2);
  });

  it('change or lose their PIN', () => {
    unwrap(setPin(db, 'ana', '87654321'));
    expect(isPinRight(db, 'ana', '1234')).toBe(false);
    expect(isPinRight(db, 'ana', '87654321')).toBe(true);
    unwrap(setPin(db, 'ana', null));
    expect(isPinRight(db, 'ana', '')).toBe(true);
    expect(refusalCode(setPin(db, 'ana', 'abcd'))).toBe('pin_malformed');
    expect(refusalCode(setPin(db, 'nobody', '1234'))).toBe('staff_not_found');
  });
});

describe('signing in', () => {
  it('asks nobody without PIN for one', async () => {
    unwrap(setPin(db, 'ana', null));
    expect(unwrap(await createSignIn(db, testClock()).enter('ana', '')).name).toBe('Ana');
  });

  it('waits thirty seconds after five wrong tries, also for the right PIN, and only for that person', async () => {
    unwrap(addStaff(db, { id: 'eva', name: 'Eva', pin: '5678' }));
    const clock = testClock();
    const signIn = createSignIn(db, clock);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(refusalCode(await signIn.enter('ana', '0000'))).toBe('pin_wrong');
    }
    const blocked = await signIn.enter('ana', '1234');
    expect(blocked).toMatchObject({ refusal: { code: 'pin_throttled', params: { seconds: 30 }, retryable: true } });
    expect(unwrap(await signIn.enter('eva', '5678')).id).toBe('eva');
    clock.advance(30_000);
    expect(unwrap(await signIn.enter('ana', '1234')).id).toBe('ana');
    expect(refusalCode(await signIn.enter('ana', '0000'))).toBe('pin_wrong');
  });

  it('counts tries that are made at the same time', async () => {
    const signIn = createSignIn(db, testClock());
    const results = await Promise.all(Array.from({ length: 8 }, () => signIn.enter('ana', '0000')));
    expect(results.map(refusalCode).filter((code) => code === 'pin_wrong')).toHaveLength(5);
    expect(results.map(refusalCode).filter((code) => code === 'pin_throttled')).toHaveLength(3);
  });

  it('lets nobody in who is not on the staff', async () => {
    expect(refusalCode(await createSignIn(db, testClock()).enter('nobody', ''))).toBe('staff_not_found');
  });
});
