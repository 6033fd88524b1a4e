import type { Tx } from '../../db/tenant.ts';

export type SessionRow = {
  readonly session_id: string;
  readonly till_id: string;
  readonly shop_id: string;
  readonly opened_at: string | null;
  readonly closed_at: string | null;
  /** Local day of its last event. */
  readonly last_on: string;
};

export type SessionFilter = {
  readonly sessionId?: string;
  readonly shopId: string | null;
  readonly tillId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly before: readonly [lastOn: string, sessionId: string] | null;
  readonly limit: number;
};

/** Gathered from its events; newest first. */
export const listSessions = (tx: Tx, filter: SessionFilter): Promise<SessionRow[]> =>
  tx.query<SessionRow>(
    `SELECT * FROM (
       SELECT e.session_id, e.till_id, t.shop_id, min(e.at) FILTER (WHERE e.type = 'cash_session.opened') AS opened_at,
         max(e.at) FILTER (WHERE e.type = 'cash_session.closed') AS closed_at, max(e.on_day) AS last_on
       FROM cash_events e JOIN tills t ON t.company_id = e.company_id AND t.id = e.till_id
       WHERE e.company_id = $1 AND ($2::text IS NULL OR e.session_id = $2) AND ($3::uuid IS NULL OR t.shop_id = $3)
         AND ($4::uuid IS NULL OR e.till_id = $4)
       GROUP BY e.session_id, e.till_id, t.shop_id) AS sessions
     WHERE ($5::date IS NULL OR last_on >= $5) AND ($6::date IS NULL OR last_on <= $6)
       AND ($7::date IS NULL OR (last_on, session_id) < ($7, $8::text))
     ORDER BY last_on DESC, session_id DESC LIMIT $9`,
    [
      tx.companyId,
      filter.sessionId ?? null,
      filter.shopId,
      filter.tillId,
      filter.from,
      filter.to,
      filter.before?.[0] ?? null,
      filter.before?.[1] ?? null,
      filter.limit + 1,
    ],
  );

export type CashEventRow = { readonly type: string; readonly at: string; readonly detail: Record<string, unknown> };

/** In their order. */
export const eventsOf = (tx: Tx, sessionId: string): Promise<CashEventRow[]> =>
  tx.query<CashEventRow>(
    'SELECT type, at, detail FROM cash_events WHERE company_id = $1 AND session_id = $2 ORDER BY installation_id, seq',
    [tx.companyId, sessionId],
  );
