import type { SeriesStand } from '../../../contracts/sync/values.ts';
import type { Tx } from '../../db/tenant.ts';
import type { ChainTip, KnownDocument, Stand } from './verdict.ts';

export type LockedInstallation = {
  readonly tillId: string;
  readonly shopId: string;
  readonly shopCode: string;
  readonly tillCode: string;
  readonly isPaired: boolean;
  readonly receivedThrough: number;
  readonly lastEventHash: string;
  readonly tip: ChainTip | null;
  readonly company: { readonly taxId: string; readonly environment: string };
};

const OPEN = `INSERT INTO installations (company_id, installation_id, till_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
const LOCK = `SELECT i.till_id AS "tillId", t.shop_id AS "shopId", s.code AS "shopCode", t.code AS "tillCode",
    t.state = 'paired' AS "isPaired", i.received_through AS "receivedThrough", i.last_event_sha256 AS "lastEventHash",
    i.chain_tip AS tip, json_build_object('taxId', c.tax_id, 'environment', c.environment) AS company
  FROM installations i
  JOIN tills t ON t.company_id = i.company_id AND t.id = i.till_id
  JOIN shops s ON s.company_id = t.company_id AND s.id = t.shop_id
  JOIN companies c ON c.id = i.company_id
  WHERE i.company_id = $1 AND i.installation_id = $2 FOR UPDATE OF i`;

/** Makes room for the first event of an installation that the till was paired with or said hello for. */
export const openInstallation = (tx: Tx, installationId: string, tillId: string): Promise<unknown> =>
  tx.query(OPEN, [tx.companyId, installationId, tillId]);

/** Held to the commit: requests of one installation go one after the other. Null when there is none. */
export async function lockInstallation(tx: Tx, installationId: string): Promise<LockedInstallation | null> {
  const rows = await tx.prepared<LockedInstallation>('ingest_lock', LOCK, [tx.companyId, installationId]);
  return rows[0] ?? null;
}

/** Hashes of events that are here already, by seq. */
export async function storedHashes(
  tx: Tx,
  installationId: string,
  from: number,
  to: number,
): Promise<Map<number, string>> {
  const rows = await tx.prepared<{ seq: number; sha256: string }>(
    'ingest_hashes',
    'SELECT seq, sha256 FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq BETWEEN $3 AND $4',
    [tx.companyId, installationId, from, to],
  );
  return new Map(rows.map(({ seq, sha256 }) => [seq, sha256]));
}

type StandRow = SeriesStand & {
  said_count: number;
  said_cents: number;
  said_hash: string;
  accepted_count: number;
  accepted_cents: number;
};

export async function readStands(tx: Tx, installationId: string): Promise<Map<string, Stand>> {
  const rows = await tx.prepared<StandRow>(
    'ingest_stands',
    `SELECT code, count, cents, hash, said_count, said_cents, said_hash, accepted_count, accepted_cents FROM series_stands
     WHERE company_id = $1 AND installation_id = $2 ORDER BY code`,
    [tx.companyId, installationId],
  );
  return new Map(
    rows.map(({ code, count, cents, hash, ...said }) => [
      code,
      {
        own: { code, count, cents, hash },
        said: { code, count: said.said_count, cents: said.said_cents, hash: said.said_hash },
        accepted: { count: said.accepted_count, cents: said.accepted_cents },
      },
    ]),
  );
}

// One look at a unique index for each, whatever PostgreSQL thinks of the size of the table: while a shop replays weeks into
// an empty central there are no statistics yet, and a list of ids would be looked for by reading everything.
const known = (
  column: 'id' | 'number',
  wanted: string,
): string => `SELECT d.* FROM unnest(${wanted}::text[]) AS w(wanted)
  CROSS JOIN LATERAL (SELECT id, number, installation_id AS "installationId", issued_at AS "issuedAt",
    annulled_at IS NOT NULL AS "isAnnulled" FROM documents WHERE company_id = $1 AND ${column} = w.wanted OFFSET 0) d`;
const KNOWN = `${known('id', '$2')} UNION ${known('number', '$3')}`;

export const findDocuments = (tx: Tx, ids: readonly string[], numbers: readonly string[]): Promise<KnownDocument[]> =>
  tx.prepared<KnownDocument>('ingest_known', KNOWN, [tx.companyId, ids, numbers]);

const FOREIGN = `SELECT code FROM series_holders WHERE company_id = $1 AND code = ANY($2) AND till_id <> $3`;

/** Of these series those that another till holds. Asked for every request: who holds one may be put right, or wrong, later. */
export async function foreignSeries(tx: Tx, tillId: string, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.prepared<{ code: string }>('ingest_foreign', FOREIGN, [tx.companyId, codes, tillId]);
  return new Set(rows.map(({ code }) => code));
}

const WRITE_STANDS = `INSERT INTO series_stands (company_id, installation_id, code, count, cents, hash, said_count, said_cents, said_hash,
    accepted_count, accepted_cents)
  SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::text[],
    $10::bigint[], $11::bigint[])
  ON CONFLICT (company_id, installation_id, code) DO UPDATE SET count = excluded.count, cents = excluded.cents,
    hash = excluded.hash, said_count = excluded.said_count, said_cents = excluded.said_cents, said_hash = excluded.said_hash,
    accepted_count = excluded.accepted_count, accepted_cents = excluded.accepted_cents`;

export const writeStands = (tx: Tx, installationId: string, stands: readonly Stand[]): Promise<unknown> =>
  tx.prepared('ingest_write_stands', WRITE_STANDS, [
    tx.companyId,
    installationId,
    stands.map(({ said }) => said.code),
    stands.map(({ own }) => own.count),
    stands.map(({ own }) => own.cents),
    stands.map(({ own }) => own.hash),
    stands.map(({ said }) => said.count),
    stands.map(({ said }) => said.cents),
    stands.map(({ said }) => said.hash),
    stands.map(({ accepted }) => accepted.count),
    stands.map(({ accepted }) => accepted.cents),
  ]);

const ADVANCE = `UPDATE installations SET received_through = $3, last_event_sha256 = $4, chain_tip = $5, last_event_at_ms = $6
  WHERE company_id = $1 AND installation_id = $2`;

export const advance = (
  tx: Tx,
  installationId: string,
  to: { readonly seq: number; readonly hash: string; readonly tip: ChainTip | null; readonly nowMs: number },
): Promise<unknown> =>
  tx.prepared('ingest_advance', ADVANCE, [
    tx.companyId,
    installationId,
    to.seq,
    to.hash,
    to.tip === null ? null : JSON.stringify(to.tip),
    to.nowMs,
  ]);

const HEARD = `UPDATE tills SET last_contact_ms = $3, pending_events = greatest(0, pending_events - $4),
    oldest_pending_at = CASE WHEN pending_events > $4 THEN oldest_pending_at END
  WHERE company_id = $1 AND id = $2`;

/** What the till said at its last hello, less what came since: nobody waits a minute to see that everything is there. */
export const noteHeard = (tx: Tx, tillId: string, events: number, nowMs: number): Promise<unknown> =>
  tx.prepared('ingest_heard', HEARD, [tx.companyId, tillId, nowMs, events]);
