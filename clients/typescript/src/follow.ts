import type { Api } from './generated/api.ts';
import type { FeedEvent } from './generated/types.ts';
import type { RequestOptions } from './http.ts';
import { pause } from './pause.ts';

export type FollowOptions = RequestOptions & {
  /** Id of the last event that you have dealt with; from the first one, unless said. */
  readonly after?: string;
  /** Only of these types. */
  readonly types?: readonly string[];
  /** Milliseconds between looks when nothing is new; 5,000 unless said. */
  readonly everyMs?: number;
};

const EVERY_MS = 5_000;

/**
 * What happens, in order, until `signal` ends it. Keep the id of each event when you are done with it and begin there again.
 * @throws ApiProblem `event_unknown` (410) when the server was restored from a copy: begin without `after`
 */
export async function* followEvents(api: Api, options: FollowOptions = {}): AsyncGenerator<FeedEvent> {
  const { signal, types, everyMs = EVERY_MS } = options;
  let { after } = options;
  while (signal?.aborted !== true) {
    const query = {
      ...(after === undefined ? {} : { after }),
      ...(types === undefined ? {} : { types: types.join(',') }),
    };
    const page = await api.events.list(query, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
      return null;
    });
    if (page === null) return;
    for (const event of page.data) {
      yield event;
      after = event.id;
    }
    if (!page.hasMore) await pause(everyMs, signal);
  }
}
