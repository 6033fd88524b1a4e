import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { livePorts, newFolder, newShop } from './folders.ts';
import { type Bench, type BenchContext, figure, skippedRow } from './row.ts';
import { percentile, spread } from './samples.ts';
import type { SlowSaleSamples } from './slow-fsync-child.ts';

const WHAT = 'the same with every fsync 10 ms late';
const GOAL = 'scan and pay <= 60 ms';
const GOAL_MS = 60;
const DELAY_US = 10_000;
const CHILD = fileURLToPath(new URL('./slow-fsync-child.ts', import.meta.url));
const SHIM = fileURLToPath(new URL('./slow-fsync.c', import.meta.url));

type Injection = { readonly by: string; readonly command: readonly string[]; readonly env: NodeJS.ProcessEnv };

const works = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** A small library in front of libc where a compiler is at hand, else strace, which slows every call down a little. */
function injection(folder: string): Injection | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'slow-fsync.so');
  if (works('cc', ['-shared', '-fPIC', '-O2', '-o', library, SHIM, '-ldl'])) {
    const env = { LD_PRELOAD: library, MOSTRADOR_FSYNC_DELAY_US: String(DELAY_US) };
    return { by: 'a library in front of fsync', command: [], env };
  }
  if (!works('strace', ['-V'])) return null;
  const inject = `inject=fsync,fdatasync:delay_enter=${DELAY_US}`;
  return {
    by: 'strace',
    command: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject],
    env: {},
  };
}

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
