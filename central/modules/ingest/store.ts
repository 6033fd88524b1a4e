import { storableJson, storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import { dueOf } from '../invoices/due.ts';
import type { NewsOfInvoice } from '../invoices/invoice-news.ts';
import type { Line } from './lines.ts';
import type { IssuedEffect, ReceivedRecord, Verdict } from './verdict.ts';

/**
 * Rows of one table, all in one statement: a batch costs one round trip per table, whatever its size. Bytes of many rows
 * travel as one value, cut there: as a list they would be written and read as text, twice their size.
 */
type Pieces = { readonly bytes: Buffer; readonly starts: readonly number[]; readonly lengths: readonly number[] };

function pieces(parts: readonly Buffer[]): Pieces {
  let at = 1;
  const starts = parts.map(({ length }) => {
    const start = at;
    at += length;
    return start;
  });
  return { bytes: Buffer.concat(parts), starts, lengths: parts.map(({ length }) => length) };
}

export type StoredLine = { readonly line: Line; readonly verdict: Verdict };

const EVENTS = `INSERT INTO till_events (company_id, installation_id, received_at_ms, line, seq, type, version, at, sha256, state)
  SELECT $1, $2, $3, substring($4::bytea FROM start FOR bytes), seq, type, version, at, sha256, state
  FROM unnest($5::int[], $6::int[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[])
    AS e(start, bytes, seq, type, version, at, sha256, state)`;

export const insertEvents = (
  tx: Tx,
  installationId: string,
  stored: readonly StoredLine[],
  nowMs: number,
): Promise<unknown> => {
  const { bytes, starts, lengths } = pieces(stored.map(({ line }) => line.bytes));
  return tx.prepared('ingest_events', EVENTS, [
    tx.companyId,
    installationId,
    nowMs,
    bytes,
    starts,
    lengths,
    stored.map(({ line }) => line.envelope.seq),
    stored.map(({ line }) => storableText(line.envelope.type)),
    stored.map(({ line }) => line.envelope.version),
    stored.map(({ line }) => line.envelope.at),
    stored.map(({ line }) => line.sha256),
    stored.map(({ verdict }) => verdict.state),
  ]);
};

export type AcceptedDocument = { readonly seq: number; readonly effect: IssuedEffect; readonly issuedAtMs: number };
export type Place = { readonly installationId: string; readonly tillId: string; readonly shopId: string };

const DOCUMENTS = `INSERT INTO documents (company_id, installation_id, till_id, shop_id, created_at_ms, seq, id, series_code, series_count,
    number, type, issued_at, issued_on, issued_at_ms, customer_id, cashier_name, total_cents, tax_cents, digest,
    recipient_tax_id, due_cents, updated_at_ms)
  SELECT $1, $2, $3, $4, $5, d.*, $5 FROM unnest($6::bigint[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[],
    $13::date[], $14::bigint[], $15::text[], $16::text[], $17::bigint[], $18::bigint[], $19::text[], $20::text[], $21::bigint[]) AS d`;

export async function insertDocuments(
  tx: Tx,
  place: Place,
  accepted: readonly AcceptedDocument[],
  nowMs: number,
): Promise<void> {
  if (accepted.length === 0) return;
  const documents = accepted.map(({ effect }) => effect.data.document);
  await tx.prepared('ingest_documents', DOCUMENTS, [
    tx.companyId,
    place.installationId,
    place.tillId,
    place.shopId,
    nowMs,
    accepted.map(({ seq }) => seq),
    documents.map(({ id }) => storableText(id)),
    accepted.map(({ effect }) => effect.series.code),
    accepted.map(({ effect }) => effect.series.count),
    documents.map(({ number }) => number),
    documents.map(({ type }) => type),
    documents.map(({ issuedAt }) => issuedAt),
    documents.map(({ issuedAt }) => issuedAt.slice(0, 10)),
    accepted.map(({ issuedAtMs }) => issuedAtMs),
    accepted.map(({ effect }) => (effect.data.customerId === null ? null : storableText(effect.data.customerId))),
    documents.map(({ cashier }) => storableText(cashier.name)),
    documents.map(({ totalCents }) => totalCents),
    documents.map(({ taxCents }) => taxCents),
    accepted.map(({ effect }) => effect.data.digest),
    documents.map(({ recipient }) => recipient?.taxId ?? null),
    documents.map(({ payments }) => dueOf(payments)),
  ]);
}

const RECORDS = `INSERT INTO fiscal_records (company_id, installation_id, seq, position, kind, document_id, number, generated_at, huella)
  SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
  ON CONFLICT DO NOTHING`;

/** A position that is taken stays as it was: the event is quarantined for it. */
export async function insertRecords(
  tx: Tx,
  installationId: string,
  records: readonly { readonly seq: number; readonly record: ReceivedRecord }[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.prepared('ingest_records', RECORDS, [
    tx.companyId,
    installationId,
    records.map(({ seq }) => seq),
    records.map(({ record }) => record.data.position),
    records.map(({ record }) => record.data.kind),
    records.map(({ record }) => storableText(record.documentId)),
    records.map(({ record }) => storableText(record.number)),
    records.map(({ record }) => record.data.generatedAt),
    records.map(({ record }) => record.data.huella),
  ]);
}

const ANNUL = `UPDATE documents d SET annulled_at = a.at, version = d.version + 1, updated_at_ms = $5
  FROM unnest($2::text[], $3::text[], $4::bigint[]) AS a(id, at, at_ms) WHERE d.company_id = $1 AND d.id = a.id
  RETURNING d.id, d.number, d.customer_id AS "customerId", d.total_cents AS "totalCents", d.version, a.at_ms AS "atMs"`;

export async function annulDocuments(
  tx: Tx,
  annulled: readonly { readonly documentId: string; readonly at: string; readonly atMs: number }[],
  nowMs: number,
): Promise<(NewsOfInvoice & { readonly atMs: number })[]> {
  if (annulled.length === 0) return [];
  const ids = annulled.map(({ documentId }) => storableText(documentId));
  const at = annulled.map((one) => one.at);
  const atMs = annulled.map((one) => one.atMs);
  return tx.prepared('ingest_annul', ANNUL, [tx.companyId, ids, at, atMs, nowMs]);
}

export type CashEvent = {
  readonly seq: number;
  readonly sessionId: string;
  readonly type: string;
  readonly at: string;
  readonly detail: unknown;
};

const CASH = `INSERT INTO cash_events (company_id, installation_id, till_id, seq, session_id, type, at, on_day, detail)
  SELECT $1, $2, $3, * FROM unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::date[], $9::jsonb[])`;

export async function insertCashEvents(tx: Tx, place: Place, events: readonly CashEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.prepared('ingest_cash', CASH, [
    tx.companyId,
    place.installationId,
    place.tillId,
    events.map(({ seq }) => seq),
    events.map(({ sessionId }) => storableText(sessionId)),
    events.map(({ type }) => type),
    events.map(({ at }) => at),
    events.map(({ at }) => at.slice(0, 10)),
    events.map(({ detail }) => storableJson(detail)),
  ]);
}
