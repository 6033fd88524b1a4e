import type { Tx } from '../../db/tenant.ts';

export type SoldRow = {
  readonly till_id: string;
  readonly series_code: string;
  readonly count: number;
  readonly cents: number;
  readonly first_count: number;
  readonly last_count: number;
  readonly first: string;
  readonly last: string;
  readonly held: number;
  readonly annulled: number;
  readonly annulled_cents: number;
};

/**
 * Documents of a local day that central believes, by till and series. `held`: of the numbers from the first to the last those
 * that central believes, whatever their day, because the clock of a till may have jumped between two of them.
 */
export const soldOn = (tx: Tx, shopId: string, day: string): Promise<SoldRow[]> =>
  tx.query<SoldRow>(
    `SELECT s.*, CASE WHEN last_count - first_count + 1 = count THEN count ELSE greatest(count, (SELECT count(*) FROM documents d
         WHERE d.company_id = $1 AND d.number BETWEEN s.first AND s.last AND d.series_code = s.series_code)) END AS held
     FROM (SELECT till_id, series_code, count(*) AS count, sum(total_cents)::bigint AS cents, min(series_count) AS first_count,
         max(series_count) AS last_count, (array_agg(number ORDER BY series_count))[1] AS first,
         (array_agg(number ORDER BY series_count DESC))[1] AS last, count(annulled_at) AS annulled,
         coalesce(sum(total_cents) FILTER (WHERE annulled_at IS NOT NULL), 0)::bigint AS annulled_cents
       FROM documents WHERE company_id = $1 AND shop_id = $2 AND issued_on = $3 GROUP BY till_id, series_code) AS s
     ORDER BY till_id, series_code`,
    [tx.companyId, shopId, day],
  );

export type ZRow = { readonly till_id: string; readonly at: string; readonly report: Record<string, unknown> };

/** Z reports whose paper is of that day. */
export const closedOn = (tx: Tx, shopId: string, day: string): Promise<ZRow[]> =>
  tx.query<ZRow>(
    `SELECT c.till_id, c.at, c.detail AS report FROM cash_events c
     JOIN tills t ON t.company_id = c.company_id AND t.id = c.till_id
     WHERE c.company_id = $1 AND t.shop_id = $2 AND c.on_day = $3 AND c.type = 'cash_session.closed'
     ORDER BY c.till_id, c.installation_id, c.seq`,
    [tx.companyId, shopId, day],
  );

export type AgencyRow = { readonly till_id: string; readonly state: string; readonly count: number };

/** Records of that day's documents, by their state at the agency. */
export const agencyOn = (tx: Tx, shopId: string, day: string): Promise<AgencyRow[]> =>
  tx.query<AgencyRow>(
    `SELECT d.till_id, r.agency_state AS state, count(*) AS count FROM documents d
     JOIN fiscal_records r ON r.company_id = d.company_id AND r.document_id = d.id
     WHERE d.company_id = $1 AND d.shop_id = $2 AND d.issued_on = $3 GROUP BY 1, 2 ORDER BY 1, 2`,
    [tx.companyId, shopId, day],
  );

export type OpenIncidentRow = {
  readonly till_id: string;
  readonly id: number;
  readonly kind: 'quarantined' | 'till' | 'central';
  readonly code: string;
  readonly number: string | null;
  /** All that are open of the till, those that are not named here included. */
  readonly open: number;
};

/** Newest first, at most `limit` of each till: one that has many does not hide those of another. */
export const openIncidents = (tx: Tx, shopId: string, limit: number): Promise<OpenIncidentRow[]> =>
  tx.query<OpenIncidentRow>(
    `SELECT till_id, id, kind, code, number, open FROM (
       SELECT i.till_id, i.id, i.kind, i.code, i.number, count(*) OVER (PARTITION BY i.till_id) AS open,
         row_number() OVER (PARTITION BY i.till_id ORDER BY i.id DESC) AS place
       FROM incidents i JOIN tills t ON t.company_id = i.company_id AND t.id = i.till_id
       WHERE i.company_id = $1 AND t.shop_id = $2 AND i.settled_at_ms IS NULL AND i.kind <> 'till') AS ranked
     WHERE place <= $3 ORDER BY till_id, id DESC`,
    [tx.companyId, shopId, limit],
  );
