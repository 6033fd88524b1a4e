import { setTimeout as sleep } from 'node:timers/promises';
import { insertCode, insertProduct } from '../../db/catalog/products.ts';
import { transact } from '../../db/handles.ts';
import { cents } from '../../domain/money.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import type { Till } from '../../electron/till/till.ts';
import { generateCatalogCsv, seededRandom } from '../support/generate-catalog.ts';
import { makeFolder, PRODUCTS, unwrap } from '../support/till.ts';
import { importProducts, livePorts, newFolder, openBenchTill, SEED } from './folders.ts';
import { ringUp } from './pay-to-stored.ts';
import { type Bench, type BenchContext, figure } from './row.ts';
import { percentile } from './samples.ts';

const GOAL_S = 20;
const WAIT_GOAL_MS = 10;
/** One sale about every 40 ms is far more than any till sells, and leaves the import most of the time. */
const BETWEEN_SALES_MS = 40;
const UNIT_CODES = PRODUCTS.filter(({ unit }) => unit === 'unit').map(({ code }) => code);

type Sold = { readonly waitedMs: number[]; readonly closedMs: number[] };

/**
 * Sells until told to stop, at random moments of the import. The wait of a sale is from the moment it was due until the
 * till's thread came to it (a timer's own lateness, up to 1 ms, included); the closing itself is told apart, because it
 * waits for the disk and not for the import.
 */
export async function sellMeanwhile(till: Till, isOver: () => boolean): Promise<Sold> {
  const random = seededRandom(SEED);
  const sold: Sold = { waitedMs: [], closedMs: [] };
  do {
    const ticketId = ringUp(till, UNIT_CODES, random);
    const delayMs = Math.round(BETWEEN_SALES_MS * (0.5 + random()));
    const dueMs = performance.now() + delayMs;
    await sleep(delayMs);
    const startedMs = performance.now();
    unwrap(closeSale(till, ticketId));
    // Node's timers count whole milliseconds and may fire a fraction early: then nobody waited.
    sold.waitedMs.push(Math.max(0, startedMs - dueMs));
    sold.closedMs.push(performance.now() - startedMs);
  } while (!isOver());
  return sold;
}

/** The same rows by bare inserts with their search rows, in transactions of a thousand, nothing checked. */
function bareImport(context: BenchContext, csv: string): number {
  const ports = livePorts();
  const folder = newFolder(context, 'import-bare');
  makeFolder(ports, null, folder);
  const till = openBenchTill(folder, ports);
  const rows = csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(';'));
  const startedMs = performance.now();
  for (let at = 0; at < rows.length; at += 1000) {
    transact(till.db, () => {
      for (const [reference = '', code = '', name = '', format = ''] of rows.slice(at, at + 1000)) {
        const id = insertProduct(till.db, `bare-${reference}`, {
          reference,
          name,
          format,
          unit: 'unit',
          unitCents: cents(100),
          taxClass: 'general',
          categoryId: null,
        });
        insertCode(till.db, id, { code, kind: 'ean' });
      }
    });
  }
  till.close();
  return (performance.now() - startedMs) / 1000;
}

export const importCatalogue: Bench = async (context) => {
  const { products } = context.sizes;
  const csv = generateCatalogCsv(products, SEED);
  const quietS = await importAlone(context, csv);
  const { seconds, sold } = await importWhileSelling(context, csv);
  const longestWait = percentile(sold.waitedMs, 1);
  return [
    {
      what: 'catalogue import',
      how: `importCatalog of a CSV of ${products} rows into an empty shop, nothing sold meanwhile`,
      figures: [figure('import', quietS, 's'), figure('rows', products / quietS, '/s')],
      goal: `< ${GOAL_S} s`,
      met: quietS < GOAL_S,
      limit: [figure('bare inserts', bareImport(context, csv), 's')],
      skipped: null,
    },
    {
      what: 'sale during an import',
      how: `${sold.waitedMs.length} sales at random moments while ${products} rows are imported by the same thread; wait until the thread is free`,
      figures: [
        figure('wait p50', percentile(sold.waitedMs, 0.5), 'ms'),
        figure('wait p99', percentile(sold.waitedMs, 0.99), 'ms'),
        figure('longest wait', longestWait, 'ms'),
        figure('import', seconds, 's'),
      ],
      goal: `longest wait <= ${WAIT_GOAL_MS} ms`,
      met: longestWait <= WAIT_GOAL_MS,
      // A disk that stalls holds up the import's own commits alike: then closings are as late as the longest wait.
      limit: [
        figure('closing itself p99', percentile(sold.closedMs, 0.99), 'ms'),
        figure('closing itself max', percentile(sold.closedMs, 1), 'ms'),
      ],
      skipped: null,
    },
  ];
};

async function importAlone(context: BenchContext, csv: string): Promise<number> {
  const ports = livePorts();
  const folder = newFolder(context, 'import');
  makeFolder(ports, null, folder);
  const till = openBenchTill(folder, ports);
  const startedMs = performance.now();
  await importProducts(till, csv);
  const seconds = (performance.now() - startedMs) / 1000;
  till.close();
  return seconds;
}

async function importWhileSelling(context: BenchContext, csv: string): Promise<{ seconds: number; sold: Sold }> {
  const ports = livePorts();
  const folder = newFolder(context, 'import-selling');
  makeFolder(ports, null, folder);
  const till = openBenchTill(folder, ports);
  let isOver = false;
  const startedMs = performance.now();
  const importing = importProducts(till, csv).finally(() => {
    isOver = true;
  });
  const sold = await sellMeanwhile(till, () => isOver);
  await importing;
  till.close();
  return { seconds: (performance.now() - startedMs) / 1000, sold };
}
