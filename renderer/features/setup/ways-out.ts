import type { Refusal } from '../../../domain/result.ts';

/** What a person can do about a data folder that does not open, the most helpful first. */
export type WayOut = 'adopt' | 'retry' | 'restore' | 'sample';

/** The file is lost for selling: only a copy brings it back. */
const NEEDS_A_COPY = new Set(['data_damaged', 'not_a_till_file', 'folder_held_a_till', 'high_water_missing']);
/** Somebody frees the folder, the disk or the right; then it opens. A copy may help if that never happens. */
const MAY_NEED_A_COPY = new Set(['data_unreachable', 'disk_error']);

/** @param isSample the sample shop itself does not open: it cannot be the way out. */
export function waysOut({ code }: Refusal, isSample: boolean): WayOut[] {
  const ways: WayOut[] = [];
  if (code === 'installation_moved') ways.push('adopt');
  if (NEEDS_A_COPY.has(code)) ways.push('restore', 'retry');
  else if (MAY_NEED_A_COPY.has(code)) ways.push('retry', 'restore');
  else ways.push('retry');
  if (!isSample) ways.push('sample');
  return ways;
}
