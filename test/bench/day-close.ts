import { cpSync, statSync } from 'node:fs';
import { databasePath } from '../../db/open.ts';
import { cents } from '../../domain/money.ts';
import { closeDay } from '../../electron/till/day/close.ts';
import type { Till } from '../../electron/till/till.ts';
import { unwrap } from '../support/till.ts';
import { cachedShop, cashierOf, livePorts, newFolder, openBenchTill } from './folders.ts';
import { type Bench, figure } from './row.ts';
import { percentile, timed } from './samples.ts';

const TICKETS = 5000;
const GOAL_MS = 1000;
const TABLES = ['documents', 'document_lines', 'document_tax_groups', 'document_payments', 'audit_log'];

const readEverything = (till: Till): void => {
  for (const table of TABLES) for (const _row of till.db.prepare(`SELECT * FROM ${table}`).raw().iterate());
};

/** From the command to the Z on disk, in the till process, with the file as cold as a copy leaves it. */
export const dayClose: Bench = async (context) => {
  const { products, documents, starts } = context.sizes;
  const tickets = Math.min(TICKETS, documents);
  const made = await cachedShop(context, products, tickets);
  const closedMs: number[] = [];
  const bareMs: number[] = [];
  for (let run = 0; run < Math.max(1, starts); run += 1) {
    const folder = newFolder(context, 'day');
    cpSync(made, folder, { recursive: true });
    const till = openBenchTill(folder, livePorts());
    // The copy is this bench's own.
    till.isElsewhere = false;
    const by = { operationId: till.ports.ids.uuid(), cashierId: cashierOf(till) };
    const count = { pieces: [], totalCents: cents(100_000), leftCents: null };
    closedMs.push(timed(() => unwrap(closeDay(till, by, { count, isPrinted: true }))));
    const sold = Number(till.db.prepare('SELECT documents FROM z_reports').pluck().get());
    if (sold < tickets) throw new Error(`the Z has ${sold} of ${tickets} tickets`);
    bareMs.push(timed(() => readEverything(till)));
    till.close();
  }
  const megabytes = Math.round(statSync(databasePath(made)).size / 1_000_000);
  return [
    {
      what: 'day close',
      how: `closeDay in the process, ${tickets} tickets and ${products} products (${megabytes} MB), ${closedMs.length} times`,
      figures: [figure('p50', percentile(closedMs, 0.5), 'ms'), figure('max', percentile(closedMs, 1), 'ms')],
      goal: `max <= ${GOAL_MS} ms`,
      met: percentile(closedMs, 1) <= GOAL_MS,
      limit: [figure('reading the rows', percentile(bareMs, 0.5), 'ms')],
      skipped: null,
    },
  ];
};
