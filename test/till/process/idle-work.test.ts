import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertProduct } from '../../../db/catalog/products.ts';
import { transact } from '../../../db/handles.ts';
import { databasePath } from '../../../db/open.ts';
import { cents } from '../../../domain/money.ts';
import type { Timeouts } from '../../../electron/ipc/peer.ts';
import { createIdleWork, IDLE_MS } from '../../../electron/till/process/idle-work.ts';
import type { Till } from '../../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, sellOne, testPorts, unwrap } from '../../support/till.ts';

let till: Till;
let alarms: { work: () => void; delayMs: number }[];
const timeouts: Timeouts = {
  set(work, delayMs) {
    const alarm = { work, delayMs };
    alarms.push(alarm);
    return alarm;
  },
  clear: (alarm) => {
    alarms = alarms.filter((other) => other !== alarm);
  },
};

beforeEach(() => {
  alarms = [];
  const ports = testPorts();
  till = openFolder(makeFolder(ports), ports);
});
afterEach(() => {
  till.close();
  removeFolders();
});

/** The next alarm rings; answers how long it was set for. */
function ring(): number {
  const [next] = alarms.splice(0, 1);
  if (next === undefined) throw new Error('nothing is to come');
  next.work();
  return next.delayMs;
}

function ringAll(): number {
  let rings = 0;
  for (; alarms.length > 0 && rings < 1000; rings += 1) ring();
  return rings;
}

/** Frames that are in the log and not yet in the database file. */
function framesLeft(): number {
  const [row] = till.db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
  return (row?.log ?? 0) - (row?.checkpointed ?? 0);
}

function addProduct(count: number): void {
  const fields = { reference: `r${count}`, name: `Galletas de avena ${count}`, format: null, categoryId: null };
  const price = { unit: 'unit', unitCents: cents(100), taxClass: 'general' } as const;
  transact(till.db, () => insertProduct(till.db, till.ports.ids.uuid(), { ...fields, ...price }));
}

/** A log that is worth a checkpoint. */
function writeMuch(): void {
  transact(till.db, () => {
    for (let count = 0; count < 400; count += 1) {
      till.db
        .prepare('INSERT INTO audit_log (at, actor_id, kind, detail) VALUES (?, NULL, ?, ?)')
        .run('2026-11-23T10:00:00+01:00', 'test', 'x'.repeat(1000));
    }
  });
  expect(statSync(`${databasePath(till.dataFolder)}-wal`).size).toBeGreaterThan(256 * 1024);
}

describe('idle work', () => {
  it('waits until nobody has asked for anything for a while', () => {
    const work = createIdleWork(till, timeouts);
    expect(alarms.map(({ delayMs }) => delayMs)).toEqual([IDLE_MS]);
    const [first] = alarms;
    work.touch();
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).not.toBe(first);
  });

  it('moves a long log into the file once the till is idle, and leaves a short one', () => {
    createIdleWork(till, timeouts);
    unwrap(sellOne(till));
    const short = framesLeft();
    expect(short).toBeGreaterThan(0);
    ringAll();
    expect(framesLeft()).toBe(short);
    writeMuch();
    expect(framesLeft()).toBeGreaterThan(short);
    createIdleWork(till, timeouts);
    ringAll();
    expect(framesLeft()).toBe(0);
  });

  it('goes step by step, and stops in between when somebody asks for something', () => {
    const work = createIdleWork(till, timeouts);
    // Each transaction leaves a segment of the search index to join.
    for (let count = 0; count < 40; count += 1) addProduct(count);
    writeMuch();
    const before = framesLeft();
    ring();
    expect(alarms.map(({ delayMs }) => delayMs < IDLE_MS)).toEqual([true]);
    work.touch();
    expect(alarms.map(({ delayMs }) => delayMs)).toEqual([IDLE_MS]);
    expect(framesLeft()).toBeGreaterThanOrEqual(before);
    ringAll();
    expect(framesLeft()).toBe(0);
  });

  it('is over when it is stopped: nothing touches a file that is being closed', () => {
    const work = createIdleWork(till, timeouts);
    work.stop();
    work.touch();
    expect(alarms).toEqual([]);
  });

  it('leaves a broken disk to the next sale, and throws a bug', () => {
    createIdleWork(till, timeouts);
    const broken = { ...till, dataFolder: '/nowhere' } as Till;
    createIdleWork(broken, timeouts);
    ringAll();
    const bug = {
      ...till,
      db: {
        prepare: () => {
          throw new TypeError('bug');
        },
      },
    } as unknown as Till;
    createIdleWork(bug, timeouts);
    expect(() => ringAll()).toThrow('bug');
  });
});
