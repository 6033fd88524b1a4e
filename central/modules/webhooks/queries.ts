import type { Tx } from '../../db/tenant.ts';
import type { Secrets } from './signature.ts';

export type EndpointStatus = 'active' | 'paused' | 'disabled';

export type EndpointRow = Secrets & {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly event_types: readonly string[];
  readonly shop_id: string | null;
  readonly status: EndpointStatus;
  readonly disabled_reason: string | null;
  readonly first_failure_ms: number | null;
  /** It is overloaded, and is left alone until then; 0: it never was. */
  readonly held_until_ms: number;
  readonly version: number;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
};

const COLUMNS = `id, url, description, event_types, shop_id, status, disabled_reason, secret_current, secret_previous,
  previous_until_ms, first_failure_ms, held_until_ms, version, created_at_ms, updated_at_ms`;

export const listEndpoints = (
  tx: Tx,
  after: readonly [createdAtMs: number, id: string] | null,
  limit: number,
): Promise<EndpointRow[]> =>
  tx.query<EndpointRow>(
    `SELECT ${COLUMNS} FROM webhook_endpoints WHERE company_id = $1 AND status <> 'deleted'
       AND ($2::bigint IS NULL OR (created_at_ms, id) > ($2, $3::uuid)) ORDER BY created_at_ms, id LIMIT $4`,
    [tx.companyId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );

export async function countEndpoints(tx: Tx): Promise<number> {
  const sql = "SELECT count(*) AS n FROM webhook_endpoints WHERE company_id = $1 AND status <> 'deleted'";
  return (await tx.query<{ n: number }>(sql, [tx.companyId]))[0]?.n ?? 0;
}

/** Held to the commit. */
export async function lockEndpoint(tx: Tx, id: string): Promise<EndpointRow | null> {
  const sql = `SELECT ${COLUMNS} FROM webhook_endpoints WHERE company_id = $1 AND id = $2 AND status <> 'deleted' FOR UPDATE`;
  return (await tx.query<EndpointRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export async function readEndpoint(tx: Tx, id: string): Promise<EndpointRow | null> {
  const sql = `SELECT ${COLUMNS} FROM webhook_endpoints WHERE company_id = $1 AND id = $2 AND status <> 'deleted'`;
  return (await tx.query<EndpointRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export type EndpointFields = Pick<EndpointRow, 'url' | 'description' | 'event_types' | 'shop_id' | 'status'>;

export const insertEndpoint = (
  tx: Tx,
  row: EndpointFields & { readonly id: string; readonly secret: string; readonly nowMs: number },
): Promise<unknown> =>
  tx.query(
    `INSERT INTO webhook_endpoints (company_id, id, url, description, event_types, shop_id, status, secret_current, created_at_ms, updated_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [tx.companyId, row.id, row.url, row.description, row.event_types, row.shop_id, row.status, row.secret, row.nowMs],
  );

/** Sends at once what is due, whatever it asked for: a person knows better. */
export const releaseEndpoint = (tx: Tx, id: string): Promise<unknown> =>
  tx.query('UPDATE webhook_endpoints SET held_until_ms = 0 WHERE company_id = $1 AND id = $2', [tx.companyId, id]);

/** Active again, or elsewhere: what went wrong before counts no more. */
export const updateEndpoint = (tx: Tx, id: string, row: EndpointFields, nowMs: number): Promise<unknown> =>
  tx.query(
    `UPDATE webhook_endpoints SET url = $3, description = $4, event_types = $5, shop_id = $6, status = $7, updated_at_ms = $8,
       disabled_reason = CASE WHEN $7 = 'disabled' THEN disabled_reason END,
       first_failure_ms = CASE WHEN ($7 = 'active' AND status <> 'active') OR url <> $3 THEN NULL ELSE first_failure_ms END,
       held_until_ms = 0, version = version + 1
     WHERE company_id = $1 AND id = $2`,
    [tx.companyId, id, row.url, row.description, row.event_types, row.shop_id, row.status, nowMs],
  );

export const rotateSecret = (
  tx: Tx,
  id: string,
  rotated: { readonly secret: string; readonly previousUntilMs: number; readonly nowMs: number },
): Promise<unknown> =>
  tx.query(
    `UPDATE webhook_endpoints SET secret_previous = secret_current, secret_current = $3, previous_until_ms = $4, updated_at_ms = $5,
       version = version + 1 WHERE company_id = $1 AND id = $2`,
    [tx.companyId, id, rotated.secret, rotated.previousUntilMs, rotated.nowMs],
  );

/** Its deliveries stay to be read; those that wait are not sent any more. */
export async function deleteEndpoint(tx: Tx, id: string, nowMs: number): Promise<void> {
  await tx.query(
    "UPDATE webhook_endpoints SET status = 'deleted', version = version + 1, updated_at_ms = $3 WHERE company_id = $1 AND id = $2",
    [tx.companyId, id, nowMs],
  );
  await tx.query(
    `UPDATE webhook_deliveries SET state = 'discarded', finished_at_ms = $3
     WHERE company_id = $1 AND endpoint_id = $2 AND state = 'pending'`,
    [tx.companyId, id, nowMs],
  );
}

/** Numbered while the company is locked: the event that enqueue has just written. */
export async function lastEvent(tx: Tx): Promise<{ readonly id: string; readonly position: number }> {
  const [row] = await tx.query<{ id: string; position: number }>(
    'SELECT e.id, e.position FROM companies c JOIN outgoing_events e ON e.company_id = c.id AND e.position = c.event_position WHERE c.id = $1',
    [tx.companyId],
  );
  if (row === undefined) throw new Error('the event that was just written is gone');
  return row;
}
