import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertProduct } from '../../db/catalog/products.ts';
import { transact, type WritableDatabase } from '../../db/handles.ts';
import { listStaff } from '../../db/staff.ts';
import { cents, ONE_UNIT } from '../../domain/money.ts';
import type { Clock, Ids } from '../../domain/ports.ts';
import { program } from '../../domain/program.ts';
import type { Result } from '../../domain/result.ts';
import type { PaymentMethod } from '../../domain/ticket/types.ts';
import { placeOf, sha256Hex, systemIds } from '../../electron/till/adapters.ts';
import { type OpenOptions, openTill } from '../../electron/till/open-till.ts';
import { type ClosedSale, closeSale } from '../../electron/till/sale/close-sale.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
import type { Till, TillPorts } from '../../electron/till/till.ts';
import { addProduct, openTicket, takePayment } from './ring-up.ts';

export const SHOP_FILE = {
  issuer: {
    name: 'Ultramarinos La Plaza, S.L.',
    taxId: 'B12345674',
    address: 'Calle Mayor 12',
    postalCode: '46001',
    city: 'València',
    province: 'València',
    country: 'ES',
  },
  shop: { name: 'La Plaza', code: '01', timeZone: 'Europe/Madrid', taxArea: 'IVA' },
  till: { code: 'T01' },
  receipt: { widthColumns: 48, footer: 'Gracias por su visita.' },
} as const;

export type TestClock = Clock & { set(iso: string): void; advance(ms: number): void };

/** Stands still unless told otherwise. */
export function testClock(iso = '2026-11-23T10:00:00+01:00'): TestClock {
  let nowMs = Date.parse(iso);
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    set: (next) => {
      nowMs = Date.parse(next);
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

export type TestPorts = TillPorts & { readonly clock: TestClock };

export const testPorts = (clock: TestClock = testClock(), ids: Ids = systemIds): TestPorts => ({
  clock,
  ids,
  sha256: sha256Hex,
  program,
  place: placeOf,
});

export const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`);
  return result.value;
};

export const refusalCode = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

const folders: string[] = [];

/** A new temporary folder; removeFolders() in afterEach or afterAll takes all of them away. */
export function temporaryFolder(name = 'till'): string {
  const folder = mkdtempSync(join(tmpdir(), `mostrador-${name}-`));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export const PRODUCTS = [
  {
    code: '8400000042413',
    reference: '4241',
    name: 'Aceite de oliva 0,4º',
    format: 'Garrafa 5 L',
    cents: 2295,
    tax: 'superReduced',
    unit: 'unit',
  },
  {
    code: '8400000000017',
    reference: '1',
    name: 'Champú de piña',
    format: 'Bote 400 ml',
    cents: 199,
    tax: 'general',
    unit: 'unit',
  },
  {
    code: '8400000000024',
    reference: '2',
    name: 'Café molido',
    format: null,
    cents: 345,
    tax: 'reduced',
    unit: 'unit',
  },
  {
    code: '2000000000015',
    reference: '3',
    name: 'Plátano de Canarias',
    format: null,
    cents: 219,
    tax: 'superReduced',
    unit: 'kg',
  },
] as const;

export function addTestProducts(db: WritableDatabase): void {
  transact(db, () => {
    for (const product of PRODUCTS) {
      const id = insertProduct(db, `uid-${product.reference}`, {
        reference: product.reference,
        name: product.name,
        format: product.format,
        unit: product.unit,
        unitCents: cents(product.cents),
        taxClass: product.tax,
        categoryId: null,
      });
      db.prepare("INSERT INTO product_codes (code, product_id, kind) VALUES (?, ?, 'ean')").run(product.code, id);
    }
  });
}

/** A data folder with shop, one cashier and four products, closed. */
export function makeFolder(ports: TillPorts, printerUrl: string | null = null, folder = temporaryFolder()): string {
  const setup = unwrap(parseShopFile(SHOP_FILE));
  unwrap(initTill(folder, setup, { environment: 'test', isReinstalled: false, printerUrl }, ports));
  const till = unwrap(openTill(folder, ports));
  addTestProducts(till.db);
  till.close();
  return folder;
}

export function openFolder(folder: string, ports: TillPorts, options?: OpenOptions): Till {
  return unwrap(openTill(folder, ports, options));
}

/** Rings up and closes a sale: `codes` one unit each, paid with one payment. */
export function sellOne(
  till: Till,
  tender: { readonly method: PaymentMethod; readonly cents: number } = { method: 'cash', cents: 5000 },
  codes: readonly string[] = ['8400000042413', '8400000000017'],
  ticketId: string = till.ports.ids.uuid(),
): Result<ClosedSale> {
  const cashier = listStaff(till.db)[0];
  if (cashier === undefined) throw new Error('a test till has one cashier');
  unwrap(openTicket(till, ticketId, cashier.id));
  for (const code of codes) unwrap(addProduct(till, ticketId, code, ONE_UNIT));
  unwrap(takePayment(till, ticketId, tender.method, cents(tender.cents)));
  return closeSale(till, ticketId);
}
