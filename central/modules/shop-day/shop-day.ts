import type { Tx } from '../../db/tenant.ts';
import { type Agreement, agreementOfTills } from '../agreement/agreement.ts';
import { listTills, type TillRow } from '../tills/queries.ts';
import { agencyOn, closedOn, type OpenIncidentRow, openIncidents, type SoldRow, soldOn } from './queries.ts';

export type Tally = { readonly count: number; readonly cents: number };

export type SeriesOfDay = Tally & {
  readonly code: string;
  readonly first: string;
  readonly last: string;
  /** Numbers between them that central does not have, or does not believe. */
  readonly missing: number;
};

/** What somebody has to do; `central.day.do.<code>` in the text catalogue. */
export type Task = { readonly code: string; readonly params: Readonly<Record<string, string | number>> };

export type TillOfDay = {
  readonly tillId: string;
  readonly code: string;
  readonly name: string;
  readonly documents: Tally;
  readonly annulled: Tally;
  readonly series: readonly SeriesOfDay[];
  readonly zs: readonly {
    readonly number: string;
    readonly closedAt: string;
    readonly documents: number;
    readonly cents: number;
  }[];
  readonly agreement: Agreement;
  /** Records of the day's documents by their state at the agency. */
  readonly agency: readonly { readonly state: string; readonly count: number }[];
  readonly tasks: readonly Task[];
};

export type ShopDay = {
  readonly day: string;
  readonly shop: { readonly id: string; readonly code: string };
  readonly madeAtMs: number;
  readonly documents: Tally;
  readonly annulled: Tally;
  readonly tills: readonly TillOfDay[];
};

const sum = (tallies: readonly Tally[]): Tally => ({
  count: tallies.reduce((total, { count }) => total + count, 0),
  cents: tallies.reduce((total, { cents }) => total + cents, 0),
});

const seriesOf = (row: SoldRow): SeriesOfDay => ({
  code: row.series_code,
  first: row.first,
  last: row.last,
  count: row.count,
  cents: row.cents,
  missing: row.last_count - row.first_count + 1 - row.held,
});

/** Of a report whose shape its till owns (domain/day): read with care, because it may be of a later program. */
function zOf(report: Record<string, unknown>, at: string): TillOfDay['zs'][number] {
  const { number, sold } = report as {
    number?: unknown;
    sold?: { documents?: { count?: unknown; totalCents?: unknown } };
  };
  const { count, totalCents } = sold?.documents ?? {};
  const whole = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return { number: String(number ?? '?'), closedAt: at, documents: whole(count), cents: whole(totalCents) };
}

/** Open incidents of a till by name; more than these nobody reads on one page. */
const MAX_NAMED = 20;
/** Twice what a till waits between two hellos, and some. */
const SILENT_AFTER_MS = 3 * 60_000;

function tasksOf(
  till: TillRow,
  held: Agreement,
  zs: number,
  series: readonly SeriesOfDay[],
  named: readonly OpenIncidentRow[],
  nowMs: number,
): Task[] {
  const tasks: Task[] = [];
  const add = (code: string, params: Task['params'] = {}): void => void tasks.push({ code, params });
  for (const { code, number, id } of named) add('incident', { code, number: number ?? '-', id });
  const unnamed = (named[0]?.open ?? 0) - named.length;
  if (unnamed > 0) add('incidents_more', { count: unnamed });
  if (held.state === 'different') add('different');
  for (const { code, missing } of series) if (missing > 0) add('missing', { code, count: missing });
  if (till.state === 'revoked') add('revoked');
  const isSilent = held.lastContactMs === null || nowMs - held.lastContactMs > SILENT_AFTER_MS;
  if (till.kind === 'till' && till.state === 'paired' && isSilent) add('silent');
  if ((held.pending ?? 0) > 0) add('pending', { count: held.pending ?? 0 });
  // What central issues has no drawer to close.
  if (till.kind === 'till' && zs === 0 && series.length > 0) add('not_closed');
  return tasks;
}

/**
 * The day of a shop over all its tills: what central holds of it, whether that is what the tills have, and for each thing
 * open what to do. Made anew each time: what arrives later is in the next one.
 */
export async function shopDay(tx: Tx, shop: ShopDay['shop'], day: string, nowMs: number): Promise<ShopDay> {
  const tills = (await listTills(tx)).filter(({ shop_id }) => shop_id === shop.id);
  const agreements = await agreementOfTills(tx);
  const sold = Map.groupBy(await soldOn(tx, shop.id, day), ({ till_id }) => till_id);
  const closed = Map.groupBy(await closedOn(tx, shop.id, day), ({ till_id }) => till_id);
  const agency = Map.groupBy(await agencyOn(tx, shop.id, day), ({ till_id }) => till_id);
  const open = Map.groupBy(await openIncidents(tx, shop.id, MAX_NAMED), ({ till_id }) => till_id);
  const ofDay = tills.flatMap((till): TillOfDay[] => {
    const agreement = agreements.get(till.id);
    if (agreement === undefined) return [];
    const rows = sold.get(till.id) ?? [];
    const series = rows.map(seriesOf);
    const zs = (closed.get(till.id) ?? []).map(({ report, at }) => zOf(report, at));
    return [
      {
        tillId: till.id,
        code: till.code,
        name: till.name,
        documents: sum(series),
        annulled: sum(rows.map(({ annulled, annulled_cents }) => ({ count: annulled, cents: annulled_cents }))),
        series,
        zs,
        agreement,
        agency: (agency.get(till.id) ?? []).map(({ state, count }) => ({ state, count })),
        tasks: tasksOf(till, agreement, zs.length, series, open.get(till.id) ?? [], nowMs),
      },
    ];
  });
  return {
    day,
    shop,
    madeAtMs: nowMs,
    documents: sum(ofDay.map(({ documents }) => documents)),
    annulled: sum(ofDay.map(({ annulled }) => annulled)),
    tills: ofDay,
  };
}
