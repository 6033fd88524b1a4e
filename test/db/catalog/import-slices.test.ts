import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { insertProduct } from '../../../db/catalog/products.ts';
import { searchProducts } from '../../../db/catalog/search.ts';
import { assertSearchIndexTrue } from '../../../db/catalog/search-index.ts';
import { transact } from '../../../db/handles.ts';
import { cents } from '../../../domain/money.ts';
import { generateCatalogCsv } from '../../support/generate-catalog.ts';
import { unwrap } from '../../support/till.ts';
import { closeCatalogs, newCatalog, tryImport } from './catalog-database.ts';

afterEach(closeCatalogs);

const ROWS = 3000;
/** Twice the 10 ms that a sale may wait: the machine of the tests is shared. */
const BOUND_MS = 20;

/**
 * The longest time that `work` kept the event loop to itself, as the processor counts it: what another program or the
 * disk took meanwhile is not of our making. Collector threads count too, so this errs upwards.
 */
async function longestBlockMs(
  work: () => Promise<unknown>,
): Promise<{ readonly longest: number; readonly turns: number }> {
  let longest = 0;
  let turns = 0;
  let isOver = false;
  let wall = performance.now();
  let cpu = process.cpuUsage();
  const turn = () => {
    const used = process.cpuUsage(cpu);
    longest = Math.max(longest, Math.min(performance.now() - wall, (used.user + used.system) / 1000));
    turns += 1;
    wall = performance.now();
    cpu = process.cpuUsage();
    if (!isOver) setImmediate(turn);
  };
  turn();
  await work();
  await nextTurn();
  isOver = true;
  return { longest, turns };
}

describe('an import while selling', () => {
  it('never keeps the thread longer than a sale may wait', async () => {
    const db = newCatalog();
    const csv = generateCatalogCsv(ROWS, 3);
    await tryImport(newCatalog(), generateCatalogCsv(800, 4));
    const { longest, turns } = await longestBlockMs(async () => {
      expect(unwrap(await tryImport(db, csv)).created).toBe(ROWS);
    });
    expect(turns).toBeGreaterThan(30);
    expect(longest).toBeLessThan(BOUND_MS);
    assertSearchIndexTrue(db);
  });

  it('would be seen to block if it wrote everything at once', async () => {
    const db = newCatalog();
    const { longest } = await longestBlockMs(async () => {
      transact(db, () => {
        for (let index = 0; index < ROWS; index += 1) {
          insertProduct(db, `uid-${index}`, {
            reference: String(index),
            name: `Artículo de prueba número ${index}`,
            format: null,
            unit: 'unit',
            unitCents: cents(100),
            taxClass: 'general',
            categoryId: null,
          });
        }
      });
    });
    expect(longest).toBeGreaterThan(BOUND_MS);
  });

  it('finds what is already in, and tells how far it is', async () => {
    const db = newCatalog();
    const found: number[] = [];
    const read: number[] = [];
    const csv = generateCatalogCsv(1500, 5);
    unwrap(
      await tryImport(db, csv, {
        onProgress: ({ bytesRead, totalBytes, rows }) => {
          read.push(bytesRead / totalBytes);
          found.push(searchProducts(db, 'a', 50).length);
          expect(rows).toBeLessThanOrEqual(1500);
        },
      }),
    );
    expect(read.at(-1)).toBe(1);
    expect(read).toEqual(read.toSorted((left, right) => left - right));
    expect(found[0]).toBeGreaterThan(0);
  });
});
