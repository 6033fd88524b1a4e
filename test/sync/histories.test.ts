import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAck } from '../../db/central/acks.ts';
import { countPending } from '../../db/central/pending.ts';
import { listIncidents } from '../../db/logs.ts';
import { lastEventSeq } from '../../db/outbox.ts';
import { lineHash } from '../../electron/sync/events/lines.ts';
import { sourceOf } from '../../electron/sync/source.ts';
import { centralPage, centralStatus } from '../../electron/till/central/status.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, refusalCode, removeFolders, sellOne, unwrap } from '../support/till.ts';
import { CODE, Exchange, linesHere } from './support/exchange.ts';
import { problem } from './support/fake-central.ts';

let world: Exchange;
let till: Till;
beforeEach(() => {
  world = new Exchange();
  till = openFolder(makeFolder(world.ports), world.ports);
});
afterEach(() => {
  till.close();
  removeFolders();
});

/** Everything sold here is at central, in its place or inside the news of the next installation. */
const isAllThere = (): boolean =>
  linesHere(till).every((line) =>
    world.linesThere().some((one) => one === line || one.includes(JSON.stringify(line).slice(1, -1))),
  );

describe('a history that differs in the middle', () => {
  /** As a central restored from before three sales and then sold to by a copy of this till. */
  async function parted(): Promise<{ readonly before: string; readonly seq: number }> {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    for (let sold = 0; sold < 5; sold += 1) unwrap(sellOne(till));
    unwrap(await sync.once());
    const before = till.installation.numeroInstalacion;
    const stored = world.central.installations.get(before) ?? [];
    const seq = stored.length - 3;
    for (let at = seq - 1; at < stored.length; at += 1) {
      const line = `{"of":"another","seq":${at + 1}}`;
      stored[at] = { line, hash: lineHash(line) };
    }
    return { before, seq };
  }

  it('parts at the first event that differs, and nothing in between is lost', async () => {
    const { before, seq } = await parted();
    const sync = world.syncOf(till);
    unwrap(await sync.once());
    unwrap(await sync.once());
    const [incident] = listIncidents(till.db).filter(({ code }) => code === 'till_diverged');
    expect(incident?.detail).toMatchObject({ installation: before, seq });
    expect(countPending(till.db)).toBe(0);
    expect(isAllThere()).toBe(true);
  });

  it('also when only the next event shows it', async () => {
    const { seq } = await parted();
    // Hello agrees: what differs lies before the last event that it compares.
    const sync = world.syncOf(till);
    const stored = world.central.installations.get(till.installation.numeroInstalacion) ?? [];
    const last = stored.length;
    const own = linesHere(till)[last - 1] ?? '';
    stored[last - 1] = { line: own, hash: lineHash(own) };
    unwrap(sellOne(till));
    unwrap(await sync.once());
    // Nothing asks for what agrees at both ends; sent again, as after a restore, it shows.
    stored.length = last - 1;
    unwrap(await sync.once());
    unwrap(await sync.once());
    const [incident] = listIncidents(till.db).filter(({ code }) => code === 'till_diverged');
    expect(incident?.detail).toMatchObject({ seq });
    expect(isAllThere()).toBe(true);
  });

  it('is not sent as a whole every minute when central takes it and says the same again', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    let isLying = true;
    world.fault = ({ path }, answer) => {
      const said = answer();
      if (!isLying || !path.endsWith('/hello') || !said.ok) return null;
      const body = JSON.parse(said.body) as { installations: { lastEventHash: string }[] };
      for (const one of body.installations) one.lastEventHash = 'a'.repeat(64);
      return { ...said, body: JSON.stringify(body) };
    };
    unwrap(await sync.once());
    world.asked.length = 0;
    for (let round = 0; round < 5; round += 1) expect(refusalCode(await sync.once())).toBe('central_answer_wrong');
    expect(world.asked.filter(({ path }) => path.endsWith('/events'))).toEqual([]);
    isLying = false;
    unwrap(await sync.once());
    expect(centralStatus(till.db).state).toBe('up-to-date');
  });

  it('is not believed of an event that was not sent just now', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(await sync.once());
    unwrap(sellOne(till));
    world.fault = ({ path }) => (path.endsWith('/events') ? problem(409, 'till_diverged', { seq: 1 }) : null);
    expect(refusalCode(await sync.once())).toBe('central_answer_wrong');
    world.fault = () => null;
    unwrap(await sync.once());
    expect(countPending(till.db)).toBe(0);
    expect(listIncidents(till.db).map(({ code }) => code)).not.toContain('till_diverged');
  });

  it('ends the round when central takes what it lacked and lacks it again', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    unwrap(sellOne(till));
    world.fault = ({ path, body }) => {
      if (!path.endsWith('/events')) return null;
      const lines = (body ?? '').trimEnd().split('\n');
      if (lines.length > 1) return problem(413, 'batch_too_large');
      return lines[0]?.includes('"seq":1,') === true ? null : problem(409, 'event_gap', { expectedSeq: 1 });
    };
    world.asked.length = 0;
    expect(refusalCode(await sync.once())).toBe('central_answer_wrong');
    expect(world.asked.length).toBeLessThan(20);
    world.fault = () => null;
    unwrap(await sync.once());
    expect(countPending(till.db)).toBe(0);
  });
});

describe('a file that cannot be read for a moment', () => {
  it('is no other history', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    for (let sold = 0; sold < 3; sold += 1) unwrap(sellOne(till));
    unwrap(await sync.once());
    const before = till.installation.numeroInstalacion;
    // Restored to an older state: the stand there has to be read.
    (world.central.installations.get(before) ?? []).length -= 2;
    world.isUnreadable = true;
    expect(refusalCode(await sync.once())).toBe('till_closed');
    expect(till.installation.numeroInstalacion).toBe(before);
    world.isUnreadable = false;
    unwrap(await sync.once());
    expect(till.installation.numeroInstalacion).toBe(before);
    expect(world.linesThere()).toEqual(linesHere(till));
  });
});

it('an event that is not there has no stand, nor has an installation that is not there', () => {
  const source = sourceOf(till.db);
  const last = lastEventSeq(till.db, till.installation.id);
  expect(source.standAt(till.installation.id, last)?.seq).toBe(last);
  expect(source.standAt(till.installation.id, last + 1)).toBeNull();
  expect(source.standAt(99, 0)).toBeNull();
});

describe('what hello says', () => {
  it('of the series is kept, also that central has nothing of one any more', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    unwrap(sellOne(till));
    unwrap(await sync.once());
    const stand = { code: '01T01S-26', count: 1, cents: 2295, hash: 'b'.repeat(64) };
    world.central.series = [stand, { ...stand, code: '99Z99S-26' }];
    unwrap(await sync.once());
    expect(readAck(till.db, till.installation.id).centralSeries).toEqual([stand]);
    world.central.series = [];
    unwrap(await sync.once());
    expect(readAck(till.db, till.installation.id).centralSeries).toEqual([]);
  });

  it('of a doubt is cut to what a person reads, so that it never holds up what comes after', async () => {
    const sync = world.syncOf(till);
    unwrap(await sync.pair(CODE));
    const detail = 'x'.repeat(5000);
    world.central.quarantined = [
      { installationId: till.installation.numeroInstalacion, seq: 1, code: 'c'.repeat(300), detail, number: null },
    ];
    unwrap(await sync.once());
    const [shown] = centralPage(till.db).rejected;
    expect([shown?.code.length, shown?.detail.length]).toEqual([80, 2000]);
  });
});
