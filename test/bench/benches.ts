import { apiRequests } from '../central/bench/api.ts';
import { deliveries } from '../central/bench/deliveries.ts';
import { centralIngest } from '../central/bench/ingest.ts';
import { replay } from '../central/bench/replay.ts';
import { changesWhileSelling } from './changes-while-selling.ts';
import { dayClose } from './day-close.ts';
import { firstByte } from './first-byte.ts';
import { importCatalogue } from './import-catalog.ts';
import { payToStored } from './pay-to-stored.ts';
import type { Bench, Sizes } from './row.ts';
import { scanToLine } from './screen/scan-to-line.ts';
import { slowFsyncOnScreen } from './screen/slow-fsync-on-screen.ts';
import { startAndMemory } from './screen/start-and-memory.ts';
import { search } from './search.ts';
import { slowFsync } from './slow-fsync.ts';
import { start } from './start.ts';
import { verifyAll } from './verify.ts';

export const benches: Readonly<Record<string, Bench>> = {
  pay: payToStored,
  'slow-fsync': slowFsync,
  search,
  import: importCatalogue,
  changes: changesWhileSelling,
  print: firstByte,
  start,
  verify: verifyAll,
  'day-close': dayClose,
  ingest: centralIngest,
  replay,
  api: apiRequests,
  deliveries,
  screen: scanToLine,
  'slow-screen': slowFsyncOnScreen,
  tree: startAndMemory,
};

const FULL: Sizes = {
  products: 100_000,
  documents: 1_000_000,
  sales: 3000,
  starts: 3,
  // 40 lines on average.
  screenLines: { from: 20, to: 60 },
  screenWords: 8,
};
/** Without --scale: full size but for the documents, which take minutes to make the first time. */
const DEFAULT: Sizes = { ...FULL, documents: 100_000 };

const scaled = (size: number, scale: number, least: number): number => Math.max(least, Math.round(size * scale));

/** Sizes for a scale of 0.001..1; null means none was asked for. */
export const sizesFor = (scale: number | null): Sizes =>
  scale === null
    ? DEFAULT
    : {
        products: scaled(FULL.products, scale, 100),
        documents: scaled(FULL.documents, scale, 200),
        sales: scaled(FULL.sales, scale, 30),
        starts: FULL.starts,
        screenLines: FULL.screenLines,
        screenWords: FULL.screenWords,
      };
