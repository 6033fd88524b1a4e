import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../db/handles.ts';
import { insertSeries } from '../../db/installations.ts';
import { openWriter } from '../../db/open.ts';
import type { Synchronous } from '../../db/pragmas.ts';
import { openTill } from '../../electron/till/open-till.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
import type { TillPorts } from '../../electron/till/till.ts';
import { budget, seed } from '../support/budget.ts';
import { addTestProducts, SHOP_FILE, sellOne, testPorts, unwrap } from '../support/till.ts';
import { Acknowledged } from './support/acknowledged.ts';
import { DiskReplay } from './support/disk-replay.ts';
import { fastFolder, removeFastFolders } from './support/fast-folder.ts';
import { judge, type Verdict } from './support/judge.ts';
import { type Random, randomFrom } from './support/random.ts';
import { spawnSeller, warmUp } from './support/seller-process.ts';
import { portsAtStoredPlace } from './support/stored-place.ts';
import { type FileEvent, hasStrace, type OutputEvent, readSystemCalls, straceTo } from './support/system-calls.ts';

const START = Date.parse('2026-11-23T10:00:00+01:00');
const SALES = 40;

type Recording = {
  readonly base: string;
  readonly folder: string;
  readonly files: readonly FileEvent[];
  readonly output: readonly OutputEvent[];
  readonly ports: TillPorts;
  readonly lines: number;
};

/** A till that was set up and has never been opened for selling. */
function newTillFolder(ports: TillPorts): string {
  const folder = join(fastFolder('power-cut'), 'till');
  const setup = unwrap(parseShopFile(SHOP_FILE));
  unwrap(initTill(folder, setup, { environment: 'test', isReinstalled: false, printerUrl: 'virtual:' }, ports));
  const db = openWriter(folder);
  addTestProducts(db);
  db.close();
  return folder;
}

/** A till of many years: its high-water mark is longer than a sector and can be torn. */
function oldTillFolder(ports: TillPorts): string {
  const folder = newTillFolder(ports);
  const till = unwrap(openTill(folder, ports));
  transact(till.db, () => {
    for (let year = 2000; year < 2026; year += 1) {
      insertSeries(till.db, { installationId: till.installation.id, code: `01T01S-${year}`, kind: 'S', year });
    }
  });
  unwrap(sellOne(till));
  till.close();
  return folder;
}

async function record(
  folder: string,
  synchronous: Synchronous | undefined,
  sellerSeed: number,
  importRows: number | null = null,
): Promise<Recording> {
  const base = join(fastFolder('power-cut-base'), 'till');
  cpSync(folder, base, { recursive: true });
  const path = join(fastFolder('strace'), 'calls');
  const seller = spawnSeller(straceTo(path));
  await seller.ready;
  const acks = new Acknowledged();
  seller.start(
    {
      folder,
      seed: sellerSeed,
      startMs: START + 60_000,
      sales: SALES,
      checkpointEvery: synchronous === undefined ? 9 : 0,
      pauseMs: 15,
      ...(synchronous === undefined ? {} : { synchronous }),
      ...(importRows === null ? {} : { importRows }),
    },
    (line) => acks.hear(line),
  );
  const { stderr } = await seller.ended;
  if (!acks.hasClosed) throw new Error(`the recorded seller did not end: ${stderr}`);
  const text = readFileSync(path, 'utf8');
  const events = readSystemCalls(text, folder);
  return {
    base,
    folder,
    files: events.filter((event): event is FileEvent => event.kind !== 'output'),
    output: events.filter((event): event is OutputEvent => event.kind === 'output'),
    ports: portsAtStoredPlace(base, testPorts()),
    lines: text.split('\n').length,
  };
}

type Figures = { points: number; withAcks: number; lost: number; named: number; unnamedReuse: number; maxLost: number };

function cutAtRandomPoints(
  recording: Recording,
  points: number,
  random: Random,
  judged: (verdict: Verdict, point: number) => void,
): Figures {
  const { files, output, lines, ports } = recording;
  const first = files[0]?.start ?? 0;
  const cuts = Array.from({ length: points }, () => first + random.below(lines - first)).sort((a, b) => a - b);
  const disk = new DiskReplay(recording.folder, recording.base, files);
  const acks = new Acknowledged();
  let heard = 0;
  const target = join(fastFolder('power-cut-point'), 'till');
  const figures: Figures = { points, withAcks: 0, lost: 0, named: 0, unnamedReuse: 0, maxLost: 0 };
  for (const cut of cuts) {
    disk.advance(cut);
    for (; (output[heard]?.start ?? cut) < cut; heard += 1) {
      for (const line of (output[heard]?.text ?? '').split('\n')) acks.hear(line);
    }
    disk.materialise(target, random);
    const verdict = judge(target, ports, acks);
    figures.withAcks += acks.documents.size > 0 ? 1 : 0;
    figures.lost += verdict.lost.length > 0 ? 1 : 0;
    figures.maxLost = Math.max(figures.maxLost, verdict.lost.length);
    if (verdict.lost.length > 0 && verdict.incidents.length > 0) figures.named += 1;
    if (verdict.isReused && verdict.incidents.length === 0) figures.unnamedReuse += 1;
    judged(verdict, cut);
  }
  return figures;
}

const withStrace = describe.skipIf(!hasStrace());

beforeAll(warmUp);
afterAll(removeFastFolders);

withStrace('power cut while selling (needs strace)', () => {
  it.each([
    ['a till of many years', oldTillFolder, 0.5, null],
    ['a till that sells for the first time', newTillFolder, 0.3, null],
    // Its slices are committed without a sync; the sales between them must not be.
    ['a till that imports a catalogue meanwhile', newTillFolder, 0.2, 1500],
  ] as const)('%s loses nothing acknowledged and raises no false alarm', async (name, make, share, importRows) => {
    const given = seed(20_261_124);
    const started = performance.now();
    const recording = await record(make(testPorts()), undefined, given, importRows);
    const faults: string[] = [];
    const points = Math.round(budget(500, 10_000) * share);
    const figures = cutAtRandomPoints(recording, points, randomFrom(given), (verdict, cut) => {
      const found = [...verdict.lost, ...verdict.incidents, ...verdict.problems];
      if (verdict.isReused) found.push('number reused');
      if (verdict.refused !== null) found.push(`refused ${verdict.refused}`);
      if (found.length > 0) faults.push(`cut at ${cut}: ${found.slice(0, 3).join('; ')}`);
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`power cut, ${name}: seed ${given}, ${seconds} s`, JSON.stringify(figures));
    expect(faults).toEqual([]);
    expect(figures.withAcks).toBeGreaterThan(points * 0.7);
  });

  it('control: synchronous=NORMAL loses acknowledged sales, and the high-water mark names the loss', async () => {
    const given = seed(20_261_125);
    const started = performance.now();
    const recording = await record(oldTillFolder(testPorts()), 'NORMAL', given);
    const points = budget(60, 1000);
    let wrong = 0;
    const figures = cutAtRandomPoints(recording, points, randomFrom(given), (verdict) => {
      // A loss that was named opened another installation, with other numbers.
      if (verdict.incidents.length > 0 && verdict.isReused) wrong += 1;
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`power cut, control NORMAL: seed ${given}, ${seconds} s`, JSON.stringify(figures));
    expect(figures.lost).toBeGreaterThan(points / 2);
    expect(figures.named).toBeGreaterThan(0);
    expect(wrong).toBe(0);
  });
});
