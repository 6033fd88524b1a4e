import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { cents, ONE_UNIT } from '../../domain/money.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import type { Till } from '../../electron/till/till.ts';
import { addProduct, openTicket, takePayment } from '../support/ring-up.ts';
import { unwrap } from '../support/till.ts';
import { cashierOf, livePorts, openBenchTill, unitCodes } from './folders.ts';
import { timed } from './samples.ts';

/** Milliseconds of every command, under whatever the parent does to fsync. */
export type SlowSaleSamples = {
  readonly scanMs: readonly number[];
  readonly payMs: readonly number[];
  readonly closeMs: readonly number[];
  readonly bareMs: readonly number[];
};

const LINES = 5;
const BARE_COMMITS = 50;

async function sell(till: Till, codes: readonly string[], sales: number): Promise<Omit<SlowSaleSamples, 'bareMs'>> {
  const scanMs: number[] = [];
  const payMs: number[] = [];
  const closeMs: number[] = [];
  const cashier = cashierOf(till);
  for (let sale = 0; sale < sales; sale += 1) {
    const ticketId = till.ports.ids.uuid();
    unwrap(openTicket(till, ticketId, cashier));
    for (let line = 0; line < LINES; line += 1) {
      const code = codes[(sale * LINES + line) % codes.length] ?? '';
      scanMs.push(timed(() => void unwrap(addProduct(till, ticketId, code, ONE_UNIT))));
      await nextTurn();
    }
    const takenMs = timed(() => void unwrap(takePayment(till, ticketId, 'cash', cents(30_000))));
    const closedMs = timed(() => void unwrap(closeSale(till, ticketId)));
    payMs.push(takenMs + closedMs);
    closeMs.push(closedMs);
    await nextTurn();
  }
  return { scanMs, payMs, closeMs };
}

function bareCommits(folder: string): number[] {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE row (value INTEGER)');
  const insert = db.prepare('INSERT INTO row VALUES (?)');
  const samplesMs = Array.from({ length: BARE_COMMITS }, (_, index) => timed(() => void insert.run(index)));
  db.close();
  return samplesMs;
}

const [folder = '', sales = '0'] = process.argv.slice(2);
const till = openBenchTill(folder, livePorts());
const sold = await sell(till, unitCodes(till), Number(sales));
till.close();
const samples: SlowSaleSamples = { ...sold, bareMs: bareCommits(folder) };
process.stdout.write(JSON.stringify(samples));
