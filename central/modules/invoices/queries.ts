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
};

const COLUMNS = `id, number, type, issued_at, issued_on, till_id, shop_id, installation_id, seq, customer_id, cashier_name,
  total_cents, tax_cents, annulled_at`;

export type DocumentFilter = {
  readonly number: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly tillId: string | null;
  readonly shopId: string | null;
  readonly customerId: string | null;
  readonly isAnnulled: boolean | null;
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
    ],
  );

export async function readDocument(tx: Tx, id: string): Promise<DocumentRow | null> {
  const sql = `SELECT ${COLUMNS} FROM documents WHERE company_id = $1 AND id = $2`;
  return (await tx.query<DocumentRow>(sql, [tx.companyId, id]))[0] ?? null;
}

/** The bytes of an event as they came. */
export async function readLine(tx: Tx, installationId: string, seq: number): Promise<Buffer | null> {
  const sql = 'SELECT line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq = $3';
  return (await tx.query<{ line: Buffer }>(sql, [tx.companyId, installationId, seq]))[0]?.line ?? null;
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
