import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Till, TillPorts } from '../../electron/till/till.ts';
import { budget, seed } from '../support/budget.ts';
import { makeFolder, openFolder, testPorts } from '../support/till.ts';
import { Acknowledged } from './support/acknowledged.ts';
import { fastFolder, removeFastFolders } from './support/fast-folder.ts';
import { judge, sqliteFinds, type Verdict } from './support/judge.ts';
import { type Random, randomFrom } from './support/random.ts';
import { sellRandomly } from './support/random-sale.ts';
import { portsAtStoredPlace } from './support/stored-place.ts';

const WAL = 'till.db-wal';

type Dead = {
  /** As an unclean death left it: everything since the checkpoint only in the log. */
  readonly folder: string;
  /** The same till in the middle of the day, before a checkpoint and after it. */
  readonly beforeCheckpoint: string;
  readonly afterCheckpoint: string;
  /** Cleanly closed, no log. */
  readonly closed: string;
  readonly acks: Acknowledged;
  readonly ports: TillPorts;
};
let dead: Dead;

function sellSome(till: Till, count: number, random: Random, acks: Acknowledged): void {
  for (let sale = 0; sale < count; sale += 1) {
    sellRandomly(till, random, {
      edited: () => undefined,
      closing: () => undefined,
      closed: (ticketId, number, huella, totalCents) => acks.issued(ticketId, { number, huella, totalCents }),
    });
  }
}

beforeAll(() => {
  const root = fastFolder('damaged');
  const ports = testPorts();
  const living = makeFolder(ports, null, join(root, 'living'));
  const acks = new Acknowledged();
  const random = randomFrom(7);
  const copy = (name: string): string => {
    cpSync(living, join(root, name), { recursive: true });
    return join(root, name);
  };
  let till = openFolder(living, ports);
  sellSome(till, 10, random, acks);
  const beforeCheckpoint = copy('before');
  till.db.pragma('wal_checkpoint(RESTART)');
  sellSome(till, 10, random, acks);
  const afterCheckpoint = copy('after');
  sellSome(till, 15, random, acks);
  const folder = copy('dead');
  till.close();
  till = openFolder(living, ports);
  till.close();
  dead = {
    folder,
    beforeCheckpoint,
    afterCheckpoint,
    closed: copy('closed'),
    acks,
    ports: portsAtStoredPlace(living, ports),
  };
});
afterAll(removeFastFolders);

function flip(path: string, count: number, random: Random): void {
  const bytes = readFileSync(path);
  for (let flips = 0; flips < count; flips += 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
  }
  writeFileSync(path, bytes);
}

const damages: readonly (readonly [name: string, damage: (folder: string, random: Random) => void])[] = [
  ['flipped', (folder, random) => flip(join(folder, WAL), 1 + random.below(8), random)],
  ['flipped', (folder, random) => flip(join(folder, WAL), 1, random)],
  [
    'truncated',
    (folder, random) => truncateSync(join(folder, WAL), random.below(readFileSync(join(folder, WAL)).length)),
  ],
  ['log deleted', (folder) => rmSync(join(folder, WAL))],
  ['index deleted', (folder) => rmSync(join(folder, `till.db-shm`), { force: true })],
  ['older log of the same day', (folder) => copyFileSync(join(dead.afterCheckpoint, WAL), join(folder, WAL))],
  ['log from before a checkpoint', (folder) => copyFileSync(join(dead.beforeCheckpoint, WAL), join(folder, WAL))],
];

const NAMES_OF_DAMAGE = new Set(['data_damaged', 'not_a_till_file', 'data_from_newer_version']);

const isNamed = (verdict: Verdict): boolean =>
  NAMES_OF_DAMAGE.has(verdict.refused ?? '') || verdict.incidents.length > 0 || verdict.problems.length > 0;

describe('damaged log after an unclean death', () => {
  it('loses nothing, or names the loss and never reuses a number', () => {
    const given = seed(20_261_126);
    const random = randomFrom(given);
    const cases = budget(200, 1000);
    const target = join(fastFolder('damaged-case'), 'till');
    const faults: string[] = [];
    const figures: Record<string, { cases: number; lost: number; refused: number; silentSqlite: number }> = {};
    const started = performance.now();
    for (let index = 0; index < cases; index += 1) {
      const [name, damage] = damages[index % damages.length] ?? random.pick(damages);
      rmSync(target, { recursive: true, force: true });
      cpSync(dead.folder, target, { recursive: true });
      damage(target, random);
      const control = `${target}-control`;
      rmSync(control, { recursive: true, force: true });
      cpSync(target, control, { recursive: true });
      const isSqliteSilent = sqliteFinds(control) === null;

      const verdict = judge(target, dead.ports, dead.acks);
      figures[name] ??= { cases: 0, lost: 0, refused: 0, silentSqlite: 0 };
      const figure = figures[name];
      figure.cases += 1;
      figure.refused += verdict.refused === null ? 0 : 1;
      if (verdict.lost.length > 0) {
        figure.lost += 1;
        figure.silentSqlite += isSqliteSilent ? 1 : 0;
        if (!isNamed(verdict)) faults.push(`case ${index} ${name}: ${verdict.lost.length} sales lost in silence`);
      } else if (verdict.refused === null && verdict.incidents.length > 0) {
        faults.push(`case ${index} ${name}: false alarm ${verdict.incidents.join()}`);
      }
      if (verdict.isReused) faults.push(`case ${index} ${name}: number reused`);
      if (verdict.refused !== null && verdict.refused !== 'data_damaged') faults.push(`${name}: ${verdict.refused}`);
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`damaged log: seed ${given}, ${cases} cases, ${seconds} s`, JSON.stringify(figures));
    expect(faults).toEqual([]);
    // Control: without the high-water mark nobody would have noticed, SQLite itself finds these files in order.
    expect(figures['flipped']?.silentSqlite).toBeGreaterThan(cases / 10);
    expect(figures['index deleted']?.lost).toBe(0);
  });

  it('control: without the high-water mark the same damage reuses numbers in silence', () => {
    const given = seed(20_261_127);
    const random = randomFrom(given);
    const target = join(fastFolder('damaged-control'), 'till');
    let reused = 0;
    for (let index = 0; index < 20; index += 1) {
      rmSync(target, { recursive: true, force: true });
      cpSync(dead.folder, target, { recursive: true });
      truncateSync(join(target, WAL), Math.floor(readFileSync(join(target, WAL)).length * (0.1 + 0.8 * random.next())));
      // A mark that knows no more than the log: as if there were none.
      copyFileSync(join(dead.beforeCheckpoint, 'highwater'), join(target, 'highwater'));
      const verdict = judge(target, dead.ports, dead.acks);
      if (verdict.isReused && verdict.incidents.length === 0) reused += 1;
    }
    console.log(`damaged log, control: seed ${given}, ${reused} of 20 reused a number in silence`);
    expect(reused).toBeGreaterThan(10);
  });
});

describe('flipped bytes in the main file', () => {
  it('are named by the start or by verify, and never make a silent wrong total', () => {
    const given = seed(20_261_128);
    const random = randomFrom(given);
    const cases = budget(150, 2000);
    const target = join(fastFolder('damaged-page'), 'till');
    const faults: string[] = [];
    // Loud: nothing recorded is wrong, and the sale is refused (a price list or a setting is damaged).
    const figures = { cases, named: 0, loud: 0, harmless: 0 };
    const started = performance.now();
    for (let index = 0; index < cases; index += 1) {
      rmSync(target, { recursive: true, force: true });
      cpSync(dead.closed, target, { recursive: true });
      if (existsSync(join(target, WAL))) throw new Error('a closed folder has no log');
      flip(join(target, 'till.db'), 1 + random.below(40), random);
      try {
        const verdict = judge(target, dead.ports, dead.acks);
        if (verdict.isReused) faults.push(`case ${index}: number reused`);
        if (isNamed(verdict)) figures.named += 1;
        else if (verdict.lost.length > 0) faults.push(`case ${index}: ${verdict.lost.join(', ')} in silence`);
        else if (verdict.refused !== null) figures.loud += 1;
        else figures.harmless += 1;
      } catch (error) {
        faults.push(
          `case ${index}: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 4).join(' | ') : error}`,
        );
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`damaged pages: seed ${given}, ${seconds} s`, JSON.stringify(figures));
    expect(faults).toEqual([]);
    expect(figures.named).toBeGreaterThan(cases / 2);
    expect(figures.loud).toBeLessThan(cases / 50);
  });
});
