import { type EventData, eventTypes } from '../../../contracts/sync/event-data.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import type { Tx } from '../../db/tenant.ts';
import { readLine } from './lines.ts';
import { readStands, writeStands } from './queries.ts';
import { ownStandAfter } from './verify-document.ts';

const PAGE = 200;
/** Of a type that nobody knows too: the till's word for its series was taken. */
const LINES = `SELECT seq, line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq > $3
  AND (type LIKE 'document.%' OR type <> ALL($4)) ORDER BY seq LIMIT ${PAGE}`;

export type Reviewed = {
  readonly installationId: string;
  readonly code: string;
  /** Total of a document that is believed only now; null for anything else. */
  readonly acceptedCents: number | null;
};

/**
 * Central's own count of a series anew, from the lines: after an event that could not be read when it came can be now. The
 * caller holds the lock of the installation.
 */
export async function recomputeStand(
  tx: Tx,
  { installationId, code, acceptedCents }: Reviewed,
  sha256: Sha256Hex,
): Promise<void> {
  const stand = (await readStands(tx, installationId)).get(code);
  if (stand === undefined) return;
  const known = Object.keys(eventTypes);
  let own: SeriesStand | undefined;
  for (let after = 0, isMore = true; isMore; ) {
    const rows = await tx.query<{ seq: number; line: Buffer }>(LINES, [tx.companyId, installationId, after, known]);
    for (const { line } of rows) {
      const { event, envelope } = readLine(line);
      if (envelope.series?.code !== code) continue;
      if (event.kind === 'parked') own = envelope.series;
      if (event.kind !== 'known' || event.type !== 'document.issued') continue;
      own = ownStandAfter(own, code, (event.data as EventData<'document.issued'>).document, sha256);
    }
    after = rows.at(-1)?.seq ?? after;
    isMore = rows.length === PAGE;
  }
  const { count, cents } = stand.accepted;
  const accepted = acceptedCents === null ? stand.accepted : { count: count + 1, cents: cents + acceptedCents };
  await writeStands(tx, installationId, [{ own: own ?? stand.own, said: stand.said, accepted }]);
}
