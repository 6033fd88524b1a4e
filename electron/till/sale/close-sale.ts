import { linkDocument } from '../../../db/customers.ts';
import { headerByUid, insertDocument } from '../../../db/documents.ts';
import { chainTip, insertFiscalRecord } from '../../../db/fiscal-records.ts';
import { advanceSeries, findSeries, insertSeries, type Series } from '../../../db/installations.ts';
import { appendAudit } from '../../../db/logs.ts';
import { appendEvent } from '../../../db/outbox.ts';
import { findStaff } from '../../../db/staff.ts';
import { insertStockMovement } from '../../../db/stock.ts';
import { deleteOpenTicket, type OpenTicket, readOpenTicket } from '../../../db/tickets.ts';
import { buildDocument, issueDocument } from '../../../domain/documents/build.ts';
import { documentQrUrl } from '../../../domain/documents/fiscal-record.ts';
import { documentNumber, seriesCode } from '../../../domain/documents/numbering.ts';
import type { IssuedDocument } from '../../../domain/documents/types.ts';
import { milli } from '../../../domain/money.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { addPayment } from '../../../domain/ticket/edit.ts';
import { checkLimits, limitsOn } from '../../../domain/ticket/limits.ts';
import { type Settlement, settle } from '../../../domain/ticket/payments.ts';
import { type TicketTotals, ticketTotals } from '../../../domain/ticket/totals.ts';
import type { Payment } from '../../../domain/ticket/types.ts';
import { localTimestamp, yearOf } from '../../../domain/time.ts';
import { altaOf } from '../fiscal/alta.ts';
import { type Advance, advanceHighWater } from '../fiscal/chain.ts';
import { readLimits } from '../limits.ts';
import { type Paper, queueSaleJobs } from '../printing/jobs.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import type { LogEntry } from './change-ticket.ts';
import { checkClock, raiseClockAlarm } from './clock-check.ts';
import { readDocument } from './outcome.ts';

export type ClosedSale = {
  readonly document: IssuedDocument;
  /** True when this ticket had been closed before and nothing was written now. */
  readonly wasClosed: boolean;
};

export type Closing = {
  /** The last payment, taken by the same transaction that closes; null when those taken before cover the total. */
  readonly payment: Omit<Payment, 'id'> | null;
  /** Who closes, and whom the document names; null: who opened the ticket. */
  readonly cashierId: string | null;
  readonly paper: Paper;
};

const PAID_BEFORE: Closing = { payment: null, cashierId: null, paper: 'setting' };

type Ready = {
  readonly ticket: OpenTicket;
  readonly totals: TicketTotals;
  readonly settlement: Settlement;
  readonly nowMs: number;
  /** Local timestamp of nowMs: date of issue and FechaHoraHusoGenRegistro are one instant (SPEC.md 7). */
  readonly issuedAt: string;
};

/** Everything that may refuse the sale, before anything is written. */
function prepare(till: Till, open: OpenTicket, { payment }: Closing): Result<Ready> {
  if (till.isElsewhere) return refuse('installation_moved', { path: till.dataFolder });
  const nowMs = till.ports.clock.nowMs();
  const clock = checkClock(till, nowMs);
  if (!clock.ok) return clock;
  const issuedAt = localTimestamp(nowMs, till.identity.shop.timeZone);
  const isoDate = issuedAt.slice(0, 10);
  const totals = ticketTotals(open, { area: till.identity.shop.taxArea, isoDate });
  if (!totals.ok) return totals;
  const { totalCents } = totals.value;
  const paid = payment === null ? ok(open) : addPayment(open, { id: till.ports.ids.uuid(), ...payment });
  if (!paid.ok) return paid;
  const { payments } = paid.value;
  const methods = payments.map(({ method }) => method);
  const inForce = limitsOn(isoDate, readLimits(till.db));
  const limits = checkLimits({ totalCents, methods, activity: till.identity.activity }, inForce);
  if (!limits.ok) return limits;
  const settlement = settle(totalCents, payments);
  if (!settlement.ok) return settlement;
  return ok({ ticket: { ...open, payments }, totals: totals.value, settlement: settlement.value, nowMs, issuedAt });
}

/** The series of this installation and year, opened with its first document. */
function seriesFor(till: Till, year: number): Series {
  const { installation, identity, db } = till;
  const existing = findSeries(db, installation.id, 'S', year);
  if (existing !== null) return existing;
  const code = seriesCode({
    shopCode: identity.shop.code,
    tillCode: identity.tillCode,
    kind: 'S',
    installationSuffix: installation.seriesSuffix === '' ? null : installation.seriesSuffix,
    year,
  });
  return insertSeries(db, { installationId: installation.id, code, kind: 'S', year });
}

type Issued = { readonly document: IssuedDocument; readonly advance: Advance; readonly isAlarmRaised: boolean };

/** Writes document, record, stock, event and print jobs; the caller holds the transaction. */
function issue(till: Till, ready: Ready, closing: Closing): Issued {
  const { ticket, nowMs, issuedAt } = ready;
  const { db, identity, installation } = till;
  const cashierId = closing.cashierId ?? ticket.cashierId;
  const cashier = findStaff(db, cashierId);
  if (cashier === null) throw new Error(`cashier ${cashierId} is gone`);
  const series = seriesFor(till, yearOf(issuedAt));
  const sequence = series.lastSequence + 1;
  const draft = buildDocument({
    ticket,
    totals: ready.totals,
    settlement: ready.settlement,
    identity,
    cashier: { id: cashier.id, name: cashier.name },
    number: documentNumber(series.code, sequence),
    issuedAt,
  });
  const tip = chainTip(db, installation.id);
  const isAlarmRaised = raiseClockAlarm(till, tip, nowMs);
  const record = altaOf(till, draft, tip);
  const document = issueDocument(draft, documentQrUrl(draft.environment, draft.issuer.taxId, draft), record.huella);

  const documentId = insertDocument(db, document, { installationId: installation.id, seriesId: series.id, sequence });
  advanceSeries(db, series.id, sequence);
  const position = (tip?.position ?? 0) + 1;
  insertFiscalRecord(db, {
    installationId: installation.id,
    position,
    documentId,
    kind: 'alta',
    generatedAt: issuedAt,
    xml: Buffer.from(record.xml, 'utf8'),
    huella: record.huella,
    previousHuella: tip?.huella ?? '',
  });
  for (const line of document.lines) {
    if (line.productId !== null) insertStockMovement(db, documentId, line.productId, milli(-line.quantityMilli));
  }
  const event = { installationId: installation.id, type: 'document.issued', refId: documentId, createdAt: issuedAt };
  const eventSeq = appendEvent(db, event);
  const methods = document.payments.map((payment) => payment.method);
  queueSaleJobs(db, till.printing, { documentId, methods, nowMs }, closing.paper);
  if (ticket.customer !== null) linkDocument(db, documentId, ticket.customer.id);
  deleteOpenTicket(db, ticket.id);
  const advance = { position, huella: record.huella, eventSeq, series: { [series.code]: sequence } };
  return { document, advance, isAlarmRaised };
}

/** A ticket to close, and what of it goes into the log with the sale. */
export type RungUp = { readonly ticket: OpenTicket; readonly entries: readonly LogEntry[] };

/**
 * Closes a ticket: number, fiscal record with its place in the chain, document, stock, event and print jobs in one
 * BEGIN IMMEDIATE transaction with synchronous=FULL. When it returns ok, the sale is on disk (promise 1).
 * Idempotent by ticket id: a ticket that was closed before answers with the stored document, and takes no payment.
 * Refuses `ticket_not_found`, what totals, limits and payments refuse, `installation_moved`, `clock_suspicious`, and
 * storage refusals (`disk_full` ...); then nothing has changed.
 */
export const closeSale = (till: Till, ticketId: string, closing: Closing = PAID_BEFORE): Result<ClosedSale> =>
  close(till, ticketId, closing, () => {
    const ticket = readOpenTicket(till.db, ticketId);
    return ticket === null ? refuse('ticket_not_found', {}) : ok({ ticket, entries: [] });
  });

/**
 * As closeSale, for a ticket that was never open on disk: `ringUp` makes it inside the same transaction, so that a refusal,
 * of `ringUp` too, leaves neither ticket nor log. It is not called for a ticket that was closed before, and writes nothing.
 */
export const closeAtOnce = (till: Till, ticketId: string, ringUp: () => Result<RungUp>): Result<ClosedSale> =>
  close(till, ticketId, PAID_BEFORE, ringUp);

function close(till: Till, ticketId: string, closing: Closing, ringUp: () => Result<RungUp>): Result<ClosedSale> {
  let issued: Issued | null = null;
  const closed = transactTill(till, (): Result<ClosedSale> => {
    const header = headerByUid(till.db, ticketId);
    if (header !== null) return ok({ document: readDocument(till.db, header), wasClosed: true });
    const rungUp = ringUp();
    if (!rungUp.ok) return rungUp;
    const ready = prepare(till, rungUp.value.ticket, closing);
    if (!ready.ok) return ready;
    issued = issue(till, ready.value, closing);
    logEntries(till, rungUp.value, ready.value.issuedAt);
    return ok({ document: issued.document, wasClosed: false });
  });
  if (closed.ok && issued !== null) remember(till, issued);
  return closed;
}

function logEntries(till: Till, { ticket, entries }: RungUp, at: string): void {
  for (const { kind, detail } of entries) {
    appendAudit(till.db, { at, actorId: ticket.cashierId, kind, detail: { ticketId: ticket.id, ...detail } });
  }
}

/** After the commit, and only then. */
function remember(till: Till, { advance, isAlarmRaised }: Issued): void {
  if (isAlarmRaised) till.isClockAlarmRaised = true;
  advanceHighWater(till, advance);
}
