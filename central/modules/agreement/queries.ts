import type { SeriesStand } from '../../../contracts/sync/values.ts';
import type { Tx } from '../../db/tenant.ts';

/** A series of a till: as central computes it, as the till said it last, and what of it was believed. */
export type SeriesRow = {
  readonly till_id: string;
  readonly installation_id: string;
  readonly code: string;
  readonly own: Omit<SeriesStand, 'code'>;
  readonly said: Omit<SeriesStand, 'code'>;
  readonly accepted_count: number;
  readonly accepted_cents: number;
};

type FlatRow = Omit<SeriesRow, 'own' | 'said'> & {
  count: number;
  cents: number;
  hash: string;
  said_count: number;
  said_cents: number;
  said_hash: string;
};

const SERIES = `SELECT i.till_id, s.installation_id, s.code, s.count, s.cents, s.hash, s.said_count, s.said_cents, s.said_hash,
    s.accepted_count, s.accepted_cents
  FROM series_stands s
  JOIN installations i ON i.company_id = s.company_id AND i.installation_id = s.installation_id
  WHERE s.company_id = $1 AND ($2::uuid IS NULL OR i.till_id = $2) ORDER BY i.till_id, s.code`;

/** Of one till, or of all. */
export async function seriesOfTills(tx: Tx, tillId: string | null): Promise<SeriesRow[]> {
  const rows = await tx.query<FlatRow>(SERIES, [tx.companyId, tillId]);
  return rows.map(({ count, cents, hash, said_count, said_cents, said_hash, ...row }) => ({
    ...row,
    own: { count, cents, hash },
    said: { count: said_count, cents: said_cents, hash: said_hash },
  }));
}

export type OpenRow = { readonly till_id: string; readonly quarantined: number; readonly parked: number };

const OPEN = `SELECT i.till_id,
    count(*) FILTER (WHERE e.state = 'quarantined') AS quarantined, count(*) FILTER (WHERE e.state = 'parked') AS parked
  FROM till_events e JOIN installations i ON i.company_id = e.company_id AND i.installation_id = e.installation_id
  WHERE e.company_id = $1 AND e.state <> 'accepted' AND ($2::uuid IS NULL OR i.till_id = $2) GROUP BY i.till_id`;

/** Events that nobody has settled yet. */
export const openOfTills = (tx: Tx, tillId: string | null): Promise<OpenRow[]> =>
  tx.query<OpenRow>(OPEN, [tx.companyId, tillId]);
