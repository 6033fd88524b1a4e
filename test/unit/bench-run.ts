import { chmodSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { benches } from '../bench/benches.ts';
import { removeNewFolders } from '../bench/folders.ts';
import type { BenchContext, Row } from '../bench/row.ts';
import { table } from '../bench/table.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';

/** A bench with a screen of its own: it wants the machine for itself. */
const ON_SCREEN = ['screen', 'slow-screen', 'tree'];

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

const rowsOf = async (name: string): Promise<Row[]> => (await benches[name]?.(context)) ?? [];

/** Every bench, with a screen or without, at a size that only shows that it runs. */
export function testBenches(where: 'on-screen' | 'without-screen'): void {
  afterAll(() => {
    removeNewFolders();
    removeFolders();
  });
  const names = Object.keys(benches).filter((name) => ON_SCREEN.includes(name) === (where === 'on-screen'));
  describe(`every bench ${where}`, () => {
    // Once more: a scan that this process sends slower than a scanner does, because the machine is busy, is none. What the till
    // makes of slow keys is tested with exact times elsewhere.
    const options = { timeout: 120_000, retry: where === 'on-screen' ? 1 : 0 };
    it.each(names)('%s measures figures beside a limit, or says why not', options, async (name) => {
      const rows = await rowsOf(name);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        if (row.skipped !== null) continue;
        expect(row.figures.length).toBeGreaterThan(0);
        expect([...row.figures, ...row.limit].every(({ value }) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(row.met === null).toBe(row.goal === null);
        expect(table([row])).toContain(row.what);
      }
    });
  });
}
