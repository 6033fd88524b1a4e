import type { CustomerData } from '../../../contracts/sync/event-data.ts';
import { notFound } from '../../app/problem.ts';
import type { Tx } from '../../db/tenant.ts';

export type CustomerRow = {
  readonly id: string;
  readonly data: CustomerData;
  readonly version: number;
  /** Of the edit, where it was made. */
  readonly changed_at_ms: number;
  /** When it became known here. */
  readonly updated_at_ms: number;
};

const COLUMNS = 'id, data, version, changed_at_ms, updated_at_ms';

/** Thrown: not_found (404). */
export async function readCustomer(tx: Tx, id: string): Promise<CustomerRow> {
  const sql = `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND id = $2`;
  const [row] = await tx.query<CustomerRow>(sql, [tx.companyId, id]);
  if (row === undefined) throw notFound();
  return row;
}

/** Held to the commit. */
export async function lockCustomer(tx: Tx, id: string): Promise<CustomerRow | null> {
  const sql = `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND id = $2 FOR UPDATE`;
  return (await tx.query<CustomerRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export type CustomerFilter = {
  readonly name: string | null;
  readonly taxId: string | null;
  readonly after: string | null;
  readonly limit: number;
};

export const listCustomers = (tx: Tx, { name, taxId, after, limit }: CustomerFilter): Promise<CustomerRow[]> =>
  tx.query<CustomerRow>(
    `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND ($2::text IS NULL OR id > $2)
       AND ($3::text IS NULL OR tax_id = $3) AND ($4::text IS NULL OR position(lower($4) IN lower(name)) > 0)
     ORDER BY id LIMIT $5`,
    [tx.companyId, after, taxId, name, limit + 1],
  );

/** What became known since, in that order. */
export const listUpdated = (
  tx: Tx,
  sinceMs: number,
  after: readonly [updatedAtMs: number, id: string] | null,
  limit: number,
): Promise<CustomerRow[]> =>
  tx.query<CustomerRow>(
    `SELECT ${COLUMNS} FROM customers WHERE company_id = $1 AND updated_at_ms >= $2
       AND ($3::bigint IS NULL OR (updated_at_ms, id) > ($3, $4::text)) ORDER BY updated_at_ms, id LIMIT $5`,
    [tx.companyId, sinceMs, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
