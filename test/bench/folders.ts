import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openWriter } from '../../db/open.ts';
import { listStaff } from '../../db/staff.ts';
import { systemClock, systemIds } from '../../electron/till/adapters.ts';
import { importCatalog } from '../../electron/till/catalog/import-catalog.ts';
import { openTill } from '../../electron/till/open-till.ts';
import { adoptFolder } from '../../electron/till/setup/place.ts';
import type { Till, TillPorts } from '../../electron/till/till.ts';
import { generateCatalogCsv } from '../support/generate-catalog.ts';
import { makeFolder, testPorts, unwrap } from '../support/till.ts';
import { generateDocuments } from './generate-documents.ts';
import type { BenchContext } from './row.ts';

export const SEED = 20261123;
/** Nobody listens there: jobs are queued as rows and never sent. */
const NO_PRINTER = 'tcp://127.0.0.1:9';

/** The ports of a till as installed, with the real clock. */
export const livePorts = (): TillPorts => ({ ...testPorts(), clock: systemClock });

const made: string[] = [];

export function newFolder(context: BenchContext, name: string): string {
  mkdirSync(context.workFolder, { recursive: true });
  const folder = mkdtempSync(join(context.workFolder, `mostrador-bench-${name}-`));
  made.push(folder);
  return folder;
}

export function removeNewFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A shop with a generated catalogue besides the test products. */
export async function newShop(
  folder: string,
  ports: TillPorts,
  products: number,
  printerUrl: string = NO_PRINTER,
): Promise<void> {
  makeFolder(ports, printerUrl, folder);
  const till = openBenchTill(folder, ports);
  await importProducts(till, generateCatalogCsv(products, SEED));
  till.close();
}

export async function importProducts(till: Till, csv: string): Promise<void> {
  const report = unwrap(
    await importCatalog(till.db, Buffer.from(csv), {
      area: 'IVA',
      dateIso: '2026-11-23',
      clock: systemClock,
      ids: systemIds,
    }),
  );
  if (report.refused > 0) throw new Error(`${report.refused} generated rows were refused`);
}

export const openBenchTill = (folder: string, ports: TillPorts): Till => unwrap(openTill(folder, ports));

export function cashierOf(till: Till): string {
  const cashier = listStaff(till.db)[0];
  if (cashier === undefined) throw new Error('a bench shop has one cashier');
  return cashier.id;
}

/** Codes of imported products that are sold by the unit, for ringing up; the same in every folder of the same catalogue. */
export const unitCodes = (till: Till, limit = 2000): string[] =>
  till.db
    .prepare(
      `SELECT min(c.code) FROM products p JOIN product_codes c ON c.product_id = p.id
       WHERE p.unit = 'unit' AND p.unit_cents BETWEEN 1 AND 1500 AND length(p.uid) = 36
       GROUP BY p.id ORDER BY p.id LIMIT ?`,
    )
    .pluck()
    .all(limit) as string[];

/** Changes with the schema: a folder made by an earlier one would not be what is measured. */
function schemaKey(context: BenchContext): string {
  const db = openWriter(newFolder(context, 'schema'));
  try {
    const sql = db.prepare('SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_master ORDER BY name)').pluck().get();
    return createHash('sha256').update(String(sql)).digest('hex').slice(0, 12);
  } finally {
    db.close();
  }
}

const KEPT = 'mostrador-bench-kept-';

/** Gigabytes that an earlier schema left; only what this file itself names. */
function removeOutdated(context: BenchContext, sizes: string): void {
  for (const name of readdirSync(context.cacheFolder)) {
    if (!name.startsWith(KEPT) || !(name.endsWith(`-${sizes}`) || name.endsWith(`-${sizes}.partial`))) continue;
    rmSync(join(context.cacheFolder, name), { recursive: true, force: true });
  }
}

/** A folder with `products` and `documents`, kept for the next run; the sales of earlier runs are in it too. */
export async function cachedShop(context: BenchContext, products: number, documents: number): Promise<string> {
  const sizes = `${products}-${documents}`;
  const folder = join(context.cacheFolder, `${KEPT}${schemaKey(context)}-${sizes}`);
  if (existsSync(folder)) return folder;
  removeOutdated(context, sizes);
  const partial = `${folder}.partial`;
  mkdirSync(partial, { recursive: true });
  context.say(`making a folder with ${products} products and ${documents} documents (kept in ${folder})`);
  const ports = testPorts();
  await newShop(partial, ports, products);
  if (documents > 0) {
    const seconds = generateDocuments(partial, { documents, seed: SEED, untilMs: Date.now() - 60_000 });
    context.say(`${documents} documents in ${seconds.toFixed(1)} s (${Math.round(documents / seconds)}/s)`);
  }
  // The name stays with a finished folder only; the till asks about a renamed one.
  renameSync(partial, folder);
  const till = openBenchTill(folder, ports);
  unwrap(adoptFolder(till, 'moved'));
  till.close();
  return folder;
}
