import type { Envelope } from '../../../contracts/sync/event.ts';
import { type EventData, eventTypes } from '../../../contracts/sync/event-data.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import { EMPTY_SERIES_HASH } from '../../../domain/documents/series-hash.ts';
import { readRecord } from '../../../domain/verifactu/read-record.ts';
import type { CentralContext } from '../../app/context.ts';
import type { Tx } from '../../db/tenant.ts';
import { type Line, readLine } from './lines.ts';
import type { LockedInstallation } from './queries.ts';
import { readBooks } from './read-books.ts';
import { type Books, type ChainTip, type Judged, NOTHING_ACCEPTED } from './verdict.ts';
import { judge } from './verify.ts';

/** Of a type that nobody knows too: it may be a document of another kind. */
const BEFORE = `SELECT line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq < $3
  AND (type LIKE 'document.%' OR type <> ALL($4)) ORDER BY seq DESC LIMIT 1`;
/** Lines in which the code of the series stands as a whole value: never less than those that advanced it. */
const OF_SERIES = `SELECT seq, line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq < $3
  AND position(convert_to($4, 'UTF8') IN line) > 0 ORDER BY seq DESC LIMIT $5`;
/** Nearly always the first is the one. */
const PAGE = 20;

/** The tip of the chain after an event: what its line says of a record. */
function tipAfter({ event }: Line): ChainTip {
  if (event.kind !== 'known') return { position: 0, record: 'unknown' };
  const { record } = event.data as EventData<'document.issued'>;
  const read = readRecord(record.xml);
  return { position: record.position, record: read.ok ? read.value : 'unknown' };
}

/** The tip as it was received before an event, read from the line itself. */
async function tipBefore(tx: Tx, { installationId, seq }: Envelope): Promise<ChainTip | null> {
  const known = Object.keys(eventTypes);
  const [last] = await tx.query<{ line: Buffer }>(BEFORE, [tx.companyId, installationId, seq, known]);
  return last === undefined ? null : tipAfter(readLine(last.line));
}

/** The stand of a series as the till said it last before an event: of a rare series that may be far back. */
async function saidBefore(tx: Tx, { installationId, seq }: Envelope, code: string): Promise<SeriesStand | null> {
  for (let before: number | undefined = seq; before !== undefined; ) {
    const rows: { seq: number; line: Buffer }[] = await tx.query(OF_SERIES, [
      tx.companyId,
      installationId,
      before,
      JSON.stringify(code),
      PAGE,
    ]);
    const said = rows.map(({ line }) => readLine(line).envelope.series).find((series) => series?.code === code);
    if (said !== undefined) return said;
    before = rows.length < PAGE ? undefined : rows.at(-1)?.seq;
  }
  return null;
}

/**
 * Judges a stored event once more in the place that it has in its history: beside the stand and the record that were received
 * before it, and beside every document that central knows today.
 */
export async function judgeAgain(
  context: CentralContext,
  tx: Tx,
  installation: LockedInstallation,
  line: Line,
): Promise<Judged> {
  const { installationId, series } = line.envelope;
  const today = await readBooks(tx, installation, installationId, [line], context.clock.nowMs());
  const tip = await tipBefore(tx, line.envelope);
  const stands: Books['stands'] = new Map();
  if (series !== null) {
    const said = await saidBefore(tx, line.envelope, series.code);
    const before = said ?? { code: series.code, count: 0, cents: 0, hash: EMPTY_SERIES_HASH };
    stands.set(series.code, { own: before, said: before, accepted: NOTHING_ACCEPTED });
  }
  return judge({ ...today, stands, tip }, line.event, context.sha256);
}
