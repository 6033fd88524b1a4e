import type { Tx } from '../../db/tenant.ts';
import { listTills, readTill, type TillRow } from '../tills/queries.ts';
import { type OpenRow, openOfTills, type SeriesRow, seriesOfTills } from './queries.ts';

/** The worst there is, of a till and central. */
export type AgreementState =
  /** Central holds exactly what the till issued, as far as the till has told. */
  | 'equal'
  /** The till has more, and sends it. */
  | 'pending'
  /** Of a later program: central keeps it and will read it after an update. */
  | 'parked'
  /** Kept and not believed: a person has to look. */
  | 'quarantined'
  /** The two counts of a series differ. */
  | 'different'
  /** It never sent anything. */
  | 'empty';

export type SeriesAgreement = {
  readonly code: string;
  readonly installationId: string;
  readonly central: { readonly count: number; readonly cents: number; readonly hash: string };
  /** With its last document that central has. */
  readonly till: { readonly count: number; readonly cents: number; readonly hash: string };
  /** Documents that central believes. */
  readonly accepted: { readonly count: number; readonly cents: number };
  readonly isEqual: boolean;
};

export type Agreement = {
  readonly tillId: string;
  readonly state: AgreementState;
  readonly series: readonly SeriesAgreement[];
  readonly quarantined: number;
  readonly parked: number;
  /** As the till said at its last contact. */
  readonly pending: number | null;
  readonly oldestPendingAt: string | null;
  readonly lastContactMs: number | null;
};

const seriesAgreement = ({
  code,
  installation_id,
  own,
  said,
  accepted_count,
  accepted_cents,
}: SeriesRow): SeriesAgreement => ({
  code,
  installationId: installation_id,
  central: own,
  till: said,
  accepted: { count: accepted_count, cents: accepted_cents },
  isEqual: own.count === said.count && own.cents === said.cents && own.hash === said.hash,
});

function stateOf(series: readonly SeriesAgreement[], open: OpenRow | undefined, till: TillRow): AgreementState {
  if (series.some(({ isEqual }) => !isEqual)) return 'different';
  if ((open?.quarantined ?? 0) > 0) return 'quarantined';
  if ((open?.parked ?? 0) > 0) return 'parked';
  if ((till.pending_events ?? 0) > 0) return 'pending';
  return till.paired_at_ms === null ? 'empty' : 'equal';
}

function agreementOf(till: TillRow, rows: readonly SeriesRow[], open: OpenRow | undefined): Agreement {
  const series = rows.map(seriesAgreement);
  return {
    tillId: till.id,
    state: stateOf(series, open, till),
    series,
    quarantined: open?.quarantined ?? 0,
    parked: open?.parked ?? 0,
    pending: till.pending_events,
    oldestPendingAt: till.oldest_pending_at,
    lastContactMs: till.last_contact_ms,
  };
}

export async function agreementOfTill(tx: Tx, tillId: string): Promise<Agreement | null> {
  const till = await readTill(tx, tillId);
  if (till === null) return null;
  const [open] = await openOfTills(tx, tillId);
  return agreementOf(till, await seriesOfTills(tx, tillId), open);
}

export async function agreementOfTills(tx: Tx): Promise<ReadonlyMap<string, Agreement>> {
  const series = Map.groupBy(await seriesOfTills(tx, null), ({ till_id }) => till_id);
  const open = new Map((await openOfTills(tx, null)).map((row) => [row.till_id, row]));
  const tills = await listTills(tx);
  return new Map(tills.map((till) => [till.id, agreementOf(till, series.get(till.id) ?? [], open.get(till.id))]));
}

/** Whether an owner may trust the figures of a till; null before its first contact. */
export function isTrusted({ state }: Agreement): boolean | null {
  if (state === 'empty') return null;
  return state === 'equal' || state === 'pending';
}
