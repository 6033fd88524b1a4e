import { cpSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES } from '../../contracts/sync/limits.ts';
import { backupTo } from '../../db/backup.ts';
import { stockMilli } from '../../db/central/changes.ts';
import { countPending } from '../../db/central/pending.ts';
import { transact } from '../../db/handles.ts';
import { listIncidents } from '../../db/logs.ts';
import { appendEvent, lastEventSeq } from '../../db/outbox.ts';
import { strandedPayload } from '../../electron/till/central/stranded.ts';
import { restoreTill } from '../../electron/till/data/restore.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, sellOne, temporaryFolder, unwrap } from '../support/till.ts';
import { CODE, Exchange, linesHere, UNREACHABLE } from './support/exchange.ts';

let world: Exchange;
let till: Till;
const tills: Till[] = [];

const open = (folder: string): Till => {
  const opened = openFolder(folder, world.ports);
  tills.push(opened);
  return opened;
};

beforeEach(() => {
  world = new Exchange();
  till = open(makeFolder(world.ports));
});
afterEach(() => {
  for (const one of tills.splice(0)) one.close();
  removeFolders();
});

describe('a till with 500 tickets that is paired late', () => {
  it('sends all of them from the first on, in full batches', async () => {
    for (let sold = 0; sold < 500; sold += 1) unwrap(sellOne(till));
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    const { acked, pending } = unwrap(await sync.once());
    expect(pending).toBe(0);
    expect(acked).toBeGreaterThanOrEqual(500);
    expect(world.linesThere()).toEqual(linesHere(till));
    const sent = world.asked.filter(({ path }) => path.endsWith('/events')).length;
    expect(sent).toBeLessThanOrEqual(Math.ceil(acked / MAX_BATCH_EVENTS) + 8);
  });
});

describe('answers that are lost after central stored the events', () => {
  it('a thousand times: each document once', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    let lost = 0;
    world.fault = ({ path }, answer) => {
      if (!path.endsWith('/events') || lost >= 1000) return null;
      // The first answers of each sale, as often as it takes.
      lost += 1;
      answer();
      return UNREACHABLE;
    };
    unwrap(sellOne(till));
    while (lost < 1000) {
      await sync.once();
      if (lost % 100 === 0) unwrap(sellOne(till));
    }
    unwrap(await sync.once());
    expect(world.central.seen.repeat).toBeGreaterThanOrEqual(1000);
    expect(world.central.seen.diverged).toBe(0);
    expect(world.linesThere()).toEqual(linesHere(till));
    expect(countPending(till.db)).toBe(0);
  });
});

describe('a till restored from a backup', () => {
  it('goes on in an installation of its own, and says what central has and it lacks', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    const backup = `${temporaryFolder('backup')}/copy.db`;
    await backupTo(till.db, backup);
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till));
    unwrap(await sync.once());
    const before = till.installation.numeroInstalacion;
    const atCentral = world.central.linesOf(before);
    till.close();
    tills.pop();

    const folder = temporaryFolder('restored');
    unwrap(restoreTill(backup, folder, world.ports));
    const restored = open(folder);
    unwrap(sellOne(restored));
    const again = world.syncOf(restored);
    unwrap(await again.once());
    // Nothing of the lost tail was touched, and the new sale is there under another number.
    expect(world.central.linesOf(before)).toEqual(atCentral);
    expect(restored.installation.numeroInstalacion).not.toBe(before);
    expect(world.central.linesOf(restored.installation.numeroInstalacion).join('\n')).toContain('document.issued');
    const incidents = listIncidents(restored.db).map(({ code }) => code);
    expect(incidents).toContain('restored_from_backup');
    expect(incidents).toContain('central_ahead');
    unwrap(await again.once());
    expect(countPending(restored.db)).toBe(0);
    // Said once, not at every hello.
    expect(listIncidents(restored.db).filter(({ code }) => code === 'central_ahead')).toHaveLength(1);
  });
});

describe('an image of the disk that was put back', () => {
  const image = (of: Till): string => {
    of.db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = temporaryFolder('image');
    cpSync(of.dataFolder, copy, { recursive: true, filter: (path) => !path.endsWith('lock.db') });
    return copy;
  };
  /** Same machine and folder: nothing at the till can tell. */
  const openImage = (folder: string): Till => {
    const opened = openFolder(folder, { ...world.ports, place: () => world.ports.place(till.dataFolder) });
    tills.push(opened);
    return opened;
  };

  it('loses no sale that was made before anybody noticed, fewer than central has', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(await sync.once());
    const copy = image(till);
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till));
    unwrap(await sync.once());
    const back = openImage(copy);
    unwrap(sellOne(back, { method: 'card', cents: 2494 }));
    const own = linesHere(back).findLast((line) => line.includes('"document.issued"'));
    const again = world.syncOf(back);
    for (let round = 0; round < 3; round += 1) unwrap(await again.once());
    expect(countPending(back.db)).toBe(0);
    expect(listIncidents(back.db).map(({ code }) => code)).toContain('till_diverged');
    expect(world.linesThere().some((line) => line.includes(JSON.stringify(own).slice(1, -1)))).toBe(true);
  });

  it('and a central restored older after that: what was in place goes there again', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    const copy = image(till);
    unwrap(sellOne(till));
    unwrap(await sync.once());
    const back = openImage(copy);
    unwrap(sellOne(back, { method: 'card', cents: 2494 }));
    const before = back.installation.numeroInstalacion;
    const again = world.syncOf(back);
    for (let round = 0; round < 3; round += 1) unwrap(await again.once());
    const held = world.central.linesOf(before);
    for (const stored of world.central.installations.values()) stored.length = 0;
    for (let round = 0; round < 3; round += 1) unwrap(await again.once());
    expect(countPending(back.db)).toBe(0);
    // All that both histories share; the tail of the other one is not ours to give.
    const there = world.central.linesOf(before);
    expect(there.length).toBeGreaterThan(0);
    expect(there).toEqual(held.slice(0, there.length));
    expect(
      linesHere(back).every((line) =>
        world.linesThere().some((one) => one.includes(JSON.stringify(line).slice(1, -1)) || one === line),
      ),
    ).toBe(true);
  });
});

describe('stock', () => {
  const OIL = 'uid-4241';
  const level = (version: number, levelMilli: number) => ({
    ...{ version, kind: 'stock', key: OIL },
    data: { productId: OIL, levelMilli },
  });

  it('is the level of central at its event and own movements after it', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    expect(stockMilli(till.db, OIL)).toBeNull();
    unwrap(sellOne(till));
    unwrap(await sync.once());
    const counted = lastEventSeq(till.db, till.installation.id);
    world.central.changes = [level(1, 9000)];
    world.central.counted = [{ installationId: till.installation.numeroInstalacion, seq: counted }];
    // Two more while that answer is on its way.
    unwrap(sellOne(till));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    expect(stockMilli(till.db, OIL)).toBe(7000);
    unwrap(sellOne(till));
    expect(stockMilli(till.db, OIL)).toBe(6000);
    // Central has counted them all by now: its word replaces the sum.
    world.central.changes = [level(2, 6000)];
    world.central.counted = [
      { installationId: till.installation.numeroInstalacion, seq: lastEventSeq(till.db, till.installation.id) },
    ];
    unwrap(await sync.once());
    expect(stockMilli(till.db, OIL)).toBe(6000);
  });
});

describe('an event that grows too large inside another', () => {
  const MIB = 1024 * 1024;

  it('is named by hash and number, and what comes after it is not held up', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(await sync.once());
    const { numeroInstalacion, id } = till.installation;
    const at = '2026-11-23T10:00:00+01:00';
    // Under 8 MB as an event; its quotes are doubled inside another line.
    const payload = JSON.stringify({ sessionId: 'session', detail: { number: 'Z-1', text: '"'.repeat(3.5 * MIB) } });
    transact(till.db, () =>
      appendEvent(till.db, { installationId: id, type: 'cash_session.changed', refId: null, payload, createdAt: at }),
    );
    const seq = lastEventSeq(till.db, id);
    unwrap(sellOne(till));
    // Another machine with this very installation was there first.
    const stored = world.central.installations.get(numeroInstalacion) ?? [];
    stored.push({ line: '{"of":"another"}', hash: 'f'.repeat(64) });
    unwrap(await sync.once());
    expect(countPending(till.db)).toBe(0);
    const there = world.central.linesOf(till.installation.numeroInstalacion);
    expect(Math.max(...there.map((line) => Buffer.byteLength(line)))).toBeLessThan(MAX_EVENT_BYTES);
    expect(there.join('\n')).toContain('01T01S-26-000001');
    const told = listIncidents(till.db).find(({ code }) => code === 'event_too_large');
    expect(told?.detail).toMatchObject({ installation: numeroInstalacion, seq });
  });

  it('keeps the number of a document for whoever has to look at it', () => {
    const line = JSON.stringify({ type: 'document.issued', data: { document: { number: '01T01S-26-000009' } } });
    expect(strandedPayload('I', 3, line)).toMatchObject({
      left: null,
      payload: JSON.stringify({ installationId: 'I', seq: 3, line }),
    });
    const { left, payload } = strandedPayload('I', 3, line, 4096);
    expect(left).toMatchObject({ number: '01T01S-26-000009', bytes: line.length });
    const named = JSON.parse((JSON.parse(payload) as { line: string }).line) as { data: unknown; sha256: string };
    expect(named.data).toEqual({ number: '01T01S-26-000009' });
    expect(named.sha256).toBe(left?.sha256);
  });
});
