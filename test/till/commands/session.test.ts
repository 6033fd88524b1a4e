import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addStaff, deactivateStaff } from '../../../db/staff.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter(null);
  counter.cashier = null;
});
afterEach(() => {
  counter.close();
  removeFolders();
});

async function addMarta(): Promise<string> {
  const id = counter.newId();
  unwrap(addStaff(counter.till.db, { id, name: 'Marta', pin: '1234' }));
  return id;
}

describe('who stands at the till', () => {
  it('is the only person without PIN from the start, but not after signing out', async () => {
    const { staff, cashier } = await counter.get('session.read', {});
    expect(cashier).toEqual(staff[0]);
    expect((await counter.get('session.sign-out', {})).cashier).toBeNull();
    expect((await counter.get('session.read', {})).cashier).toBeNull();
    expect((await counter.get('session.sign-in', { staffId: staff[0]?.id ?? '', pin: '' })).cashier).toEqual(staff[0]);
  });

  it('is nobody when there are several', async () => {
    await addMarta();
    expect(await counter.get('session.read', {})).toMatchObject({
      cashier: null,
      staff: [{}, { name: 'Marta', hasPin: true }],
    });
  });

  it('needs the right PIN, and waits after wrong ones', async () => {
    const staffId = await addMarta();
    expect(await counter.ask('session.sign-in', { staffId, pin: '9999' })).toMatchObject({
      refusal: { code: 'pin_wrong', params: { name: 'Marta' } },
    });
    for (let tries = 0; tries < 8; tries += 1) await counter.ask('session.sign-in', { staffId, pin: '9999' });
    expect(refusalCode(await counter.ask('session.sign-in', { staffId, pin: '1234' }))).toBe('pin_throttled');
    counter.ports.clock.advance(3_600_000);
    expect((await counter.get('session.sign-in', { staffId, pin: '1234' })).cashier?.name).toBe('Marta');
    expect(refusalCode(await counter.ask('session.sign-in', { staffId: counter.newId(), pin: '' }))).toBe(
      'staff_not_found',
    );
  });

  it('outlives the process, with the tickets that are open', async () => {
    const staffId = await addMarta();
    await counter.get('session.sign-in', { staffId, pin: '1234' });
    const ticket = await counter.scan(counter.newId(), CODES.oil);
    counter.restart();
    expect((await counter.get('session.read', {})).cashier?.name).toBe('Marta');
    await counter.get('session.sign-out', {});
    expect((await counter.get('sale.desk', {})).active).toEqual(ticket);
  });

  it('sells no more when taken off the staff', async () => {
    const staffId = await addMarta();
    await counter.get('session.sign-in', { staffId, pin: '1234' });
    unwrap(deactivateStaff(counter.till.db, staffId));
    const scanned = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: CODES.oil });
    expect(refusalCode(scanned)).toBe('not_signed_in');
  });
});
