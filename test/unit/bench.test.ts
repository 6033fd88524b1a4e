import { chmodSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { benches, sizesFor } from '../bench/benches.ts';
import { removeNewFolders } from '../bench/folders.ts';
import type { BenchContext, Row } from '../bench/row.ts';
import { percentile } from '../bench/samples.ts';
import { table } from '../bench/table.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';

const folder = temporaryFolder('bench-test');
// PostgreSQL runs as another user when the tests run as root.
chmodSync(folder, 0o755);
const context: BenchContext = {
  sizes: {
    products: 100,
    documents: 200,
    sales: 30,
    starts: 1,
    screenLines: { from: 2, to: 6 },
    screenWords: 1,
  },
  workFolder: folder,
  cacheFolder: folder,
  say: () => undefined,
};

afterAll(() => {
  removeNewFolders();
  removeFolders();
});

const rowsOf = async (name: string): Promise<Row[]> => (await benches[name]?.(context)) ?? [];

describe('every bench, at a size that only shows that it runs', () => {
  it.each(Object.keys(benches))(
    '%s measures figures beside a limit, or says why not',
    { timeout: 120_000 },
    async (name) => {
      const rows = await rowsOf(name);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        if (row.skipped !== null) continue;
        expect(row.figures.length).toBeGreaterThan(0);
        expect([...row.figures, ...row.limit].every(({ value }) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(row.met === null).toBe(row.goal === null);
        expect(table([row])).toContain(row.what);
      }
    },
  );
});

describe('sizes and samples', () => {
  it('full scale is the size of the design, and no scale leaves out most documents only', () => {
    expect(sizesFor(1)).toMatchObject({ products: 100_000, documents: 1_000_000 });
    expect(sizesFor(null)).toMatchObject({ products: 100_000, documents: 100_000 });
  });

  it('a percentile is a value that was measured', () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([3, 1, 2], 0.99)).toBe(3);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});
