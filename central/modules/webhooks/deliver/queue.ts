import { storableJson, storableText } from '../../../db/storable.ts';
import type { Tx, WholeTx } from '../../../db/tenant.ts';
import type { Secrets } from '../signature.ts';

/** A delivery that this instance is to send now. */
export type Claimed = Secrets & {
  readonly companyId: string;
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly url: string;
  readonly eventId: string;
  readonly body: string;
  /** With this one. */
  readonly attempts: number;
};

export type ClaimOptions = {
  readonly nowMs: number;
  /** Whoever has not told an outcome by then is taken for dead, and it is tried again. */
  readonly leaseUntilMs: number;
  /** At once for one endpoint, by one instance; one whose last attempts failed gets a single one until it answers well. */
  readonly perEndpoint: number;
  /** Endpoints and how many this instance is sending to them. */
  readonly busy: ReadonlyMap<string, number>;
  /** In all. */
  readonly limit: number;
};

// Each endpoint has its own few: one that is slow fills its own slots and nobody else's. Where there is not room for all, it
// goes to those that would have the fewest in flight, and among them to what waits longest: neither many that hang nor a long
// backlog of some starves the last. Rows that another instance is claiming at this moment are passed over.
const CLAIM = `WITH open AS (
    SELECT w.*, coalesce(busy.n, 0) AS busy, CASE WHEN w.first_failure_ms IS NULL THEN $5 ELSE 1 END AS slots
    FROM webhook_endpoints w LEFT JOIN unnest($3::uuid[], $4::int[]) AS busy(endpoint_id, n) ON busy.endpoint_id = w.id
    WHERE w.status = 'active' AND w.held_until_ms <= $1),
  waiting AS (
    SELECT d.company_id, d.id, w.url, w.secret_current, w.secret_previous, w.previous_until_ms, d.next_attempt_ms,
      w.busy + row_number() OVER (PARTITION BY w.id ORDER BY d.next_attempt_ms) AS in_flight
    FROM open w CROSS JOIN LATERAL (
      SELECT company_id, id, next_attempt_ms FROM webhook_deliveries
      WHERE company_id = w.company_id AND endpoint_id = w.id AND state = 'pending' AND next_attempt_ms <= $1
      ORDER BY next_attempt_ms LIMIT greatest(0, w.slots - w.busy) FOR UPDATE SKIP LOCKED) d),
  due AS (SELECT * FROM waiting ORDER BY in_flight, next_attempt_ms LIMIT $6)
  UPDATE webhook_deliveries d SET attempts = d.attempts + 1, next_attempt_ms = $2
  FROM due, outgoing_events e
  WHERE d.company_id = due.company_id AND d.id = due.id AND e.company_id = d.company_id AND e.position = d.event_position
  RETURNING d.company_id AS "companyId", d.id AS "deliveryId", d.endpoint_id AS "endpointId", d.attempts, e.id AS "eventId", e.body,
    due.url, due.secret_current, due.secret_previous, due.previous_until_ms`;

/** Takes what is due, of every company. Committed before anything is sent. */
export const claim = (
  tx: WholeTx,
  { nowMs, leaseUntilMs, perEndpoint, busy, limit }: ClaimOptions,
): Promise<Claimed[]> =>
  tx.prepared<Claimed>('webhooks_claim', CLAIM, [
    nowMs,
    leaseUntilMs,
    [...busy.keys()],
    [...busy.values()],
    perEndpoint,
    limit,
  ]);

/** What became of an attempt. */
export type Outcome = {
  readonly claimed: Claimed;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly status: number | null;
  readonly failure: string | null;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseHead: string;
  readonly state: 'delivered' | 'pending' | 'failed';
  /** Of the next attempt; without a meaning when there is none. */
  readonly nextAttemptMs: number;
  /** Until then nothing is sent to this endpoint; null: go on. */
  readonly holdUntilMs: number | null;
};

const ATTEMPTS = `INSERT INTO webhook_attempts (company_id, delivery_id, n, started_at_ms, duration_ms, http_status, error,
    request_headers, response_headers, response_head)
  SELECT $1, * FROM unnest($2::uuid[], $3::int[], $4::bigint[], $5::int[], $6::int[], $7::text[], $8::jsonb[], $9::jsonb[], $10::text[])
  ON CONFLICT DO NOTHING`;

// coalesce: or the planner, which has not seen a full table yet, reads all that is pending for each of these rows instead of
// looking them up by their key (measured: 300 ms instead of 5 for 80 outcomes).
const IS_PENDING = "coalesce(d.state, '') = 'pending'";

// Only while it is still this attempt: one whose lease ran out is somebody else's now, and a person may have ended it.
const DELIVERIES = `UPDATE webhook_deliveries d SET state = o.state, next_attempt_ms = o.next_ms, last_status = o.status,
    last_error = o.error, finished_at_ms = CASE WHEN o.state <> 'pending' THEN $7::bigint END
  FROM unnest($2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::int[], $8::text[]) AS o(id, n, state, next_ms, status, error)
  WHERE d.company_id = $1 AND d.id = o.id AND d.attempts = o.n AND ${IS_PENDING}`;

// A delivered one is delivered, whoever thinks otherwise of an older attempt.
const LATE = `UPDATE webhook_deliveries d SET state = 'delivered', finished_at_ms = $3
  WHERE d.company_id = $1 AND d.id = ANY($2) AND ${IS_PENDING}`;

/** Writes outcomes of one company, all in three statements. */
export async function writeOutcomes(tx: Tx, outcomes: readonly Outcome[], nowMs: number): Promise<void> {
  const ids = outcomes.map(({ claimed }) => claimed.deliveryId);
  const numbers = outcomes.map(({ claimed }) => claimed.attempts);
  const statuses = outcomes.map(({ status }) => status);
  const failures = outcomes.map(({ failure }) => failure);
  await tx.prepared('webhooks_attempts', ATTEMPTS, [
    tx.companyId,
    ids,
    numbers,
    outcomes.map(({ startedAtMs }) => startedAtMs),
    outcomes.map(({ durationMs }) => durationMs),
    statuses,
    failures,
    outcomes.map(({ requestHeaders }) => storableJson(requestHeaders)),
    outcomes.map(({ responseHeaders }) => storableJson(responseHeaders)),
    outcomes.map(({ responseHead }) => storableText(responseHead)),
  ]);
  await tx.prepared('webhooks_outcomes', DELIVERIES, [
    tx.companyId,
    ids,
    numbers,
    outcomes.map(({ state }) => state),
    outcomes.map(({ nextAttemptMs }) => nextAttemptMs),
    statuses,
    nowMs,
    failures,
  ]);
  const delivered = outcomes.filter(({ state }) => state === 'delivered').map(({ claimed }) => claimed.deliveryId);
  if (delivered.length > 0) await tx.prepared('webhooks_late', LATE, [tx.companyId, delivered, nowMs]);
}

const RECOVERED = `UPDATE webhook_endpoints SET first_failure_ms = NULL
  WHERE company_id = $1 AND id = ANY($2) AND first_failure_ms IS NOT NULL`;
const FAILED = `UPDATE webhook_endpoints SET first_failure_ms = coalesce(first_failure_ms, $3)
  WHERE company_id = $1 AND id = ANY($2) RETURNING id, first_failure_ms AS "firstFailureMs"`;

export const noteRecovered = (tx: Tx, endpointIds: readonly string[]): Promise<unknown> =>
  tx.prepared('webhooks_recovered', RECOVERED, [tx.companyId, endpointIds]);

export const noteFailed = (
  tx: Tx,
  endpointIds: readonly string[],
  nowMs: number,
): Promise<{ readonly id: string; readonly firstFailureMs: number }[]> =>
  tx.prepared('webhooks_failed', FAILED, [tx.companyId, endpointIds, nowMs]);

const HELD = `UPDATE webhook_endpoints SET held_until_ms = greatest(held_until_ms, $3) WHERE company_id = $1 AND id = $2`;

export const holdEndpoint = (tx: Tx, endpointId: string, untilMs: number): Promise<unknown> =>
  tx.prepared('webhooks_held', HELD, [tx.companyId, endpointId, untilMs]);
