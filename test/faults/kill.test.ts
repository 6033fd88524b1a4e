import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadableDatabase } from '../../db/handles.ts';
import { readHighWater } from '../../db/high-water.ts';
import { allInstallations, currentInstallation } from '../../db/installations.ts';
import { listIncidents } from '../../db/logs.ts';
import { openReader } from '../../db/open.ts';
import { listOpenTickets } from '../../db/tickets.ts';
import { markOf } from '../../electron/till/installation.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import { findDocument } from '../../electron/till/sale/outcome.ts';
import { budget, seed } from '../support/budget.ts';
import {
  makeFolder,
  openFolder,
  removeFolders,
  type TestPorts,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../support/till.ts';
import { Acknowledged, lostDocuments, lostEdits } from './support/acknowledged.ts';
import { fastFolder, removeFastFolders } from './support/fast-folder.ts';
import { type Random, randomFrom } from './support/random.ts';
import { DEATH_POINTS, type SellerOrder } from './support/seller-order.ts';
import { type Seller, spawnSeller, warmUp } from './support/seller-process.ts';

const START = Date.parse('2026-11-23T10:00:00+01:00');
const MAX_SELLING_MS = 40;
/** Sales of so many kills pile up in one folder before a new one is taken: verify reads all of them. */
const KILLS_PER_FOLDER = 8;

type Tally = {
  kills: number;
  acked: number;
  openTickets: number;
  markBehind: number;
  sameTwice: number;
  unanswered: number;
  readonly faults: string[];
};
const newTally = (): Tally => ({
  kills: 0,
  acked: 0,
  openTickets: 0,
  markBehind: 0,
  sameTwice: 0,
  unanswered: 0,
  faults: [],
});

beforeAll(warmUp);
afterAll(() => {
  removeFolders();
  removeFastFolders();
});

/** Opens the folder as the next start would and compares it with everything that was acknowledged. */
function check(folder: string, acks: Acknowledged, ports: TestPorts, tally: Tally): void {
  const reader = openReader(folder);
  const installation = currentInstallation(reader);
  const position = installation === null ? 0 : markOf(reader, installation).position;
  reader.close();
  const reading = readHighWater(folder);
  if (reading.state === 'read' && reading.mark.position < position) tally.markBehind += 1;

  const till = openFolder(folder, ports);
  try {
    const report = (what: string, found: readonly string[]): void => {
      if (found.length > 0) tally.faults.push(`${what}: ${found.slice(0, 3).join(', ')} in ${folder}`);
    };
    report('lost', lostDocuments(till.db, acks));
    report('lines lost', lostEdits(till.db, acks));
    report('reused', acks.reused);
    report(
      'false alarm',
      listIncidents(till.db).map((incident) => incident.code),
    );
    if (allInstallations(till.db).length !== 1) tally.faults.push('a new installation was opened');
    report(
      'problem',
      verify(till.db, folder, ports.sha256).problems.map((problem) => JSON.stringify(problem)),
    );
    tally.openTickets += listOpenTickets(till.db).length;
    // Committed when the process died before it could answer.
    unanswered(till.db, acks, tally);
    const last = [...acks.documents].at(-1);
    if (last === undefined) return;
    const [ticketId, acked] = last;
    const again = unwrap(closeSale(till, ticketId));
    if (again.wasClosed && again.document.number === acked.number && again.document.huella === acked.huella)
      tally.sameTwice += 1;
    else tally.faults.push(`closing ${acked.number} again gave ${again.document.number}`);
  } finally {
    till.close();
  }
}

function unanswered(db: ReadableDatabase, acks: Acknowledged, tally: Tally): void {
  const uids = db.prepare('SELECT uid FROM documents ORDER BY id').pluck().all() as string[];
  for (const uid of uids.filter((candidate) => !acks.documents.has(candidate))) {
    const document = findDocument(db, uid);
    if (document === null) continue;
    acks.issued(uid, document);
    tally.unanswered += 1;
  }
}

function order(folder: string, random: Random, round: number): SellerOrder {
  const death = random.chance(0.25) ? { point: random.pick(DEATH_POINTS), after: random.below(6) } : null;
  return {
    folder,
    seed: random.below(2 ** 31),
    startMs: START + round * 5000,
    sales: Number.POSITIVE_INFINITY,
    checkpointEvery: random.chance(0.3) ? 2 : 0,
    pauseMs: 0,
    ...(death === null ? {} : { death }),
  };
}

/** A seller that sells until it dies: by its own order, or by us after some milliseconds. */
async function sellUntilDeath(seller: Seller, given: SellerOrder, random: Random, acks: Acknowledged): Promise<void> {
  seller.start(given, (line) => acks.hear(line));
  await seller.opened;
  const waitMs = given.death === undefined ? random.next() * MAX_SELLING_MS : 2000;
  await Promise.race([sleep(waitMs), seller.ended]);
  seller.kill();
  const { signal, stderr } = await seller.ended;
  if (signal !== 'SIGKILL' || stderr !== '') throw new Error(`seller ended by ${signal}: ${stderr}`);
}

async function lane(kills: number, laneSeed: number, newFolder: (name: string) => string, tally: Tally): Promise<void> {
  const random = randomFrom(laneSeed);
  let next = spawnSeller();
  let folder = '';
  let acks = new Acknowledged();
  const ports = testPorts();
  for (let round = 0; round < kills; round += 1) {
    if (round % KILLS_PER_FOLDER === 0) {
      folder = makeFolder(ports, 'virtual:', newFolder('kill'));
      acks = new Acknowledged();
    }
    const seller = next;
    await seller.ready;
    next = spawnSeller();
    const before = acks.documents.size;
    await sellUntilDeath(seller, order(folder, random, round), random, acks);
    tally.kills += 1;
    tally.acked += acks.documents.size - before;
    // Now and then the next seller is the first to open what the last one left.
    const isLast = (round + 1) % KILLS_PER_FOLDER === 0 || round + 1 === kills;
    if (isLast || random.chance(0.7)) check(folder, acks, ports, tally);
  }
  await next.ready;
  next.leave();
  await next.ended;
}

describe('kill -9 while selling', () => {
  it('loses nothing acknowledged, reuses no number, raises no false alarm', async () => {
    const given = seed(20_261_123);
    const kills = budget(200, 3000);
    const tally = newTally();
    const started = performance.now();
    // Half on the disk, with its real waiting; half in memory, where many more sales fit between two kills.
    const lanes = [temporaryFolder, fastFolder];
    await Promise.all(lanes.map((place, index) => lane(kills / lanes.length, given + index, place, tally)));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { faults, ...figures } = tally;
    console.log(`kill: seed ${given}, ${seconds} s`, JSON.stringify(figures));
    expect(faults).toEqual([]);
    expect(tally.kills).toBe(kills);
    expect(tally.acked).toBeGreaterThan(kills / 2);
    // The rare paths were really reached.
    expect(tally.openTickets).toBeGreaterThan(0);
    expect(tally.markBehind).toBeGreaterThan(0);
    expect(tally.sameTwice).toBeGreaterThan(kills / 3);
  });

  it('control: a till that says paid before the commit loses acknowledged sales', async () => {
    const given = seed(20_261_123);
    const random = randomFrom(given);
    const lost: string[] = [];
    const ports = testPorts();
    for (let round = 0; round < 4; round += 1) {
      const folder = makeFolder(ports, null, temporaryFolder('kill-control'));
      const acks = new Acknowledged();
      const seller = spawnSeller();
      const death = { point: 'record-built', after: random.below(5) } as const;
      const early = { ...order(folder, random, round), death, isAckEarly: true };
      await sellUntilDeath(seller, early, random, acks);
      const till = openFolder(folder, ports);
      lost.push(...lostDocuments(till.db, acks));
      till.close();
    }
    console.log(`kill control: seed ${given}, ${lost.length} of 4 kills lost an acknowledged sale`);
    expect(lost).toHaveLength(4);
  });
});
