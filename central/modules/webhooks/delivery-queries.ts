import type { Tx } from '../../db/tenant.ts';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'discarded'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type DeliveryRow = {
  readonly id: string;
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly next_attempt_ms: number;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly created_at_ms: number;
  readonly finished_at_ms: number | null;
};

const SELECT = `SELECT d.id, d.endpoint_id, e.id AS event_id, e.type, d.state, d.attempts, d.next_attempt_ms, d.last_status, d.last_error,
    d.created_at_ms, d.finished_at_ms
  FROM webhook_deliveries d JOIN outgoing_events e ON e.company_id = d.company_id AND e.position = d.event_position`;

export type DeliveryFilter = {
  readonly endpointId: string | null;
  readonly state: DeliveryState | null;
  readonly type: string | null;
  readonly before: readonly [createdAtMs: number, id: string] | null;
  readonly limit: number;
};

/** Newest first. */
export const listDeliveries = (tx: Tx, filter: DeliveryFilter): Promise<DeliveryRow[]> =>
  tx.query<DeliveryRow>(
    `${SELECT} WHERE d.company_id = $1 AND ($2::uuid IS NULL OR d.endpoint_id = $2) AND ($3::text IS NULL OR d.state = $3)
       AND ($4::text IS NULL OR e.type = $4) AND ($5::bigint IS NULL OR (d.created_at_ms, d.id) < ($5, $6::uuid))
     ORDER BY d.created_at_ms DESC, d.id DESC LIMIT $7`,
    [
      tx.companyId,
      filter.endpointId,
      filter.state,
      filter.type,
      filter.before?.[0] ?? null,
      filter.before?.[1] ?? null,
      filter.limit + 1,
    ],
  );

export async function readDelivery(tx: Tx, id: string): Promise<(DeliveryRow & { readonly body: string }) | null> {
  const sql = `${SELECT.replace('e.type,', 'e.type, e.body,')} WHERE d.company_id = $1 AND d.id = $2`;
  return (await tx.query<DeliveryRow & { readonly body: string }>(sql, [tx.companyId, id]))[0] ?? null;
}

export type AttemptRow = {
  readonly n: number;
  readonly started_at_ms: number;
  readonly duration_ms: number;
  readonly http_status: number | null;
  readonly error: string | null;
  readonly request_headers: Record<string, string>;
  readonly response_headers: Record<string, string> | null;
  readonly response_head: string | null;
};

export const attemptsOf = (tx: Tx, deliveryId: string): Promise<AttemptRow[]> =>
  tx.query<AttemptRow>(
    `SELECT n, started_at_ms, duration_ms, http_status, error, request_headers, response_headers, response_head FROM webhook_attempts
     WHERE company_id = $1 AND delivery_id = $2 ORDER BY n`,
    [tx.companyId, deliveryId],
  );

/** Due at once, whatever became of it before. */
export const resendOne = (tx: Tx, id: string, nowMs: number): Promise<unknown> =>
  tx.query(
    `UPDATE webhook_deliveries SET state = 'pending', next_attempt_ms = $3, finished_at_ms = NULL
     WHERE company_id = $1 AND id = $2`,
    [tx.companyId, id, nowMs],
  );

/** @returns how many */
export async function resendSince(
  tx: Tx,
  endpointId: string,
  since: { readonly sinceMs: number; readonly states: readonly DeliveryState[]; readonly nowMs: number },
): Promise<number> {
  const sql = `UPDATE webhook_deliveries SET state = 'pending', next_attempt_ms = $5, finished_at_ms = NULL
    WHERE company_id = $1 AND endpoint_id = $2 AND created_at_ms >= $3 AND state = ANY($4) RETURNING id`;
  return (await tx.query(sql, [tx.companyId, endpointId, since.sinceMs, since.states, since.nowMs])).length;
}

export async function deliveryOfEvent(tx: Tx, endpointId: string, position: number): Promise<string | null> {
  const sql = 'SELECT id FROM webhook_deliveries WHERE company_id = $1 AND endpoint_id = $2 AND event_position = $3';
  return (await tx.query<{ id: string }>(sql, [tx.companyId, endpointId, position]))[0]?.id ?? null;
}
