import type { SyncReport } from '../../domain/day/sync-types.ts';
import type { Tally } from '../../domain/day/types.ts';
import { type ReadableDatabase, statement } from '../handles.ts';
import type { DocumentRange } from './sold.ts';

/** Events of an installation that central has: above `after`, up to `through`. */
export type Reached = {
  readonly installationId: number;
  readonly after: number;
  readonly through: number;
  /** Under their own seq; else as stranded ones, inside events of the next installation. */
  readonly isInPlace: boolean;
};

/** Row id of the last document that the events of an installation up to `seq` tell of; 0: of none. */
const documentThrough = (db: ReadableDatabase, installationId: number, seq: number): number =>
  Number(
    statement(
      db,
      `SELECT ifnull((SELECT ref_id FROM outbox WHERE installation_id = +? AND seq <= +? AND type = 'document.issued'
         ORDER BY seq DESC LIMIT 1), 0)`,
    )
      .pluck()
      .get(installationId, seq),
  );

/**
 * How many documents of the range are at central. Events of documents are in the order of their row ids within an
 * installation: the first and the last event that central has say which are.
 */
export function acknowledgedIn(db: ReadableDatabase, range: DocumentRange, reached: readonly Reached[]): Tally {
  let count = 0;
  let cents = 0;
  for (const { installationId, after, through } of reached) {
    const found = statement(
      db,
      `SELECT count(*) AS count, ifnull(sum(total_cents), 0) AS cents FROM documents
       WHERE id > ? AND id <= ? AND installation_id = ?`,
    ).get(
      Math.max(range.after, documentThrough(db, installationId, after)),
      Math.min(range.through, documentThrough(db, installationId, through)),
      installationId,
    ) as { count: number; cents: number };
    count += found.count;
    cents += found.cents;
  }
  return { count, cents: cents as Tally['cents'] };
}

type QuarantinedDocument = SyncReport['quarantined'][number] & { readonly cents: number };

/**
 * Documents of the range that central stored and does not believe. Only of what it acknowledged: a central that was restored
 * does not have the rest any more, and where histories part it speaks of another till's events.
 */
export const quarantinedIn = (
  db: ReadableDatabase,
  { after, through }: DocumentRange,
  reached: readonly Reached[],
): QuarantinedDocument[] =>
  reached
    .filter(({ isInPlace }) => isInPlace)
    .flatMap(
      (held) =>
        statement(
          db,
          `SELECT d.number, r.code, r.detail, d.total_cents AS cents FROM central_rejected r
             JOIN outbox o ON o.installation_id = r.installation_id AND o.seq = r.seq AND o.type = 'document.issued'
             JOIN documents d ON d.id = o.ref_id
           WHERE d.id > ? AND d.id <= ? AND r.installation_id = ? AND r.seq <= ? ORDER BY d.id`,
        ).all(after, through, held.installationId, held.through) as QuarantinedDocument[],
    );

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
