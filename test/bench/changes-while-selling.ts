import type { Change } from '../../contracts/sync/changes.ts';
import { MAX_CHANGES } from '../../contracts/sync/limits.ts';
import type { ChangesPage } from '../../electron/ipc/contract/central.ts';
import { commands } from '../../electron/ipc/contract/index.ts';
import { newLogPace } from '../../electron/till/catalog/upkeep.ts';
import { applyChanges } from '../../electron/till/central/apply.ts';
import { tillPortOf } from '../../electron/till/central/till-port.ts';
import type { Till } from '../../electron/till/till.ts';
import { unwrap } from '../support/till.ts';
import { livePorts, newFolder, newShop, openBenchTill } from './folders.ts';
import { sellMeanwhile } from './import-catalog.ts';
import { type Bench, figure } from './row.ts';
import { percentile } from './samples.ts';

const WAIT_GOAL_MS = 10;

type ProductRow = { readonly uid: string; readonly reference: string; readonly name: string; readonly code: string };

/** Every product of the till at one cent more, as central would send it: pages of text, oldest version first. */
function priceChanges(till: Till, epoch: string): string[] {
  const rows = till.db
    .prepare(
      `SELECT p.uid, p.reference, p.name, p.unit, p.unit_cents + 1 AS unitCents, p.tax_class AS taxClass, p.format,
         (SELECT min(code) FROM product_codes c WHERE c.product_id = p.id) AS code
       FROM products p WHERE length(p.uid) = 36 ORDER BY p.id`,
    )
    .all() as ProductRow[];
  const changes = rows.map(
    ({ code, uid, ...product }, index): Change => ({
      version: index + 1,
      kind: 'product',
      key: uid,
      data: { id: uid, ...product, category: ['Ofertas'], codes: [{ code, kind: 'ean' }], isActive: true },
    }),
  );
  const pages: string[] = [];
  for (let at = 0; at < changes.length; at += MAX_CHANGES) {
    const page = changes.slice(at, at + MAX_CHANGES);
    const hasMore = at + MAX_CHANGES < changes.length;
    const read: ChangesPage = { epoch, changes: page, through: page.at(-1)?.version ?? at, hasMore, counted: [] };
    pages.push(JSON.stringify(read));
  }
  return pages;
}

async function pairedTill(folder: string, products: number): Promise<Till> {
  const ports = livePorts();
  await newShop(folder, ports, products);
  const till = openBenchTill(folder, ports);
  const place = { url: 'http://127.0.0.1:9', fingerprint: null, tillId: 'till-1', companyId: 'company-1' };
  unwrap(await tillPortOf(till).paired({ ...place, companyName: 'La Plaza', epoch: 'epoch-1', clockDifferenceMs: 0 }));
  return till;
}

/** As the till process gets them: a message of text, read and checked on the thread that sells. */
async function applyAll(till: Till, pages: readonly string[]): Promise<void> {
  const pace = newLogPace();
  for (const text of pages) {
    unwrap(await applyChanges(till, commands['central.apply'].input.parse(JSON.parse(text)), pace));
  }
}

/** Prices of the whole catalogue change while it is sold. */
export const changesWhileSelling: Bench = async (context) => {
  const till = await pairedTill(newFolder(context, 'changes'), context.sizes.products);
  const pages = priceChanges(till, 'epoch-1');
  let isOver = false;
  const startedMs = performance.now();
  const applying = applyAll(till, pages).finally(() => {
    isOver = true;
  });
  const sold = await sellMeanwhile(till, () => isOver);
  await applying;
  const seconds = (performance.now() - startedMs) / 1000;
  till.close();
  const longestWait = percentile(sold.waitedMs, 1);
  return [
    {
      what: 'sale during changes',
      how: `${sold.waitedMs.length} sales at random moments while ${context.sizes.products} prices of central are written by the same thread; wait until the thread is free`,
      figures: [
        figure('wait p50', percentile(sold.waitedMs, 0.5), 'ms'),
        figure('wait p99', percentile(sold.waitedMs, 0.99), 'ms'),
        figure('longest wait', longestWait, 'ms'),
        figure('changes', context.sizes.products / seconds, '/s'),
      ],
      goal: `longest wait <= ${WAIT_GOAL_MS} ms`,
      met: longestWait <= WAIT_GOAL_MS,
      // A disk that stalls holds up the commits of the changes alike.
      limit: [
        figure('closing itself p99', percentile(sold.closedMs, 0.99), 'ms'),
        figure('closing itself max', percentile(sold.closedMs, 1), 'ms'),
      ],
      skipped: null,
    },
  ];
};
