import type { ReadableDatabase } from '../../db/handles.ts';
import { openReader } from '../../db/open.ts';
import { sha256Hex } from '../../electron/till/adapters.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { cachedShop } from './folders.ts';
import { type Bench, figure } from './row.ts';
import { timed } from './samples.ts';

const TABLES = [
  'fiscal_records',
  'documents',
  'document_lines',
  'document_tax_groups',
  'document_payments',
  'stock_movements',
];

/** Every row that verify needs, read and thrown away. */
function readEverything(db: ReadableDatabase): void {
  for (const table of TABLES) for (const _row of db.prepare(`SELECT * FROM ${table}`).iterate());
}

export const verifyAll: Bench = async (context) => {
  const { products, documents } = context.sizes;
  const folder = await cachedShop(context, products, documents);
  const db = openReader(folder);
  try {
    let outcome: ReturnType<typeof verify> | null = null;
    const verifyMs = timed(() => {
      outcome = verify(db, folder, sha256Hex);
    });
    const found = outcome as ReturnType<typeof verify> | null;
    if (found?.ok !== true)
      throw new Error(`the generated folder is not sound: ${JSON.stringify(found?.problems.slice(0, 3))}`);
    const bareMs = timed(() => readEverything(db));
    return [
      {
        what: 'verify',
        how: `every amount, hash, chain, series and event of ${found.documents} documents recomputed`,
        figures: [
          figure('verify', verifyMs / 1000, 's'),
          figure('documents', (found.documents * 1000) / verifyMs, '/s'),
        ],
        goal: null,
        met: null,
        limit: [figure('reading the rows', bareMs / 1000, 's')],
        skipped: null,
      },
    ];
  } finally {
    db.close();
  }
};
