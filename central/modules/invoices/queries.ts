import type { Tx } from '../../db/tenant.ts';

export type DocumentRow = {
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly issued_at: string;
  readonly issued_on: string;
  readonly till_id: string;
  readonly shop_id: string;
  readonly installation_id: string;
  readonly seq: number;
  readonly customer_id: string | null;
  readonly cashier_name: string;
  readonly total_cents: number;
  readonly tax_cents: number;
  readonly annulled_at: string | null;
  readonly recipient_tax_id: string | null;
  /** Not paid when it was issued, and paid of that since. */
  readonly due_cents: number;
  readonly paid_cents: number;
  readonly version: number;
  readonly updated_at_ms: number;
};

const COLUMNS = `id, number, type, issued_at, issued_on, till_id, shop_id, installation_id, seq, customer_id, cashier_name,
  total_cents, tax_cents, annulled_at, recipient_tax_id, due_cents, paid_cents, version, updated_at_ms`;

export type DocumentFilter = {
  readonly number: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly tillId: string | null;
  readonly shopId: string | null;
  readonly customerId: string | null;
  readonly isAnnulled: boolean | null;
  readonly isPaid?: boolean | null;
  readonly after: readonly [day: string, number: string] | null;
  readonly limit: number;
};

/** By day and number, newest day last: a cursor goes on where new documents appear. */
export const listDocuments = (tx: Tx, filter: DocumentFilter): Promise<DocumentRow[]> =>
  tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM documents WHERE company_id = $1
       AND ($2::text IS NULL OR number = $2)
       AND ($3::date IS NULL OR issued_on >= $3) AND ($4::date IS NULL OR issued_on <= $4)
       AND ($5::uuid IS NULL OR till_id = $5) AND ($6::uuid IS NULL OR shop_id = $6)
       AND ($7::text IS NULL OR customer_id = $7)
       AND ($8::bool IS NULL OR (annulled_at IS NOT NULL) = $8)
       AND ($9::date IS NULL OR (issued_on, number) > ($9, $10::text))
       AND ($12::bool IS NULL OR (due_cents <= paid_cents) = $12)
     ORDER BY issued_on, number LIMIT $11`,
    [
      tx.companyId,
      filter.number,
      filter.from,
      filter.to,
      filter.tillId,
      filter.shopId,
      filter.customerId,
      filter.isAnnulled,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit + 1,
      filter.isPaid ?? null,
    ],
  );

/** What is new or was paid or annulled since, in that order, by when it was written; who writes at that moment may commit later (page.ts). */
export const listUpdated = (
  tx: Tx,
  since: { readonly updatedAtMs: number; readonly after: readonly [updatedAtMs: number, id: string] | null },
  limit: number,
): Promise<DocumentRow[]> =>
  tx.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM documents WHERE company_id = $1 AND updated_at_ms >= $2
       AND ($3::bigint IS NULL OR (updated_at_ms, id) > ($3, $4::text)) ORDER BY updated_at_ms, id LIMIT $5`,
    [tx.companyId, since.updatedAtMs, since.after?.[0] ?? null, since.after?.[1] ?? null, limit + 1],
  );

/** Held to the commit: payments of one invoice go one after the other. */
export async function lockDocument(tx: Tx, id: string): Promise<DocumentRow | null> {
  const sql = `SELECT ${COLUMNS} FROM documents WHERE company_id = $1 AND id = $2 FOR UPDATE`;
  return (await tx.query<DocumentRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export type PaymentRow = {
  readonly id: string;
  readonly method: string;
  readonly amount_cents: number;
  readonly reference: string | null;
  readonly paid_at_ms: number;
  readonly at_issue: boolean;
};

/** Those that came with an invoice of central, and those of any invoice since. */
export const listPayments = (tx: Tx, documentId: string): Promise<PaymentRow[]> =>
  tx.query<PaymentRow>(
    `SELECT id, method, amount_cents, reference, paid_at_ms, at_issue FROM invoice_payments
     WHERE company_id = $1 AND document_id = $2 ORDER BY created_at_ms, id`,
    [tx.companyId, documentId],
  );

export type NewPayment = {
  readonly id: string;
  readonly method: string;
  readonly amountCents: number;
  readonly reference: string | null;
  readonly paidAtMs: number;
  readonly isAtIssue: boolean;
};

const PAY = `INSERT INTO invoice_payments (company_id, document_id, created_at_ms, actor, id, method, amount_cents, reference, paid_at_ms, at_issue)
  SELECT $1, $2, $3, $4, * FROM unnest($5::uuid[], $6::text[], $7::bigint[], $8::text[], $9::bigint[], $10::bool[])`;

export async function insertPayments(
  tx: Tx,
  documentId: string,
  payments: readonly NewPayment[],
  { nowMs, actor }: { readonly nowMs: number; readonly actor: string },
): Promise<void> {
  if (payments.length === 0) return;
  await tx.query(PAY, [
    tx.companyId,
    documentId,
    nowMs,
    actor,
    payments.map(({ id }) => id),
    payments.map(({ method }) => method),
    payments.map(({ amountCents }) => amountCents),
    payments.map(({ reference }) => reference),
    payments.map(({ paidAtMs }) => paidAtMs),
    payments.map(({ isAtIssue }) => isAtIssue),
  ]);
}

export async function readDocument(tx: Tx, id: string): Promise<DocumentRow | null> {
  const sql = `SELECT ${COLUMNS} FROM documents WHERE company_id = $1 AND id = $2`;
  return (await tx.query<DocumentRow>(sql, [tx.companyId, id]))[0] ?? null;
}

/** The bytes of an event as they came. */
export async function readLine(tx: Tx, installationId: string, seq: number): Promise<Buffer | null> {
  const sql = 'SELECT line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq = $3';
  return (await tx.query<{ line: Buffer }>(sql, [tx.companyId, installationId, seq]))[0]?.line ?? null;
}

/** The bytes of the events that issued these documents, by document. */
export async function linesOfDocuments(tx: Tx, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const rows = await tx.query<{ id: string; line: Buffer }>(
    `SELECT d.id, e.line FROM documents d JOIN till_events e ON e.company_id = d.company_id
       AND e.installation_id = d.installation_id AND e.seq = d.seq WHERE d.company_id = $1 AND d.id = ANY($2)`,
    [tx.companyId, ids],
  );
  return new Map(rows.map(({ id, line }) => [id, line]));
}

export type RecordRow = {
  readonly kind: 'alta' | 'anulacion';
  readonly installation_id: string;
  readonly position: number;
  readonly seq: number;
  readonly generated_at: string;
  readonly huella: string;
  readonly agency_state: string;
};

/** In the order in which they were generated. */
export const recordsOf = (tx: Tx, documentId: string): Promise<RecordRow[]> =>
  tx.query<RecordRow>(
    `SELECT kind, installation_id, position, seq, generated_at, huella, agency_state FROM fiscal_records
     WHERE company_id = $1 AND document_id = $2 ORDER BY generated_at, position`,
    [tx.companyId, documentId],
  );

export type LineRow = { readonly seq: number; readonly line: Buffer; readonly bytes: number };

/** Lines after `seq`, in order, at most `limit` and about `maxBytes`: at least one, if there is one. */
export const linesAfter = (
  tx: Tx,
  installationId: string,
  seq: number,
  limit: number,
  maxBytes: number,
): Promise<LineRow[]> =>
  tx.query<LineRow>(
    `SELECT seq, line, bytes FROM (
       SELECT seq, line, length(line) AS bytes, sum(length(line)) OVER (ORDER BY seq) - length(line) AS before
       FROM (SELECT seq, line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq > $3
         ORDER BY seq LIMIT $4) AS page) AS sized
     WHERE before < $5 ORDER BY seq`,
    [tx.companyId, installationId, seq, limit, maxBytes],
  );

export async function hasInstallation(tx: Tx, installationId: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM installations WHERE company_id = $1 AND installation_id = $2';
  return (await tx.query(sql, [tx.companyId, installationId])).length === 1;
}
