import type { HelloAnswer, HelloRequest } from '../../../contracts/sync/hello.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import type { TillCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { problem } from '../../app/problem.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { readCompany, readEpoch } from '../companies/queries.ts';
import { claimInstallations } from '../pairing/queries.ts';

const CONTACT = `UPDATE tills SET last_contact_ms = $3, program_version = $4, pending_events = $5, oldest_pending_at = $6,
  clock_difference_ms = $7 WHERE company_id = $1 AND id = $2`;

const HELD = `SELECT p.installation_id AS "installationId", coalesce(i.received_through, 0) AS "ackedThrough",
    coalesce(i.last_event_sha256, '') AS "lastEventHash"
  FROM paired_installations p
  LEFT JOIN installations i ON i.company_id = p.company_id AND i.installation_id = p.installation_id
  WHERE p.company_id = $1 AND p.till_id = $2 ORDER BY p.installation_id`;

const SERIES = `SELECT s.code, s.count, s.cents, s.hash FROM series_stands s
  JOIN installations i ON i.company_id = s.company_id AND i.installation_id = s.installation_id
  WHERE s.company_id = $1 AND i.till_id = $2 AND s.count > 0 ORDER BY s.code`;

const QUARANTINED = `SELECT installation_id AS "installationId", seq, code, detail->>'detail' AS detail, number FROM incidents
  WHERE company_id = $1 AND till_id = $2 AND kind = 'quarantined' AND settled_at_ms IS NULL ORDER BY id LIMIT $3`;

/** Of a till whose every document is doubted nobody reads more. */
const MAX_QUARANTINED = 1_000;

async function greet(context: CentralContext, tx: Tx, caller: TillCaller, said: HelloRequest): Promise<HelloAnswer> {
  const nowMs = context.clock.nowMs();
  const named = said.installations.map(({ installationId }) => installationId);
  const [foreign] = await claimInstallations(tx, caller.tillId, named, nowMs);
  if (foreign !== undefined) throw problem('installation_of_other_till', { status: 409 });
  const { programVersion, pending, oldestPendingAt } = said;
  const key = [tx.companyId, caller.tillId];
  await tx.query(CONTACT, [...key, nowMs, programVersion, pending, oldestPendingAt, said.nowMs - nowMs]);
  const company = await readCompany(tx);
  return {
    nowMs,
    epoch: await readEpoch(tx),
    companyName: company?.name ?? '',
    installations: await tx.query<HelloAnswer['installations'][number]>(HELD, key),
    series: await tx.query<SeriesStand>(SERIES, key),
    quarantined: await tx.query<HelloAnswer['quarantined'][number]>(QUARANTINED, [...key, MAX_QUARANTINED]),
  };
}

/** Hears how the till stands and says how central does. Thrown: installation_of_other_till (409). */
export const hello = (context: CentralContext, caller: TillCaller, said: HelloRequest): Promise<HelloAnswer> =>
  inCompany(context, caller.companyId, (tx) => greet(context, tx, caller, said));
