import { eventLine } from '../../../contracts/sync/event.ts';
import type { DocumentData, DocumentIssuedData } from '../../../contracts/sync/event-data.ts';
import { buildDocument, type DocumentDraft } from '../../../domain/documents/build.ts';
import { digestText } from '../../../domain/documents/digest.ts';
import { buildAlta, documentQrUrl, sistemaOf } from '../../../domain/documents/fiscal-record.ts';
import { documentNumber, seriesCode } from '../../../domain/documents/numbering.ts';
import { EMPTY_SERIES_HASH, nextSeriesHash } from '../../../domain/documents/series-hash.ts';
import { ZERO_CENTS } from '../../../domain/money.ts';
import { program } from '../../../domain/program.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { checkCashLimit, checkSimplifiedLimit, limitsOn } from '../../../domain/ticket/limits.ts';
import { type TicketTotals, ticketTotals } from '../../../domain/ticket/totals.ts';
import type { Ticket } from '../../../domain/ticket/types.ts';
import { localTimestamp, yearOf } from '../../../domain/time.ts';
import { linkAfter } from '../../../domain/verifactu/encadenamiento.ts';
import type { CentralContext } from '../../app/context.ts';
import type { Tx } from '../../db/tenant.ts';
import { readCompany } from '../companies/queries.ts';
import { receive } from '../ingest/ingest.ts';
import { readLine } from '../ingest/lines.ts';
import { type LockedInstallation, lockInstallation, readStands } from '../ingest/queries.ts';
import { hasCustomer } from './customer-of.ts';
import { PENDING } from './due.ts';
import { issuerOf } from './issuer-of.ts';
import { type IssuingPlace, issuingPlace } from './issuing-place.ts';
import { insertPayments } from './queries.ts';
import { ticketOf, type WantedInvoice } from './wanted.ts';

/** DescripcionOperacion: general on purpose, the goods are on the invoice (SPEC.md 5.1). */
const DESCRIPCION_OPERACION = 'Venta de bienes y servicios';

export type IssuedInvoice = { readonly id: string; readonly number: string; readonly totalCents: number };

type Ready = {
  readonly wanted: WantedInvoice;
  readonly place: IssuingPlace;
  readonly ticket: Ticket;
  readonly totals: TicketTotals;
  /** Local timestamp of now in the shop's zone. */
  readonly issuedAt: string;
};

/** What the law and arithmetic say of it, before anything is written. */
function prepare(context: CentralContext, wanted: WantedInvoice, place: IssuingPlace): Result<Ready> {
  const issuedAt = localTimestamp(context.clock.nowMs(), place.timeZone);
  const isoDate = issuedAt.slice(0, 10);
  const ticket = ticketOf(wanted, context.ids.uuid(), place.taxArea, isoDate);
  if (!ticket.ok) return ticket;
  const totals = ticketTotals(ticket.value, { area: place.taxArea, isoDate });
  if (!totals.ok) return totals;
  const { totalCents } = totals.value;
  const limits = limitsOn(isoDate);
  if (wanted.recipient === null) {
    const simplified = checkSimplifiedLimit(totalCents, 'retail', limits);
    if (!simplified.ok) return simplified;
  }
  const isCash = wanted.payments.some(({ method }) => method === 'cash');
  const cash = checkCashLimit(totalCents, isCash ? ['cash'] : [], limits);
  if (!cash.ok) return cash;
  const paidCents = wanted.payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (paidCents > totalCents) return refuse('payments_exceed_total', { paidCents, totalCents });
  return ok({ wanted, place, ticket: ticket.value, totals: totals.value, issuedAt });
}

/** What was paid, and what is due as one more, so that the payments of a document always add up to it. */
function paymentsOf({ wanted, totals }: Ready): DocumentData['payments'] {
  const paid = wanted.payments.map(({ method, amountCents }) => ({ method, amountCents }));
  const dueCents = totals.totalCents - paid.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const all = dueCents === 0 ? paid : [...paid, { method: PENDING, amountCents: dueCents }];
  return all.map(({ method, amountCents }, index) => ({
    position: index + 1,
    method,
    tenderedCents: amountCents,
    appliedCents: amountCents,
  }));
}

type Series = { readonly code: string; readonly count: number; readonly cents: number; readonly hash: string };

/** Full and simplified invoices number apart (SPEC.md 8.3). */
async function seriesOf(tx: Tx, { place, wanted, issuedAt }: Ready): Promise<Series> {
  const code = seriesCode({
    shopCode: place.shopCode,
    tillCode: place.tillCode,
    kind: wanted.recipient === null ? 'S' : 'F',
    installationSuffix: place.seriesSuffix,
    year: yearOf(issuedAt),
  });
  const stand = (await readStands(tx, place.installationId)).get(code)?.said;
  return stand ?? { code, count: 0, cents: 0, hash: EMPTY_SERIES_HASH };
}

async function draftOf(tx: Tx, ready: Ready, series: Series, actor: string): Promise<Result<DocumentDraft>> {
  const { wanted, place, ticket, totals, issuedAt } = ready;
  const company = await readCompany(tx);
  const issuer = issuerOf(company);
  if (!issuer.ok) return issuer;
  const { shopName: name, shopCode: code, timeZone, taxArea, tillCode } = place;
  const draft = buildDocument({
    ticket,
    totals,
    settlement: { applied: [], changeCents: ZERO_CENTS },
    identity: {
      environment: company.environment,
      issuer: issuer.value,
      shop: { name, code, timeZone, taxArea },
      tillCode,
      footer: '',
    },
    cashier: { id: actor, name: 'API' },
    number: documentNumber(series.code, series.count + 1),
    issuedAt,
  });
  const payments = paymentsOf(ready) as unknown as DocumentDraft['payments'];
  if (wanted.recipient === null) return ok({ ...draft, payments });
  return ok({ ...draft, type: 'F1', payments, recipient: wanted.recipient });
}

/** The event that a till would send for this sale, with its record linked to the one before. */
function eventOf(
  context: CentralContext,
  ready: Ready,
  draft: DocumentDraft,
  series: Series,
  { tip, receivedThrough, lastEventHash }: LockedInstallation,
): Result<string> {
  const { installationId } = ready.place;
  if (tip?.record === 'unknown') throw new Error('the chain of central has a tip that cannot be read');
  const link = linkAfter(tip?.record ?? null);
  const options = { link, sistema: sistemaOf(program, installationId), descripcion: DESCRIPCION_OPERACION };
  const record = buildAlta(draft, options, context.sha256);
  if (!record.ok) return record;
  const digest = context.sha256(digestText(draft)).toLowerCase();
  const qrUrl = documentQrUrl(draft.environment, draft.issuer.taxId, draft);
  const { recipient, ...content } = draft;
  const document = {
    ...content,
    qrUrl,
    huella: record.value.huella,
    ...(recipient === undefined ? {} : { recipient }),
  };
  const data: DocumentIssuedData = {
    document: document as unknown as DocumentData,
    digest,
    customerId: ready.wanted.customerId,
    record: {
      kind: 'alta',
      position: (tip?.position ?? 0) + 1,
      generatedAt: draft.issuedAt,
      xml: record.value.xml,
      huella: record.value.huella,
      previousHuella: link.kind === 'first' ? '' : link.huella,
    },
  };
  const stand = {
    code: series.code,
    count: series.count + 1,
    cents: series.cents + draft.totalCents,
    hash: nextSeriesHash(series.hash, digest, context.sha256),
  };
  const seq = receivedThrough + 1;
  const at = draft.issuedAt;
  return ok(
    eventLine({ installationId, seq, type: 'document.issued', at, prevEventHash: lastEventHash, series: stand, data }),
  );
}

/**
 * Issues an invoice at central: numbered, recorded and chained in a series of its own, and taken by the same way as the
 * event of a till, with the same verification and the same effects. Call it last in a transaction: it holds the lock of the
 * company from its end on.
 * Refused, with nothing written: production_not_available, shop_unknown, no_till_code_free, issuer_address_missing,
 * customer_unknown {customer}, payments_exceed_total, and what ticketOf, ticketTotals, limits and the record refuse.
 */
export async function issueInvoice(
  context: CentralContext,
  tx: Tx,
  actor: string,
  wanted: WantedInvoice,
): Promise<Result<IssuedInvoice>> {
  const { environment } = await readCompany(tx);
  if (environment === 'production' && program.producer.isPlaceholder) return refuse('production_not_available');
  if (wanted.customerId !== null && !(await hasCustomer(tx, wanted.customerId))) {
    return refuse('customer_unknown', { customer: wanted.customerId });
  }
  const place = await issuingPlace(context, tx, wanted.shopId);
  if (!place.ok) return place;
  const ready = prepare(context, wanted, place.value);
  if (!ready.ok) return ready;
  const { installationId, tillId, shopId } = place.value;
  const installation = await lockInstallation(tx, installationId);
  if (installation === null) throw new Error('an installation of central vanished');
  const series = await seriesOf(tx, ready.value);
  const draft = await draftOf(tx, ready.value, series, actor);
  if (!draft.ok) return draft;
  const event = eventOf(context, ready.value, draft.value, series, installation);
  if (!event.ok) return event;
  const caller = { kind: 'till' as const, keyId: 'central', companyId: tx.companyId, tillId, shopId };
  const answer = await receive(context, tx, caller, [readLine(Buffer.from(event.value, 'utf8'))]);
  const [doubt] = answer.quarantined;
  // A bug of ours: nothing of it stays.
  if (doubt !== undefined) throw new Error(`central does not believe itself: ${doubt.code} ${doubt.detail}`);
  const { id, number, totalCents } = draft.value;
  const nowMs = context.clock.nowMs();
  const payments = wanted.payments.map((one) => ({ ...one, id: context.ids.uuid(), paidAtMs: nowMs, isAtIssue: true }));
  // After the lock of the company was taken: new rows, which nobody else waits for.
  await insertPayments(tx, id, payments, { nowMs, actor });
  return ok({ id, number, totalCents });
}
