import { changesAnswerSchema } from '../../../contracts/sync/changes.ts';
import { MAX_CHANGES } from '../../../contracts/sync/limits.ts';
import type { Pairing } from '../../../db/central/pairing.ts';
import { DONE, failed, PROGRESS, readBody, refusedBy, type Step, settled } from './step.ts';
import type { Upstream } from './upstream.ts';

/** Fetches the next page of changes and has the till apply it. `done` after the last one. */
export async function fetchNext(up: Upstream, pairing: Pairing): Promise<Step> {
  const query = new URLSearchParams({
    epoch: pairing.epoch,
    after: String(pairing.cursor),
    limit: String(MAX_CHANGES),
  });
  const answer = await up.http({
    method: 'GET',
    path: `/v1/tills/${encodeURIComponent(up.tillId)}/changes?${query}`,
    contentType: null,
    body: null,
  });
  if (!answer.ok) return failed(answer.code);
  if (answer.status !== 200) return refusedBy(answer).failure;
  const page = readBody(answer.body, changesAnswerSchema);
  if (page === null) return failed('central_answer_wrong');
  const after = page.epoch === pairing.epoch ? pairing.cursor : 0;
  // A page that does not move would be fetched for ever.
  if (page.through < after || (page.hasMore && page.through === after)) return failed('central_answer_wrong');
  return settled(await up.till.apply(page), page.hasMore ? PROGRESS : DONE);
}
