import type { SyncReport } from '../../domain/day/sync-types.ts';
import type { Tally } from '../../domain/day/types.ts';
import { type ReadableDatabase, statement } from '../handles.ts';
import type { DocumentRange } from './sold.ts';

/**
 * How many documents of the range are at central. Events of documents are in the order of their row ids within an
 * installation: the last one that central has says which are.
 * @param through the last event of each installation that central has
 */
export function acknowledgedIn(
  db: ReadableDatabase,
  { after, through: last }: DocumentRange,
  through: readonly { readonly installationId: number; readonly seq: number }[],
): Tally {
  let count = 0;
  let cents = 0;
  for (const { installationId, seq } of through) {
    const newest = statement(
      db,
      `SELECT ref_id FROM outbox WHERE installation_id = +? AND seq <= +? AND type = 'document.issued'
       ORDER BY seq DESC LIMIT 1`,
    )
      .pluck()
      .get(installationId, seq) as number | undefined;
    if (newest === undefined || newest <= after) continue;
    const found = statement(
      db,
      `SELECT count(*) AS count, ifnull(sum(total_cents), 0) AS cents FROM documents
       WHERE id > ? AND id <= ? AND installation_id = ?`,
    ).get(after, Math.min(newest, last), installationId) as { count: number; cents: number };
    count += found.count;
    cents += found.cents;
  }
  return { count, cents: cents as Tally['cents'] };
}

/** Documents of the range that central stored and does not believe, at most `limit`. */
export const quarantinedIn = (
  db: ReadableDatabase,
  { after, through }: DocumentRange,
  limit: number,
): (SyncReport['quarantined'][number] & { readonly cents: number })[] =>
  statement(
    db,
    `SELECT d.number, r.code, r.detail, d.total_cents AS cents FROM central_rejected r
       JOIN outbox o ON o.installation_id = r.installation_id AND o.seq = r.seq AND o.type = 'document.issued'
       JOIN documents d ON d.id = o.ref_id
     WHERE d.id > ? AND d.id <= ? ORDER BY d.id LIMIT ?`,
  ).all(after, through, limit) as never;

/** Records of the range by their state at the agency; 'generated': nobody sent them yet. */
export const agencyStatesIn = (
  db: ReadableDatabase,
  { after, through }: DocumentRange,
): SyncReport['agency']['states'] =>
  statement(
    db,
    `SELECT ifnull(s.state, 'generated') AS state, count(*) AS count FROM fiscal_records r
       LEFT JOIN fiscal_record_states s ON s.installation_id = r.installation_id AND s.position = r.position
     WHERE r.document_id > ? AND r.document_id <= ? GROUP BY 1 ORDER BY 1`,
  ).all(after, through) as SyncReport['agency']['states'];
