import { cpSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { cents, ONE_UNIT } from '../../domain/money.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import type { Till, TillPorts } from '../../electron/till/till.ts';
import { seededRandom } from '../support/generate-catalog.ts';
import { addProduct, openTicket, takePayment } from '../support/ring-up.ts';
import { testClock, testPorts, unwrap } from '../support/till.ts';
import { bareReplay, captureWrites, type Written } from './capture.ts';
import { cashierOf, newFolder, newShop, openBenchTill, SEED, unitCodes } from './folders.ts';
import { type Bench, type BenchContext, figure } from './row.ts';
import { percentile, perSecond, spread, timed } from './samples.ts';

const LINES = 5;
const CATALOGUE = 1000;
const P99_GOAL_MS = 10;
const RATE_GOAL = 0.6;
const WARM_UP = 50;
const BLOCKS = 5;
/** Fewer sales than this are no blocks, only a trial. */
const LEAST_FOR_BLOCKS = 500;

/** A ticket of five lines, paid in cash, one closing away from being a sale. */
export function ringUp(till: Till, codes: readonly string[], random: () => number): string {
  const ticketId = till.ports.ids.uuid();
  unwrap(openTicket(till, ticketId, cashierOf(till)));
  for (let line = 0; line < LINES; line += 1) {
    const code = codes[Math.floor(random() * codes.length)] ?? '';
    unwrap(addProduct(till, ticketId, code, ONE_UNIT));
  }
  unwrap(takePayment(till, ticketId, 'cash', cents(30_000)));
  return ticketId;
}

type Copies = {
  /** Three folders with the same bytes: open tickets, nothing sold yet. */
  readonly live: string;
  readonly captured: string;
  readonly bare: string;
  readonly ticketIds: readonly string[];
};

async function makeCopies(context: BenchContext, count: number): Promise<Copies> {
  const live = newFolder(context, 'pay');
  const ports = testPorts();
  await newShop(live, ports, CATALOGUE);
  const till = openBenchTill(live, ports);
  const random = seededRandom(SEED);
  const codes = unitCodes(till);
  till.db.pragma('synchronous = OFF');
  const ticketIds = Array.from({ length: count }, () => ringUp(till, codes, random));
  till.close();
  const captured = newFolder(context, 'pay-captured');
  const bare = newFolder(context, 'pay-bare');
  for (const copy of [captured, bare]) cpSync(live, copy, { recursive: true });
  return { live, captured, bare, ticketIds };
}

/** A till on a copy of the folder, which a till in the shop would ask about. */
function openCopy(folder: string, ports: TillPorts): Till {
  const till = openBenchTill(folder, ports);
  till.isElsewhere = false;
  return till;
}

/** Sells with a clock of its own, so that the copies write the same bytes. */
const sellingClock = (): ReturnType<typeof testClock> => testClock('2026-11-23T10:00:00+01:00');

function close(till: Till, clock: ReturnType<typeof testClock>, ticketId: string): void {
  clock.advance(1000);
  unwrap(closeSale(till, ticketId));
}

function captureAll({ captured, ticketIds }: Copies): Written[][] {
  const clock = sellingClock();
  const till = openCopy(captured, testPorts(clock));
  const writes = captureWrites(till.db);
  till.db.pragma('synchronous = OFF');
  const all = ticketIds.map((ticketId) => {
    close(till, clock, ticketId);
    return writes.take();
  });
  till.close();
  return all;
}

async function measure(count: number, from: number, work: (index: number) => void): Promise<number[]> {
  const samplesMs: number[] = [];
  for (let index = from; index < from + count; index += 1) {
    samplesMs.push(timed(() => work(index)));
    // Timers and callbacks of the till run between sales, as at a counter.
    await nextTurn();
  }
  return samplesMs;
}

/** So that a sync which one side started does not fall into the other's time. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

export type PayFigures = {
  readonly liveMs: readonly number[];
  readonly bareMs: readonly number[];
  /** Rate of the till in shares of the bare rate: the median of the blocks, so that one stall of the disk decides nothing. */
  readonly rateOfBare: number;
  readonly writesPerSale: number;
};

/** Closes `count` tickets, and writes the same rows and bytes bare, in alternating blocks. */
export async function measurePay(context: BenchContext, count: number): Promise<PayFigures> {
  const copies = await makeCopies(context, count + WARM_UP);
  const transactions = captureAll(copies);
  const clock = sellingClock();
  const till = openCopy(copies.live, testPorts(clock));
  const bare = openCopy(copies.bare, testPorts());
  const replay = bareReplay(bare.db);
  const sellNext = (index: number): void => close(till, clock, copies.ticketIds[index] ?? '');
  const writeNext = (index: number): void => replay(transactions[index] ?? []);
  await measure(WARM_UP, 0, sellNext);
  await measure(WARM_UP, 0, writeNext);
  const block = count < LEAST_FOR_BLOCKS ? count : Math.floor(count / BLOCKS);
  const liveMs: number[] = [];
  const bareMs: number[] = [];
  const ratios: number[] = [];
  for (let from = WARM_UP; from + block <= WARM_UP + count; from += block) {
    await settle();
    const sold = await measure(block, from, sellNext);
    await settle();
    const written = await measure(block, from, writeNext);
    liveMs.push(...sold);
    bareMs.push(...written);
    ratios.push(perSecond(sold) / perSecond(written));
  }
  assertSame(till, bare);
  till.close();
  bare.close();
  return { liveMs, bareMs, rateOfBare: percentile(ratios, 0.5), writesPerSale: transactions[WARM_UP]?.length ?? 0 };
}

/** The comparison is worth something only if both wrote the same. */
function assertSame(till: Till, bare: Till): void {
  const content = (side: Till): string =>
    JSON.stringify(
      [
        'documents',
        'document_lines',
        'document_tax_groups',
        'document_payments',
        'stock_movements',
        'outbox',
        'print_jobs',
        'open_tickets',
      ]
        .map((table) => side.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
        .concat(side.db.prepare('SELECT huella FROM fiscal_records ORDER BY position DESC LIMIT 1').pluck().get()),
    );
  if (content(till) !== content(bare)) throw new Error(`bare rows differ: ${content(till)} ${content(bare)}`);
}

export const payToStored: Bench = async (context) => {
  const { liveMs, bareMs, rateOfBare, writesPerSale } = await measurePay(context, context.sizes.sales);
  return [
    {
      what: 'pay to stored',
      how: `closeSale in the process, WAL and FULL, ${LINES}-line tickets, ${liveMs.length} sales of ${writesPerSale} writes each`,
      figures: [...spread(liveMs), figure('rate', perSecond(liveMs), '/s'), figure('of bare', rateOfBare)],
      goal: `p99 <= ${P99_GOAL_MS} ms, rate >= ${RATE_GOAL} of bare`,
      met: percentile(liveMs, 0.99) <= P99_GOAL_MS && rateOfBare >= RATE_GOAL,
      limit: [...spread(bareMs, 'bare '), figure('bare rate', perSecond(bareMs), '/s')],
      skipped: null,
    },
  ];
};
