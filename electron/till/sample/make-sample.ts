import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addFavourite } from '../../../db/catalog/favourites.ts';
import { searchProducts } from '../../../db/catalog/search.ts';
import { transact } from '../../../db/handles.ts';
import { databasePath } from '../../../db/open.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { ChildOptions } from '../../ipc/child/options.ts';
import { importCatalog } from '../catalog/import-catalog.ts';
import { openTill } from '../open-till.ts';
import { localNow } from '../sale/ring-up.ts';
import { initTill } from '../setup/init.ts';
import { parseShopFile } from '../setup/shop-file.ts';
import type { Till, TillPorts } from '../till.ts';
import { isSampleComplete, isSampleFolder, noteSampleComplete, SAMPLE_BEGUN } from './mark.ts';

/** What a grocer's hand looks for without a code; by words, because references change with the list. */
const EVERYDAY = [
  'barra de pan',
  'croissant',
  'platano',
  'limon',
  'leche semidesnatada',
  'huevos',
  'agua mineral',
  'cerveza',
  'jamon serrano',
  'queso tierno',
  'tomate',
  'bolsa',
] as const;

/** Above what people's programs usually take, below the ports that systems give out by themselves. */
const FIRST_PRINTER_PORT = 21_000;
const PRINTER_PORTS = 8_000;

/**
 * The virtual printer of this folder: two sample shops on one machine must not print on each other's paper. The till
 * knows no network and cannot look for a free port; the same folder has the same one for ever.
 */
export function virtualPrinterUrl(dataFolder: string, sha256: Sha256Hex): string {
  const drawn = Number.parseInt(sha256(dataFolder).slice(0, 8), 16);
  return `virtual:${FIRST_PRINTER_PORT + (drawn % PRINTER_PORTS)}`;
}

/**
 * Makes the sample shop in an empty folder: made-up shop, real catalogue, one person without PIN, the virtual printer. The
 * folder is marked for ever: it can never become a shop. Killed midway it is finished at the next start.
 * Refuses `folder_not_sample` {path} for the folder of a shop, and what initTill and openTill refuse.
 */
export async function makeSampleShop(
  { dataFolder, samplesFolder }: Pick<ChildOptions, 'dataFolder' | 'samplesFolder'>,
  ports: TillPorts,
): Promise<Result<void>> {
  if (!existsSync(databasePath(dataFolder))) {
    const setup = parseShopFile(JSON.parse(readFileSync(join(samplesFolder, 'tienda.json'), 'utf8')));
    if (!setup.ok) return setup;
    const made = initTill(
      dataFolder,
      setup.value,
      {
        environment: 'test',
        isReinstalled: false,
        printerUrl: virtualPrinterUrl(dataFolder, ports.sha256),
        settings: SAMPLE_BEGUN,
      },
      ports,
    );
    if (!made.ok) return made;
  }
  const opened = openTill(dataFolder, ports);
  if (!opened.ok) return opened;
  const till = opened.value;
  try {
    if (!isSampleFolder(till.db)) return refuse('folder_not_sample', { path: dataFolder });
    return isSampleComplete(till.db) ? ok(undefined) : await fill(till, samplesFolder);
  } finally {
    till.close();
  }
}

async function fill(till: Till, samplesFolder: string): Promise<Result<void>> {
  const imported = await importCatalog(till.db, readFileSync(join(samplesFolder, 'catalogo-supermercado.csv')), {
    area: till.identity.shop.taxArea,
    dateIso: localNow(till).slice(0, 10),
    clock: till.ports.clock,
    ids: till.ports.ids,
  });
  if (!imported.ok) return imported;
  transact(till.db, () => {
    chooseFavourites(till);
    noteSampleComplete(till.db);
  });
  return ok(undefined);
}

/** Call inside a transaction. */
function chooseFavourites(till: Till): void {
  for (const words of EVERYDAY) {
    const [first] = searchProducts(till.db, words, 1);
    if (first !== undefined) addFavourite(till.db, first.uid);
  }
}
