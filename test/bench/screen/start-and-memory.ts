import { cachedShop, livePorts, openBenchTill, unitCodes } from '../folders.ts';
import { type Bench, type BenchContext, figure, type Row, skippedRow } from '../row.ts';
import { type BenchCounter, type HostOfBench, hostsOfBench, LINES, scanKeys } from './open-counter.ts';
import { waitUntil } from './probe.ts';
import { type ProcessMemory, treeMemory } from './tree-memory.ts';

const START_GOAL_MS = 1500;
const MEMORY_GOAL_MB = 450;
const MB_OF_KB = 1 / 1024;

async function sell(counter: BenchCounter, codes: readonly string[], sales: number): Promise<void> {
  const { page } = counter;
  for (let sale = 0; sale < sales; sale += 1) {
    for (let line = 0; line < 3; line += 1) await scanKeys(counter, codes[(sale * 3 + line) % codes.length] ?? '');
    await waitUntil(page, `document.querySelectorAll('${LINES}').length === 3`);
    await page.keyboard.press('F12');
    await page.waitForSelector('.paid');
  }
}

const named = (processes: readonly ProcessMemory[], pattern: RegExp): number =>
  processes.filter(({ command }) => pattern.test(command)).reduce((sum, { pssKb }) => sum + pssKb, 0) * MB_OF_KB;

/** Chromium of the browser host is started by the test, not by the till: it is counted too. */
const rootsOf = ({ hostPid }: BenchCounter, browserPids: readonly number[]): readonly number[] => [
  hostPid,
  ...browserPids,
];

async function measureHost(context: BenchContext, host: HostOfBench): Promise<Row[]> {
  const what = { start: `start to a counter that sells, ${host.name}`, memory: `memory, ${host.name}` };
  if (host.skipped !== null) return [skippedRow(what.start, `<= ${START_GOAL_MS / 1000} s`, host.skipped)];
  const { products, documents, sales, starts } = context.sizes;
  const folder = await cachedShop(context, products, documents);
  const till = openBenchTill(folder, livePorts());
  const codes = unitCodes(till, 300);
  till.close();
  const startMs: number[] = [];
  for (let round = 0; round < starts; round += 1) {
    const startedMs = performance.now();
    const counter = await host.open(folder);
    startMs.push(performance.now() - startedMs);
    await counter.close();
  }
  const counter = await host.open(folder);
  try {
    const count = Math.round(sales / 3);
    await sell(counter, codes, count);
    const processes = treeMemory(rootsOf(counter, counter.otherPids));
    const totalMb = processes.reduce((sum, { pssKb }) => sum + pssKb, 0) * MB_OF_KB;
    return [
      {
        what: what.start,
        how: `from starting the shell to a page that takes a scan, with the browser's own start, ${products} products, ${documents} documents; worst of ${starts}`,
        figures: [figure('worst', Math.max(...startMs), 'ms'), figure('best', Math.min(...startMs), 'ms')],
        goal: `<= ${START_GOAL_MS / 1000} s`,
        met: Math.max(...startMs) <= START_GOAL_MS,
        limit: [],
        skipped: null,
      },
      {
        what: what.memory,
        how: `sum of PSS of the whole tree after ${count} sales on the screen, ${processes.length} processes`,
        figures: [
          figure('MB', totalMb),
          figure('shell and its page', totalMb - named(processes, /(till|devices|sync)\.js/)),
          figure('till', named(processes, /till\.js/)),
          figure('devices', named(processes, /devices\.js/)),
          figure('sync', named(processes, /sync\.js/)),
        ],
        goal: `<= ${MEMORY_GOAL_MB} MB`,
        met: totalMb <= MEMORY_GOAL_MB,
        limit: [],
        skipped: null,
      },
    ];
  } finally {
    await counter.close();
  }
}

export const startAndMemory: Bench = async (context) => {
  const rows: Row[] = [];
  for (const host of hostsOfBench) rows.push(...(await measureHost(context, host)));
  return rows;
};
