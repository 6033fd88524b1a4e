import { insertDocument } from '../../db/documents.ts';
import type { ChainTip } from '../../db/fiscal-records.ts';
import { insertFiscalRecord } from '../../db/fiscal-records.ts';
import { transact, type WritableDatabase } from '../../db/handles.ts';
import { advanceSeries, findSeries, insertSeries, type Series } from '../../db/installations.ts';
import { appendEvent } from '../../db/outbox.ts';
import { insertPrintJob } from '../../db/print-jobs.ts';
import { listStaff } from '../../db/staff.ts';
import { insertStockMovement } from '../../db/stock.ts';
import { buildDocument, issueDocument } from '../../domain/documents/build.ts';
import { documentQrUrl } from '../../domain/documents/fiscal-record.ts';
import { documentNumber, seriesCode } from '../../domain/documents/numbering.ts';
import type { IssuedDocument } from '../../domain/documents/types.ts';
import { type Cents, cents, milli } from '../../domain/money.ts';
import type { TaxClass } from '../../domain/tax/types.ts';
import { settle } from '../../domain/ticket/payments.ts';
import { ticketTotals } from '../../domain/ticket/totals.ts';
import type { Ticket, TicketLine } from '../../domain/ticket/types.ts';
import { localTimestamp, yearOf } from '../../domain/time.ts';
import { altaOf } from '../../electron/till/fiscal/alta.ts';
import { markOf } from '../../electron/till/installation.ts';
import { openTill } from '../../electron/till/open-till.ts';
import type { Till } from '../../electron/till/till.ts';
import { seededRandom } from '../support/generate-catalog.ts';
import { testPorts, unwrap } from '../support/till.ts';

export type GenerateOptions = {
  readonly documents: number;
  readonly seed: number;
  /** The last document is issued at this instant, the others at one a minute before it. */
  readonly untilMs: number;
};

const BETWEEN_MS = 60_000;
const PER_TRANSACTION = 10_000;
/** How many of the newest stay queued for nobody: the others were printed. */
const PRINTED = 'confirmed';

type Sold = {
  readonly uid: string;
  readonly code: string;
  readonly name: string;
  readonly format: string | null;
  readonly unit_cents: Cents;
  readonly tax_class: TaxClass;
};

type Maker = {
  readonly till: Till;
  readonly products: readonly Sold[];
  readonly cashier: { readonly id: string; readonly name: string };
  readonly random: () => number;
  readonly series: Map<number, { readonly row: Series; last: number }>;
  tip: ChainTip | null;
};

/** UUIDv7 of an instant: ids of a till grow with time, and so do their index pages. */
function uuidAt(ms: number, random: () => number): string {
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}

function makeTicket({ products, random }: Maker, atMs: number): Ticket {
  const lines = Array.from({ length: 1 + Math.floor(random() * 5) }, (): TicketLine => {
    const product = products[Math.floor(random() * products.length)] as Sold;
    return {
      id: '',
      kind: 'product',
      productId: product.uid,
      code: product.code,
      description: product.name,
      format: product.format,
      unit: 'unit',
      quantityMilli: milli(1000 * (1 + Math.floor(random() * 3))),
      unitCents: product.unit_cents,
      listUnitCents: product.unit_cents,
      taxClass: product.tax_class,
      discount: null,
    };
  });
  return {
    id: uuidAt(atMs, random),
    lines: lines.map((line, at) => ({ ...line, id: String(at) })),
    discount: null,
    payments: [],
  };
}

function seriesOfYear(maker: Maker, year: number): { readonly row: Series; last: number } {
  const known = maker.series.get(year);
  if (known !== undefined) return known;
  const { db, installation, identity } = maker.till;
  const code = seriesCode({
    shopCode: identity.shop.code,
    tillCode: identity.tillCode,
    kind: 'S',
    installationSuffix: null,
    year,
  });
  const row =
    findSeries(db, installation.id, 'S', year) ??
    insertSeries(db, { installationId: installation.id, code, kind: 'S', year });
  const opened = { row, last: row.lastSequence };
  maker.series.set(year, opened);
  return opened;
}

/** One sale with the rows of closeSale, but without the open ticket before it; the builders are the real ones. */
function issueAt(maker: Maker, atMs: number): void {
  const { till, random } = maker;
  const { db, identity, installation } = till;
  const issuedAt = localTimestamp(atMs, identity.shop.timeZone);
  const ticket = makeTicket(maker, atMs);
  const totals = unwrap(ticketTotals(ticket, { area: identity.shop.taxArea, isoDate: issuedAt.slice(0, 10) }));
  const method = random() < 0.5 ? 'cash' : 'card';
  const tenderedCents = method === 'card' ? totals.totalCents : cents(Math.ceil(totals.totalCents / 500) * 500);
  const paid: Ticket = { ...ticket, payments: [{ id: 'p', method, tenderedCents }] };
  const series = seriesOfYear(maker, yearOf(issuedAt));
  const draft = buildDocument({
    ticket: paid,
    totals,
    settlement: unwrap(settle(totals.totalCents, paid.payments)),
    identity,
    cashier: maker.cashier,
    number: documentNumber(series.row.code, series.last + 1),
    issuedAt,
  });
  const record = altaOf(till, draft, maker.tip);
  const document = issueDocument(draft, documentQrUrl(draft.environment, draft.issuer.taxId, draft), record.huella);
  series.last += 1;
  const place = { installationId: installation.id, seriesId: series.row.id, sequence: series.last };
  const documentId = insertDocument(db, document, place);
  advanceSeries(db, series.row.id, series.last);
  const position = (maker.tip?.position ?? 0) + 1;
  insertFiscalRecord(db, {
    installationId: installation.id,
    position,
    documentId,
    kind: 'alta',
    generatedAt: issuedAt,
    xml: Buffer.from(record.xml, 'utf8'),
    huella: record.huella,
    previousHuella: maker.tip?.huella ?? '',
  });
  insertTraces(db, installation.id, documentId, document, atMs);
  maker.tip = {
    position,
    huella: record.huella,
    generatedAt: issuedAt,
    number: document.number,
    issuedAt,
    issuerTaxId: identity.issuer.taxId,
  };
}

function insertTraces(
  db: WritableDatabase,
  installationId: number,
  documentId: number,
  document: IssuedDocument,
  atMs: number,
): void {
  for (const line of document.lines) {
    if (line.productId !== null) insertStockMovement(db, documentId, line.productId, milli(-line.quantityMilli));
  }
  appendEvent(db, { installationId, type: 'document.issued', refId: documentId, createdAt: document.issuedAt });
  const job = { printerId: 'printer-1', documentId, duplicate: false, content: null, createdAtMs: atMs };
  insertPrintJob(db, { ...job, kind: 'receipt' });
}

function soldProducts(db: WritableDatabase): Sold[] {
  return db
    .prepare(
      `SELECT p.uid, c.code, p.name, p.format, p.unit_cents, p.tax_class
       FROM products p JOIN product_codes c ON c.product_id = p.id
       WHERE p.unit = 'unit' AND p.unit_cents BETWEEN 1 AND 5000 GROUP BY p.id`,
    )
    .all() as Sold[];
}

/** Only for the folder that is being made: a crash spoils it, and then it is made again. */
function hurry(db: WritableDatabase): void {
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -1000000');
}

/**
 * Fills an initialised folder with past sales: real rows, chain, hashes, events and high-water mark, so that verify
 * passes. Returns the seconds it took. The folder must be worth nothing if the machine stops meanwhile.
 */
export function generateDocuments(folder: string, { documents, seed, untilMs }: GenerateOptions): number {
  const startedMs = performance.now();
  const till = unwrap(openTill(folder, testPorts(), { writer: { synchronous: 'OFF' } }));
  const { db } = till;
  const [cashier] = listStaff(db);
  if (cashier === undefined) throw new Error('a bench shop has one cashier');
  hurry(db);
  const maker: Maker = {
    till,
    products: soldProducts(db),
    cashier,
    random: seededRandom(seed),
    series: new Map(),
    tip: null,
  };
  for (let done = 0; done < documents; ) {
    const until = Math.min(done + PER_TRANSACTION, documents);
    transact(db, () => {
      for (; done < until; done += 1) issueAt(maker, untilMs - (documents - 1 - done) * BETWEEN_MS);
    });
  }
  db.prepare("UPDATE print_jobs SET state = ? WHERE state = 'queued'").run(PRINTED);
  db.pragma('journal_mode = WAL');
  till.highWater.write(markOf(db, till.installation));
  till.close();
  return (performance.now() - startedMs) / 1000;
}
