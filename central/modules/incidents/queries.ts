import type { Tx } from '../../db/tenant.ts';

export type IncidentRow = {
  readonly id: number;
  readonly at_ms: number;
  readonly kind: 'quarantined' | 'till' | 'central';
  readonly code: string;
  readonly till_id: string | null;
  readonly installation_id: string | null;
  readonly seq: number | null;
  readonly number: string | null;
  readonly detail: Record<string, unknown>;
  readonly settled_at_ms: number | null;
  readonly settled_by: string | null;
  readonly settled_as: 'accepted' | 'dismissed' | null;
  readonly note: string | null;
};

const COLUMNS = `id, at_ms, kind, code, till_id, installation_id, seq, number, detail, settled_at_ms, settled_by, settled_as, note`;

export type IncidentFilter = {
  readonly isOpen: boolean | null;
  readonly kind: IncidentRow['kind'] | null;
  readonly tillId: string | null;
  readonly before: number | null;
  readonly limit: number;
};

/** Newest first. */
export const listIncidents = (tx: Tx, filter: IncidentFilter): Promise<IncidentRow[]> =>
  tx.query<IncidentRow>(
    `SELECT ${COLUMNS} FROM incidents WHERE company_id = $1 AND ($2::bigint IS NULL OR id < $2)
       AND ($3::bool IS NULL OR (settled_at_ms IS NULL) = $3) AND ($4::text IS NULL OR kind = $4)
       AND ($5::uuid IS NULL OR till_id = $5) ORDER BY id DESC LIMIT $6`,
    [tx.companyId, filter.before, filter.isOpen, filter.kind, filter.tillId, filter.limit + 1],
  );

/** Held to the commit: two people who settle one incident settle it once. */
export async function lockIncident(tx: Tx, id: number): Promise<IncidentRow | null> {
  const sql = `SELECT ${COLUMNS} FROM incidents WHERE company_id = $1 AND id = $2 FOR UPDATE`;
  return (await tx.query<IncidentRow>(sql, [tx.companyId, id]))[0] ?? null;
}

export type Settled = {
  readonly as: 'accepted' | 'dismissed';
  readonly by: string;
  readonly atMs: number;
  readonly note: string;
};

export const settleIncident = (tx: Tx, id: number, { as, by, atMs, note }: Settled): Promise<unknown> =>
  tx.query(
    'UPDATE incidents SET settled_at_ms = $3, settled_by = $4, settled_as = $5, note = $6 WHERE company_id = $1 AND id = $2',
    [tx.companyId, id, atMs, by, as, note],
  );

/** What central thinks of an event from now on. */
export const setEventState = (
  tx: Tx,
  installationId: string,
  seq: number,
  state: 'accepted' | 'dismissed',
): Promise<unknown> =>
  tx.query('UPDATE till_events SET state = $4 WHERE company_id = $1 AND installation_id = $2 AND seq = $3', [
    tx.companyId,
    installationId,
    seq,
    state,
  ]);
