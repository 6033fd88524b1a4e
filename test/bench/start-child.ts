import Database from 'better-sqlite3';
import { databasePath } from '../../db/open.ts';
import { cents, ONE_UNIT } from '../../domain/money.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import { seededRandom } from '../support/generate-catalog.ts';
import { addProduct, openTicket, takePayment } from '../support/ring-up.ts';
import { PRODUCTS, unwrap } from '../support/till.ts';
import { cashierOf, livePorts, openBenchTill, unitCodes } from './folders.ts';
import { ringUp } from './pay-to-stored.ts';
import { timed } from './samples.ts';

export type StartSample = {
  readonly bareMs: number;
  readonly openMs: number;
  /** The whole first sale: ticket, scan, payment, closing. */
  readonly sellMs: number;
  readonly laterMs: readonly number[];
};

const LATER_SALES = 100;
const [folder = ''] = process.argv.slice(2);

const openMs0 = performance.now();
const till = openBenchTill(folder, livePorts());
const openMs = performance.now() - openMs0;
const sellMs = timed(() => {
  const ticketId = till.ports.ids.uuid();
  unwrap(openTicket(till, ticketId, cashierOf(till)));
  unwrap(addProduct(till, ticketId, PRODUCTS[0].code, ONE_UNIT));
  unwrap(takePayment(till, ticketId, 'cash', cents(5000)));
  unwrap(closeSale(till, ticketId));
});
const random = seededRandom(1);
const codes = unitCodes(till);
const laterMs = Array.from({ length: LATER_SALES }, () => {
  const ticketId = ringUp(till, codes, random);
  return timed(() => void unwrap(closeSale(till, ticketId)));
});
// The folder is used again: no papers of this run may wait in it.
till.db.prepare("UPDATE print_jobs SET state = 'confirmed' WHERE state = 'queued' OR state = 'held'").run();
till.close();
const bareMs = timed(() => {
  const db = new Database(databasePath(folder), { readonly: true });
  db.prepare('SELECT huella FROM fiscal_records ORDER BY rowid DESC LIMIT 1').get();
  db.close();
});
const sample: StartSample = { bareMs, openMs, sellMs, laterMs };
process.stdout.write(JSON.stringify(sample));
