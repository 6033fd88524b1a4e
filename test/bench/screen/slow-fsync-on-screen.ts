import { seededRandom } from '../../support/generate-catalog.ts';
import { livePorts, newFolder, newShop, openBenchTill, SEED, unitCodes } from '../folders.ts';
import { type Bench, type BenchContext, figure, type Row, skippedRow } from '../row.ts';
import { percentile, spread } from '../samples.ts';
import { DELAY_US, GOAL, GOAL_MS, slowLibrary } from '../slow-disk.ts';
import { type BenchCounter, type HostOfBench, hostsOfBench } from './open-counter.ts';
import { payExact, scanLines } from './scan-to-line.ts';

const PRODUCTS = 1000;

/** Every process of the till gets the slow disk: they inherit what this one has while it starts the shell. */
async function openSlow(host: HostOfBench, folder: string, slow: NodeJS.ProcessEnv): Promise<BenchCounter> {
  const before = { ...process.env };
  Object.assign(process.env, slow);
  try {
    return await host.open(folder);
  } finally {
    for (const name of Object.keys(slow)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

async function measureHost(context: BenchContext, host: HostOfBench): Promise<Row> {
  const what = `scan and pay on screen, every fsync 10 ms late, ${host.name}`;
  if (host.skipped !== null) return skippedRow(what, GOAL, host.skipped);
  const slow = slowLibrary(newFolder(context, 'slow-shim'));
  if (slow === null) return skippedRow(what, GOAL, 'needs Linux with a C compiler');
  const folder = newFolder(context, 'slow-screen');
  await newShop(folder, livePorts(), Math.min(PRODUCTS, context.sizes.products));
  const till = openBenchTill(folder, livePorts());
  const codes = unitCodes(till);
  till.close();
  const { from, to } = context.sizes.screenLines;
  const counter = await openSlow(host, folder, slow);
  try {
    const random = seededRandom(SEED);
    const scanMs: number[] = [];
    const payMs: number[] = [];
    for (let ticket = 0; ticket < 3; ticket += 1) {
      scanMs.push(...(await scanLines(counter, codes.slice(0, to), from, random)));
      payMs.push(await payExact(counter));
    }
    // Without the injection the figures would be those of a fast disk.
    if (percentile(payMs, 0) < DELAY_US / 1000) return skippedRow(what, GOAL, 'nothing was delayed here');
    return {
      what,
      how: `last key to the frame that shows it, tickets of ${from} to ${to} lines, ${scanMs.length} scans; the goal is for the p99`,
      figures: [...spread(scanMs, 'scan '), ...spread(payMs, 'pay ')],
      goal: GOAL,
      met: Math.max(percentile(scanMs, 0.99), percentile(payMs, 0.99)) <= GOAL_MS,
      limit: [figure('an fsync', DELAY_US / 1000, 'ms'), figure('a frame', 1000 / 60, 'ms')],
      skipped: null,
    };
  } finally {
    await counter.close();
  }
}

export const slowFsyncOnScreen: Bench = async (context) => {
  const rows: Row[] = [];
  for (const host of hostsOfBench) rows.push(await measureHost(context, host));
  return rows;
};
