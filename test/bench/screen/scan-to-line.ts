import { seededRandom } from '../../support/generate-catalog.ts';
import { livePorts, newFolder, newShop, openBenchTill, SEED, unitCodes } from '../folders.ts';
import { type Bench, type BenchContext, figure, type Row, type Sizes, skippedRow } from '../row.ts';
import { percentile, spread } from '../samples.ts';
import {
  type BenchCounter,
  COUNTER,
  type HostOfBench,
  hostsOfBench,
  LINES,
  randomPause,
  scanKeys,
} from './open-counter.ts';
import { keyToFrame } from './probe.ts';

const SCAN_GOAL = 'p50 <= 20 ms, p99 <= 33 ms';
const SEARCH_GOAL = 'p99 <= 50 ms';
/** Codes of different products, so that every scan is a line of its own. */
export async function scanLines(
  counter: BenchCounter,
  codes: readonly string[],
  unmeasured: number,
  random: () => number,
): Promise<number[]> {
  const samples: number[] = [];
  for (const [index, code] of codes.entries()) {
    const isMeasured = index >= unmeasured;
    if (isMeasured) await randomPause(counter, random);
    const seen = `() => document.querySelectorAll('${LINES}').length === ${index + 1}`;
    const ms = await keyToFrame(counter.page, seen, () => scanKeys(counter, code));
    if (ms === null) throw new Error(`the line of ${code} did not come`);
    if (isMeasured) samples.push(ms);
  }
  return samples;
}

export async function payExact(counter: BenchCounter): Promise<number> {
  const paid = `() => document.querySelector('.paid') !== null`;
  const ms = await keyToFrame(counter.page, paid, () => counter.page.keyboard.press('F12'));
  if (ms === null) throw new Error('not paid');
  return ms;
}

const WORDS = ['leche', 'pan', 'aceite', 'queso', 'agua', 'tomate', 'yogur', 'galletas'];

/** From each letter to the first frame with another list of results. */
async function searchLetters(counter: BenchCounter, words: readonly string[], random: () => number): Promise<number[]> {
  const { page } = counter;
  const samples: number[] = [];
  for (const word of words) {
    for (const letter of word) {
      await randomPause(counter, random);
      const before = await page.evaluate(`document.querySelector('#search-results')?.textContent ?? ''`);
      const seen = `() => { const list = document.querySelector('#search-results');
        return list !== null && list.textContent !== ${JSON.stringify(before)}; }`;
      // The same list for one letter more is no change to see.
      const ms = await keyToFrame(page, seen, () => page.keyboard.press(letter), 1000);
      if (ms !== null) samples.push(ms);
    }
    await page.keyboard.press('Escape');
    await page.waitForSelector(COUNTER);
  }
  return samples;
}

type Measured = { readonly scanMs: number[]; readonly payMs: number[]; readonly searchMs: number[] };

async function measure(
  host: HostOfBench,
  folder: string,
  codes: readonly string[],
  { sales, screenLines: { from, to }, screenWords }: Sizes,
): Promise<Measured> {
  const tickets = Math.max(1, Math.round(sales / 400));
  const random = seededRandom(SEED);
  const counter = await host.open(folder);
  try {
    const scanMs: number[] = [];
    const payMs: number[] = [];
    for (let ticket = 0; ticket < tickets; ticket += 1) {
      const first = (ticket * to) % (codes.length - to);
      scanMs.push(...(await scanLines(counter, codes.slice(first, first + to), from, random)));
      payMs.push(await payExact(counter));
    }
    return { scanMs, payMs, searchMs: await searchLetters(counter, WORDS.slice(0, screenWords), random) };
  } finally {
    await counter.close();
  }
}

/** Frames of a screen that shows nothing but what it must: the least that a key can take here. */
async function measureHost(context: BenchContext, host: HostOfBench): Promise<Row[]> {
  const what = { scan: `scan to line on screen, ${host.name}`, search: `search key to paint, ${host.name}` };
  if (host.skipped !== null) return [skippedRow(what.scan, SCAN_GOAL, host.skipped)];
  const { products, screenLines } = context.sizes;
  const folder = newFolder(context, 'screen');
  await newShop(folder, livePorts(), products);
  const till = openBenchTill(folder, livePorts());
  const codes = unitCodes(till);
  till.close();
  const { scanMs, payMs, searchMs } = await measure(host, folder, codes, context.sizes);
  return [
    {
      what: what.scan,
      how: `last scanner key to the first frame with the line, random phase, ${products} products, tickets of ${screenLines.from} to ${screenLines.to} lines, ${scanMs.length} scans`,
      figures: spread(scanMs),
      goal: SCAN_GOAL,
      met: percentile(scanMs, 0.5) <= 20 && percentile(scanMs, 0.99) <= 33,
      limit: [figure('a frame', 1000 / 60, 'ms')],
      skipped: null,
    },
    {
      what: what.search,
      how: `letter to the first frame with other results, ${products} products, ${searchMs.length} letters`,
      figures: spread(searchMs),
      goal: SEARCH_GOAL,
      met: percentile(searchMs, 0.99) <= 50,
      limit: [figure('a frame', 1000 / 60, 'ms')],
      skipped: null,
    },
    {
      what: `exact cash key to change on screen, ${host.name}`,
      how: `F12 to the first frame that says paid, tickets of ${screenLines.to} lines, ${payMs.length} sales`,
      figures: spread(payMs),
      goal: null,
      met: null,
      limit: [],
      skipped: null,
    },
  ];
}

export const scanToLine: Bench = async (context) => {
  const rows: Row[] = [];
  for (const host of hostsOfBench) rows.push(...(await measureHost(context, host)));
  return rows;
};
