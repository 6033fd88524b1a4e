import { readFileSync } from 'node:fs';
import { addFavourite } from '../../../db/catalog/favourites.ts';
import { insertProduct } from '../../../db/catalog/products.ts';
import { countDocuments, type DocumentHeader, lastHeader, linesOf, paymentsOf } from '../../../db/documents.ts';
import { type ReadableDatabase, transact } from '../../../db/handles.ts';
import { openReader } from '../../../db/open.ts';
import { cents } from '../../../domain/money.ts';
import { systemClock, systemIds } from '../../../electron/till/adapters.ts';
import { importCatalog } from '../../../electron/till/catalog/import-catalog.ts';
import { initTill } from '../../../electron/till/setup/init.ts';
import { parseShopFile } from '../../../electron/till/setup/shop-file.ts';
import type { Till } from '../../../electron/till/till.ts';
import { startVirtualPrinter, type VirtualPrinter } from '../../../native/simulators/virtual-printer.ts';
import { openFolder, removeFolders, SHOP_FILE, temporaryFolder, testPorts, unwrap } from '../../support/till.ts';

/** What is scanned in these tests; the names and prices are those of the catalogue. */
export const GOODS = {
  shampoo: { code: '8400000999112', name: 'Champú de piña', priceCents: 199, unit: 'unit' },
  coffee: { code: '8400000999228', name: 'Café molido de prueba', priceCents: 345, unit: 'unit' },
  bananas: { code: '8400000999334', name: 'Plátano de prueba', priceCents: 219, unit: 'kg' },
  /** Letters in its code, as in the labels of a wholesaler. */
  clock: { code: 'RJ45AB', name: 'Reloj de cocina', priceCents: 1250, unit: 'unit' },
  /** Dear enough that cash is forbidden for two of them. */
  oven: { code: '8400000099995', name: 'Horno de leña', priceCents: 60_000, unit: 'unit' },
} as const;
export const UNKNOWN_CODE = '8499999999990';

/** A shop as it is after the wizard: catalogue imported, printer on, one cashier without PIN. */
export type Shop = {
  readonly folder: string;
  readonly printer: VirtualPrinter;
  /** Beside the running till, read only. */
  read<T>(query: (db: ReadableDatabase) => T): T;
  documents(): number;
  /** The newest document with its lines and payments. */
  lastSale(): StoredSale;
  end(): Promise<void>;
};

export type StoredSale = DocumentHeader & {
  readonly lines: ReturnType<typeof linesOf>;
  readonly payments: ReturnType<typeof paymentsOf>;
};

const CATALOGUE = 'samples/catalogo-supermercado.csv';

export async function openShop(): Promise<Shop> {
  const printer = await startVirtualPrinter();
  const ports = { ...testPorts(), clock: systemClock };
  const folder = temporaryFolder('e2e');
  const options = { environment: 'test', isReinstalled: false, printerUrl: `tcp://127.0.0.1:${printer.port}` } as const;
  unwrap(initTill(folder, unwrap(parseShopFile(SHOP_FILE)), options, ports));
  const till = openFolder(folder, ports);
  try {
    await stock(till);
  } finally {
    till.close();
  }
  const read = <T>(query: (db: ReadableDatabase) => T): T => {
    const db = openReader(folder);
    try {
      return query(db);
    } finally {
      db.close();
    }
  };
  return {
    folder,
    printer,
    read,
    documents: () => read(countDocuments),
    lastSale: () => read(newestSale),
    async end() {
      await printer.close();
      removeFolders();
    },
  };
}

async function stock({ db }: Till): Promise<void> {
  const about = { area: 'IVA', dateIso: '2026-11-23', clock: systemClock, ids: systemIds } as const;
  unwrap(await importCatalog(db, readFileSync(CATALOGUE), about));
  transact(db, () => {
    for (const product of Object.values(GOODS)) {
      const { code, name, priceCents, unit } = product;
      const uid = systemIds.uuid();
      const unitCents = cents(priceCents);
      const rest = { reference: `E2E-${code}`, format: null, taxClass: 'general', categoryId: null } as const;
      const id = insertProduct(db, uid, { name, unit, unitCents, ...rest });
      db.prepare("INSERT INTO product_codes (code, product_id, kind) VALUES (?, ?, 'other')").run(code, id);
      if (product === GOODS.bananas) addFavourite(db, uid);
    }
  });
}

function newestSale(db: ReadableDatabase): StoredSale {
  const header = lastHeader(db);
  if (header === null) throw new Error('nothing was sold');
  return { ...header, lines: linesOf(db, header.rowId), payments: paymentsOf(db, header.rowId) };
}
