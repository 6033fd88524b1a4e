import type { EventData } from '../../../contracts/sync/event-data.ts';
import { epochMsOf } from '../../../domain/verifactu/timestamp.ts';
import { type AuditEntry, recordAudit } from '../../app/audit.ts';
import { storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import { type NewChange, writeChanges } from '../changes/write-changes.ts';
import { type SavedCustomer, saveCustomers } from '../customers/save-customers.ts';
import { enqueue, type NewOutgoing } from '../events/enqueue.ts';
import { type NewIncident, recordIncidents } from '../incidents/record-incidents.ts';
import { invoiceNews } from '../invoices/invoice-news.ts';
import { linesOfDocuments } from '../invoices/queries.ts';
import { moveStock, type StockMovement, stockNews } from '../stock/move-stock.ts';
import { soldBy } from './document-lines.ts';
import type { Line } from './lines.ts';
import {
  type AcceptedDocument,
  annulDocuments,
  type CashEvent,
  insertCashEvents,
  insertDocuments,
  insertRecords,
  type Place,
} from './store.ts';
import type { IssuedEffect, ReceivedRecord, Verdict } from './verdict.ts';

/** One event that was received, with what central thinks of it. */
export type Received = { readonly line: Line; readonly verdict: Verdict; readonly record: ReceivedRecord | null };

/** Everything that a request of events does beside storing their bytes, gathered so that each table is written once. */
export type Effects = {
  readonly documents: AcceptedDocument[];
  readonly records: { seq: number; record: ReceivedRecord }[];
  readonly annulled: { documentId: string; at: string; atMs: number }[];
  readonly movements: StockMovement[];
  readonly customers: SavedCustomer[];
  readonly cash: CashEvent[];
  readonly audit: AuditEntry[];
  readonly incidents: NewIncident[];
  readonly outgoing: NewOutgoing[];
};

const noEffects = (): Effects => ({
  documents: [],
  records: [],
  annulled: [],
  movements: [],
  customers: [],
  cash: [],
  audit: [],
  incidents: [],
  outgoing: [],
});

const actorOf = (installationId: string): string => `installation:${installationId}`;

function issued(effects: Effects, place: Place, seq: number, effect: IssuedEffect): void {
  const { document, customerId } = effect.data;
  const atMs = epochMsOf(document.issuedAt) ?? 0;
  effects.documents.push({ seq, effect, issuedAtMs: atMs });
  const { installationId, shopId } = place;
  const moved = { reason: 'sale', documentId: document.id, installationId, seq, atMs, actor: actorOf(installationId) };
  for (const sold of soldBy(document)) {
    effects.movements.push({ ...moved, productId: sold.productId, quantityMilli: 0 - sold.quantityMilli });
  }
  const told = { id: document.id, number: document.number, customerId, totalCents: document.totalCents, version: 1 };
  const data = invoiceNews(shopId, told);
  effects.outgoing.push({ type: 'invoice.issued', atMs, shopId, data }, { type: 'sale.completed', atMs, shopId, data });
}

/** What was sold by a document that never should have been is back on the shelf. */
async function annulled(tx: Tx, effects: Effects, place: Place, { line, verdict }: Received): Promise<void> {
  if (verdict.state !== 'accepted' || verdict.effect.kind !== 'annulled') return;
  const { document } = verdict.effect;
  const { installationId } = place;
  const { seq, at } = line.envelope;
  const atMs = epochMsOf(at) ?? 0;
  // Of the same request: not stored yet.
  const here = effects.documents.find(({ effect }) => effect.data.document.id === document.id);
  const sold = here === undefined ? await linesSoldBy(tx, document.id) : soldBy(here.effect.data.document);
  const moved = {
    reason: 'annulment',
    documentId: document.id,
    installationId,
    seq,
    atMs,
    actor: actorOf(installationId),
  };
  for (const { productId, quantityMilli } of sold) effects.movements.push({ ...moved, productId, quantityMilli });
  effects.annulled.push({ documentId: document.id, at, atMs });
}

/** Read from the bytes of its event, which are always there; movements are found by product, not by document. */
async function linesSoldBy(tx: Tx, documentId: string): Promise<ReturnType<typeof soldBy>> {
  const id = storableText(documentId);
  const line = (await linesOfDocuments(tx, [id])).get(id);
  if (line === undefined) throw new Error('an annulled document vanished');
  return soldBy((JSON.parse(line.toString('utf8')) as { data: EventData<'document.issued'> }).data.document);
}

type Logged = EventData<'audit.recorded'>;

function other(effects: Effects, place: Place, { line }: Received, nowMs: number): void {
  const { event, envelope } = line;
  if (event.kind !== 'known') return;
  const { installationId, tillId, shopId } = place;
  const { seq, at, data } = envelope;
  const atMs = epochMsOf(at) ?? nowMs;
  switch (event.type) {
    case 'customer.saved': {
      const { customer, changedAtMs } = event.data as EventData<'customer.saved'>;
      effects.customers.push({ customer, changedAtMs });
      return;
    }
    case 'stock.moved': {
      const { productId, quantityMilli, reason } = event.data as EventData<'stock.moved'>;
      const by = { documentId: null, installationId, seq, atMs, actor: actorOf(installationId) };
      effects.movements.push({ productId, quantityMilli, reason, ...by });
      return;
    }
    case 'audit.recorded': {
      const { kind, actorId, detail } = event.data as Logged;
      effects.audit.push({ atMs, actor: actorOf(installationId), kind, detail: { seq, actorId, ...detail } });
      return;
    }
    case 'incident.recorded': {
      const { kind, detail } = event.data as Logged;
      effects.incidents.push({ kind: 'till', code: kind, atMs, tillId, installationId, seq, number: null, detail });
      return;
    }
    case 'event.stranded': {
      effects.audit.push({ atMs, actor: actorOf(installationId), kind: 'event.stranded', detail: { ...data, seq } });
      return;
    }
    case 'cash_session.opened':
    case 'cash_session.changed':
    case 'cash_session.closed': {
      const { sessionId, report, detail } = data as { sessionId: string; report?: unknown; detail?: unknown };
      effects.cash.push({ seq, sessionId, type: event.type, at, detail: report ?? detail });
      if (event.type !== 'cash_session.closed') return;
      effects.outgoing.push({ type: event.type, atMs, shopId, data: { id: sessionId, tillId, shopId } });
      return;
    }
    default:
      return;
  }
}

function doubted(effects: Effects, { installationId, tillId }: Place, received: Received, nowMs: number): void {
  const { line, verdict } = received;
  if (verdict.state === 'accepted') return;
  const { seq, type } = line.envelope;
  const detail = { type, detail: verdict.doubt.detail };
  const { code } = verdict.doubt;
  // A later program's event is no doubt about the till; it waits for an update here.
  const kind = verdict.state === 'parked' ? 'central' : 'quarantined';
  const number = verdict.state === 'parked' ? null : verdict.number;
  effects.incidents.push({ kind, code, atMs: nowMs, tillId, installationId, seq, number, detail });
}

/** What follows from the events, in their order. */
export async function effectsOf(tx: Tx, place: Place, received: readonly Received[], nowMs: number): Promise<Effects> {
  const effects = noEffects();
  for (const one of received) {
    const { line, verdict, record } = one;
    const { seq } = line.envelope;
    if (record !== null) effects.records.push({ seq, record });
    doubted(effects, place, one, nowMs);
    if (verdict.state !== 'accepted') continue;
    if (verdict.effect.kind === 'issued') issued(effects, place, seq, verdict.effect);
    else if (verdict.effect.kind === 'annulled') await annulled(tx, effects, place, one);
    else other(effects, place, one, nowMs);
  }
  return effects;
}

/** Writes them; the events are stored already. The changes come last: they hold the lock of the company. */
export async function writeEffects(tx: Tx, place: Place, effects: Effects, nowMs: number): Promise<void> {
  await insertDocuments(tx, place, effects.documents, nowMs);
  await insertRecords(tx, place.installationId, effects.records);
  const annulled = await annulDocuments(tx, effects.annulled, nowMs);
  await insertCashEvents(tx, place, effects.cash);
  await recordAudit(tx, effects.audit);
  await recordIncidents(tx, effects.incidents);
  const saved = await saveCustomers(tx, effects.customers, nowMs);
  const levels = await moveStock(tx, place.shopId, effects.movements);
  const changes: NewChange[] = [...saved.map(({ change }) => change), ...levels];
  const { shopId } = place;
  const news: NewOutgoing[] = [
    ...effects.outgoing,
    ...annulled.map(({ atMs, ...invoice }) => {
      return { type: 'invoice.annulled' as const, atMs, shopId, data: invoiceNews(shopId, invoice) };
    }),
    ...saved.map(({ id, isNew }) => customerNews(id, isNew, nowMs)),
    ...levels.map((level) => stockNews(level, nowMs)),
  ];
  await enqueue(tx, news, nowMs);
  await writeChanges(tx, changes);
}

const customerNews = (id: string, isNew: boolean, atMs: number): NewOutgoing => ({
  type: isNew ? 'customer.created' : 'customer.updated',
  atMs,
  shopId: null,
  data: { id },
});
