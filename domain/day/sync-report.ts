import { canonicalText } from './canonical-text.ts';
import type { PairState, SyncReport, SyncSeries, SyncTask } from './sync-types.ts';

/** Everything a version of the report is made of: what till and central say at one moment. */
export type SyncFacts = Omit<SyncReport, 'version' | 'state' | 'tasks' | 'edition' | 'madeAt'>;

/** Lost for as long as this nobody need look; longer is worth a task. */
const SILENT_MS = 15 * 60_000;

const isBehind = ({ till, central }: SyncSeries): boolean => central === null || central.count < till.count;

function stateOf({ central, documents, series }: SyncFacts): SyncReport['state'] {
  if (central.state === 'not-paired') return 'not-paired';
  if (series.some(({ isEqual }) => isEqual === false)) return 'different';
  if (documents.quarantined.count > 0) return 'quarantined';
  if (documents.pending.count > 0 || series.some(isBehind)) return 'pending';
  return 'equal';
}

const CONNECTION_TASKS: Readonly<Partial<Record<PairState, SyncTask['code']>>> = {
  'not-paired': 'pair',
  revoked: 'pair_again',
};

/** For each thing that is open, what to do: worst first. */
function tasksOf(facts: SyncFacts, nowMs: number): SyncTask[] {
  const { central, documents, series, quarantined, agency } = facts;
  const tasks: SyncTask[] = [];
  const connection = CONNECTION_TASKS[central.state];
  if (connection !== undefined) tasks.push({ code: connection, params: {} });
  for (const { code, isEqual } of series)
    if (isEqual === false) tasks.push({ code: 'series_differs', params: { code } });
  for (const { number, code } of quarantined) tasks.push({ code: 'quarantined', params: { number, code } });
  const isSilent = central.lastContactMs === null || nowMs - central.lastContactMs > SILENT_MS;
  if (central.state === 'paired' && documents.pending.count > 0) {
    const count = documents.pending.count;
    tasks.push({ code: isSilent ? 'connect' : 'wait', params: { count } });
  }
  if (agency.connection === 'none') tasks.push({ code: 'agency', params: { count: agency.unsent } });
  return tasks;
}

/** @param nowMs when it is made, milliseconds since the epoch */
export const syncReport = (facts: SyncFacts, made: { edition: number; madeAt: string; nowMs: number }): SyncReport => ({
  version: 1,
  edition: made.edition,
  madeAt: made.madeAt,
  state: stateOf(facts),
  ...facts,
  tasks: tasksOf(facts, made.nowMs),
});

/**
 * Whether `next` says anything that `before` did not: only then it is another version. When the two last spoke changes by
 * itself and is no news, unless it changes what to do.
 */
export function saysMore(before: SyncReport, next: SyncReport): boolean {
  const said = ({ central, edition: _edition, madeAt: _madeAt, ...report }: SyncReport): string =>
    canonicalText({ ...report, central: { ...central, lastContactMs: null, lastContactAt: null } });
  return said(before) !== said(next);
}

/** Nothing that arrives later would change what it says of the documents. */
export const isSettled = ({ state }: Pick<SyncReport, 'state'>): boolean => state === 'equal';
