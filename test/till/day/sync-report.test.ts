import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_ACK, writeAck, writeRejected } from '../../../db/central/acks.ts';
import { writePairing } from '../../../db/central/pairing.ts';
import { standAt } from '../../../db/day/series.ts';
import { lastEventSeq } from '../../../db/outbox.ts';
import { cents } from '../../../domain/money.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { findZ, syncReportNow } from '../../../electron/till/day/report-of.ts';
import { refreshSyncReports } from '../../../electron/till/day/sync.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
let number = '';
beforeEach(async () => {
  counter = new Counter();
  for (let sale = 0; sale < 3; sale += 1) await counter.sell([CODES.coffee]);
  const count = { pieces: [], totalCents: cents(1035), leftCents: null, isPrinted: false };
  ({ number } = await counter.get('day.close', { operationId: counter.newId(), ...count }));
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const db = () => counter.till.db;
const read = (edition: number | null = null): Promise<OutputOf<'day.sync-report'>> =>
  counter.get('day.sync-report', { number, edition });
const facts = () => syncReportNow(db(), unwrap(findZ(db(), number)), counter.ports);

function pair(): void {
  writePairing(db(), {
    ...{
      url: 'https://central.test',
      fingerprint: null,
      tillId: 't',
      companyId: 'c',
      companyName: 'La Plaza',
      epoch: 'e',
    },
    ...{ pairedAt: '2026-11-23T10:00:00+01:00', lastContactMs: counter.ports.clock.nowMs(), clockDifferenceMs: 0 },
  });
}

/** Event of the nth document, and central's word that it has everything up to it. */
function acknowledge(documents: number, stand: { cents?: number; hash?: string } = {}): void {
  const seq = Number(
    db()
      .prepare("SELECT seq FROM outbox WHERE type = 'document.issued' ORDER BY seq LIMIT 1 OFFSET ?")
      .pluck()
      .get(documents - 1),
  );
  const own = standAt(db(), { seriesId: 1, code: '01T01S-26' }, documents, counter.ports.sha256);
  const centralSeries = [{ ...own, ...stand }];
  writeAck(db(), 1, { ...NO_ACK, ackedThrough: seq, lastEventHash: 'f'.repeat(64), centralSeries });
}

const documentEvents = () =>
  db().prepare("SELECT seq FROM outbox WHERE type = 'document.issued' ORDER BY seq").all() as {
    readonly seq: number;
  }[];

it('of a till that was never paired says so, and what to do', async () => {
  const report = await read();
  expect(report).toMatchObject({ edition: 1, state: 'not-paired', editions: [{ edition: 1 }] });
  expect(report.tasks[0]).toContain('Conecte esta caja');
  expect(facts().documents).toMatchObject({ issued: { count: 3, cents: 1035 }, pending: { count: 3, cents: 1035 } });
  expect(facts().agency).toEqual({ connection: 'none', unsent: 3, states: [{ state: 'generated', count: 3 }] });
});

it('follows what arrives, a version for each news and none without', async () => {
  pair();
  expect((await read()).state).toBe('pending');
  expect((await read()).edition).toBe(2);
  acknowledge(2);
  counter.ports.clock.advance(1000);
  const two = await read();
  expect(two).toMatchObject({ edition: 3, state: 'pending' });
  expect(facts().documents).toMatchObject({
    acknowledged: { count: 2, cents: 690 },
    pending: { count: 1, cents: 345 },
  });
  expect(facts().series).toMatchObject([{ isEqual: true, till: { count: 3 }, central: { count: 2, cents: 690 } }]);
  acknowledge(3);
  expect(await refreshSyncReports(counter.till)).toBe(1);
  const done = await read();
  expect(done).toMatchObject({ edition: 4, state: 'equal' });
  expect(done.editions.map(({ state }) => state)).toEqual(['not-paired', 'pending', 'pending', 'equal']);
  expect((await read(1)).state).toBe('not-paired');
  expect(await refreshSyncReports(counter.till)).toBe(0);
  expect(refusalCode(await counter.ask('day.sync-report', { number, edition: 9 }))).toBe('sync_edition_not_found');
});

it('agrees although central is further on', () => {
  pair();
  const more = async (): Promise<void> => void (await counter.sell([CODES.oil]));
  return more().then(() => {
    acknowledge(4);
    expect(facts()).toMatchObject({ state: 'equal', series: [{ till: { count: 3 }, central: { count: 4 } }] });
  });
});

it.each([
  ['another sum', { cents: 1036 }],
  ['another hash', { hash: '0'.repeat(64) }],
])('says that the two differ: %s', async (_what, stand) => {
  pair();
  acknowledge(3, stand);
  const report = await read();
  expect(report.state).toBe('different');
  expect(report.tasks[0]).toContain('01T01S-26');
});

it('says that the two differ when central has documents that the till lacks', () => {
  pair();
  acknowledge(3);
  const own = standAt(db(), { seriesId: 1, code: '01T01S-26' }, 3, counter.ports.sha256);
  const centralSeries = [{ ...own, count: 4 }];
  const ackedThrough = lastEventSeq(db(), 1);
  writeAck(db(), 1, { ...NO_ACK, ackedThrough, lastEventHash: 'f'.repeat(64), centralSeries });
  expect(facts().state).toBe('different');
});

it('names what central holds back', async () => {
  pair();
  acknowledge(3);
  const seq = Number(db().prepare("SELECT max(seq) FROM outbox WHERE type = 'document.issued'").pluck().get());
  writeRejected(db(), { installationId: 1, seq, code: 'chain_broken', detail: '', number: null });
  expect((await read()).state).toBe('quarantined');
  expect(facts()).toMatchObject({
    documents: { acknowledged: { count: 2 }, pending: { count: 0 }, quarantined: { count: 1, cents: 345 } },
    quarantined: [{ number: '01T01S-26-000003', code: 'chain_broken' }],
  });
});

it('never counts below nothing: what a restored central held back is pending again', () => {
  pair();
  acknowledge(1);
  for (const { seq } of documentEvents()) {
    writeRejected(db(), { installationId: 1, seq, code: 'chain_broken', detail: '', number: null });
  }
  expect(facts().documents).toMatchObject({
    acknowledged: { count: 0, cents: 0 },
    pending: { count: 2, cents: 690 },
    quarantined: { count: 1, cents: 345 },
  });
});

it('counts what travels in place and what travels stranded where histories part', () => {
  pair();
  const [first, second, third] = documentEvents();
  const before = { ...NO_ACK, lastEventHash: 'f'.repeat(64), divergedSeq: second?.seq ?? 0 };
  // Central was restored: it lacks the first one too. The second is stranded already.
  writeAck(db(), 1, { ...before, ackedThrough: (first?.seq ?? 0) - 1, strandedThrough: second?.seq ?? 0 });
  // Of the event that another machine has under this seq.
  writeRejected(db(), { installationId: 1, seq: second?.seq ?? 0, code: 'chain_broken', detail: '', number: null });
  expect(facts().documents).toMatchObject({
    ...{ acknowledged: { count: 1 }, pending: { count: 2 }, quarantined: { count: 0 } },
  });
  writeAck(db(), 1, { ...before, ackedThrough: (second?.seq ?? 0) - 1, strandedThrough: third?.seq ?? 0 });
  expect(facts().documents).toMatchObject({ acknowledged: { count: 3 }, pending: { count: 0 } });
});

it('tells a person to look at the network only when nobody has answered for a while', () => {
  pair();
  acknowledge(1);
  expect(facts().tasks[0]?.code).toBe('wait');
  counter.ports.clock.advance(16 * 60_000);
  expect(facts().tasks[0]).toEqual({ code: 'connect', params: { count: 2 } });
});

it('can be neither edited nor deleted', () => {
  for (const sql of ["UPDATE sync_reports SET report = '{}'", 'DELETE FROM sync_reports']) {
    expect(() => db().exec(sql)).toThrow(/stays/);
  }
});
