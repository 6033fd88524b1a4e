import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countDocuments } from '../../db/documents.ts';
import { recordsAfter } from '../../db/fiscal-records.ts';
import { listIncidents } from '../../db/logs.ts';
import { readOpenTicket } from '../../db/tickets.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import type { Till } from '../../electron/till/till.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  sellOne,
  type TestPorts,
  testClock,
  testPorts,
  unwrap,
} from '../support/till.ts';

let ports: TestPorts;
let folder: string;
let till: Till;

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports);
  till = openFolder(folder, ports);
});
afterEach(() => {
  till.close();
  removeFolders();
});

const sellAt = (iso: string): string => {
  ports.clock.set(iso);
  return unwrap(sellOne(till)).document.number;
};
const records = () => recordsAfter(till.db, till.installation.id, 0, 1000);
const expectSoundChain = (): void => {
  expect(verify(till.db, folder, ports.sha256)).toMatchObject({ ok: true, problems: [] });
  expect(records().map((record) => record.position)).toEqual(records().map((_, index) => index + 1));
};

describe('clock jumps', () => {
  it('a day back asks before it sells, loses nothing, and numbers on when a person says it is right', () => {
    sellAt('2026-11-23T10:00:00+01:00');
    ports.clock.set('2026-11-22T10:00:00+01:00');
    const ticketId = ports.ids.uuid();
    expect(refusalCode(sellOne(till, undefined, undefined, ticketId))).toBe('clock_suspicious');
    expect(countDocuments(till.db)).toBe(1);
    expect(readOpenTicket(till.db, ticketId)?.payments).toHaveLength(1);
    till.isClockAccepted = true;
    expect(unwrap(closeSale(till, ticketId)).document.number).toBe('01T01S-26-000002');
    expect(listIncidents(till.db).map((incident) => incident.code)).toEqual(['clock_behind_chain']);
    expectSoundChain();
  });

  it('an hour back sells on, and the alarm is raised once', () => {
    sellAt('2026-11-23T10:00:00+01:00');
    expect(sellAt('2026-11-23T09:00:00+01:00')).toBe('01T01S-26-000002');
    expect(sellAt('2026-11-23T09:00:05+01:00')).toBe('01T01S-26-000003');
    expect(listIncidents(till.db).map((incident) => incident.code)).toEqual(['clock_behind_chain']);
    expectSoundChain();
  });

  it('ten years on and back again: the numbers of both years stay unique, the chain stays whole', () => {
    expect(sellAt('2026-11-23T10:00:00+01:00')).toBe('01T01S-26-000001');
    expect(sellAt('2036-11-23T10:00:00+01:00')).toBe('01T01S-36-000001');
    expect(sellAt('2036-11-23T10:00:01+01:00')).toBe('01T01S-36-000002');
    ports.clock.set('2026-11-23T10:01:00+01:00');
    expect(refusalCode(sellOne(till))).toBe('clock_suspicious');
    till.isClockAccepted = true;
    expect(sellAt('2026-11-23T10:02:00+01:00')).toBe('01T01S-26-000002');
    expect(sellAt('2036-11-23T10:00:00+01:00')).toBe('01T01S-36-000003');
    const numbers = till.db.prepare('SELECT number FROM documents').pluck().all();
    expect(new Set(numbers).size).toBe(5);
    expectSoundChain();
    till.close();
    till = openFolder(folder, ports);
    expect(listIncidents(till.db).map((incident) => incident.code)).toEqual(['clock_behind_chain']);
    expect(unwrap(sellOne(till)).document.number).toBe('01T01S-36-000004');
  });

  it('1970 asks before the first sale, and the ticket waits', () => {
    ports.clock.set('1970-01-01T00:00:07Z');
    const ticketId = ports.ids.uuid();
    expect(refusalCode(sellOne(till, undefined, undefined, ticketId))).toBe('clock_suspicious');
    expect(countDocuments(till.db)).toBe(0);
    expect(readOpenTicket(till.db, ticketId)?.lines).toHaveLength(2);
    ports.clock.set('2026-11-23T10:00:00+01:00');
    expect(unwrap(closeSale(till, ticketId)).document.number).toBe('01T01S-26-000001');
    expectSoundChain();
  });
});

describe('both time changes', () => {
  it('autumn: the hour that comes twice keeps its order by position and tells its offset', () => {
    const autumn = testClock('2027-10-31T00:00:00Z');
    till.close();
    ports = testPorts(autumn);
    till = openFolder(folder, ports);
    for (const utc of ['00:30:00', '00:59:59', '01:00:00', '01:30:00', '02:00:00']) sellAt(`2027-10-31T${utc}Z`);
    expect(records().map((record) => record.generatedAt)).toEqual([
      '2027-10-31T02:30:00+02:00',
      '2027-10-31T02:59:59+02:00',
      '2027-10-31T02:00:00+01:00',
      '2027-10-31T02:30:00+01:00',
      '2027-10-31T03:00:00+01:00',
    ]);
    const instants = records().map((record) => Date.parse(record.generatedAt));
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(listIncidents(till.db)).toEqual([]);
    expectSoundChain();
  });

  it('spring: the hour that is missing leaves no hole', () => {
    for (const utc of ['00:59:59', '01:00:00', '01:30:00']) sellAt(`2027-03-28T${utc}Z`);
    expect(records().map((record) => record.generatedAt)).toEqual([
      '2027-03-28T01:59:59+01:00',
      '2027-03-28T03:00:00+02:00',
      '2027-03-28T03:30:00+02:00',
    ]);
    expectSoundChain();
  });
});

describe('the turn of the year', () => {
  it('counts by the local day, an hour before Greenwich', () => {
    expect(sellAt('2026-12-31T22:59:59Z')).toBe('01T01S-26-000001');
    expect(sellAt('2026-12-31T23:00:00Z')).toBe('01T01S-27-000001');
    expectSoundChain();
  });

  it('in the middle of a sale takes the year of the close, and both series verify', () => {
    sellAt('2026-12-31T23:59:58+01:00');
    ports.clock.set('2026-12-31T23:59:59+01:00');
    const ticketId = ports.ids.uuid();
    expect(refusalCode(sellOne(till, { method: 'cash', cents: 1 }, undefined, ticketId))).toBe('payment_insufficient');
    ports.clock.set('2027-01-01T00:00:01+01:00');
    expect(unwrap(sellOne(till, { method: 'cash', cents: 5000 }, [], ticketId)).document.number).toBe(
      '01T01S-27-000001',
    );
    expectSoundChain();
  });

  it('29 February is a day like any other', () => {
    expect(sellAt('2028-02-29T12:00:00+01:00')).toBe('01T01S-28-000001');
    expect(sellAt('2028-03-01T12:00:00+01:00')).toBe('01T01S-28-000002');
    expectSoundChain();
  });

  it('control: the same year with the counter set back would be refused by the file itself', () => {
    sellAt('2026-11-23T10:00:00+01:00');
    expect(() => till.db.exec('UPDATE series SET last_sequence = 0')).toThrow('series only grow');
  });
});
