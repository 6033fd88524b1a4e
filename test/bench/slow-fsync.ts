import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { livePorts, newFolder, newShop } from './folders.ts';
import { type Bench, type BenchContext, figure, skippedRow } from './row.ts';
import { percentile, spread } from './samples.ts';
import { DELAY_US, GOAL, GOAL_MS, type Injection, injection } from './slow-disk.ts';
import type { SlowSaleSamples } from './slow-fsync-child.ts';

const WHAT = 'the same with every fsync 10 ms late';
const CHILD = fileURLToPath(new URL('./slow-fsync-child.ts', import.meta.url));

function runChild(context: BenchContext, folder: string, { command, env }: Injection): SlowSaleSamples {
  const sales = Math.max(5, Math.round(context.sizes.sales / 10));
  const [program = process.execPath, ...args] = [...command, process.execPath, CHILD, folder, String(sales)];
  const child = spawnSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`slow sales failed: ${child.stderr}`);
  return JSON.parse(child.stdout) as SlowSaleSamples;
}

export const slowFsync: Bench = async (context) => {
  const folder = newFolder(context, 'slow');
  const injected = injection(newFolder(context, 'slow-shim'));
  if (injected === null) return [skippedRow(WHAT, GOAL, 'needs Linux with a C compiler or strace')];
  await newShop(folder, livePorts(), 1000);
  const { scanMs, payMs, closeMs, bareMs } = runChild(context, folder, injected);
  // The injection itself is checked: without it the figures would be those of a fast disk.
  if (percentile(bareMs, 0.5) < DELAY_US / 1000) return [skippedRow(WHAT, GOAL, `${injected.by} delayed nothing here`)];
  const longest = Math.max(percentile(scanMs, 1), percentile(payMs, 1));
  return [
    {
      what: WHAT,
      how: `by ${injected.by}; addProduct, and takePayment with closeSale, ${payMs.length} sales of 5 lines; the goal is for the longest`,
      figures: [
        ...spread(scanMs, 'scan '),
        ...spread(payMs, 'pay '),
        figure('closeSale alone p99', percentile(closeMs, 0.99), 'ms'),
      ],
      goal: GOAL,
      met: longest <= GOAL_MS,
      limit: spread(bareMs, 'bare commit of one row '),
      skipped: null,
    },
  ];
};
