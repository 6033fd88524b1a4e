import type { EventData } from '../../../contracts/sync/event-data.ts';
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

const BEFORE = `SELECT line FROM till_events WHERE company_id = $1 AND installation_id = $2 AND seq < $3
  AND type LIKE 'document.%' ORDER BY seq DESC LIMIT $4`;
/** A series is advanced by every document but annulments: the one before is never far. */
const LOOK_BACK = 500;

/** The tip of the chain after an event: what its line says of a record. */
function tipAfter({ event }: Line): ChainTip {
  if (event.kind !== 'known') return { position: 0, record: 'unknown' };
  const { record } = event.data as EventData<'document.issued'>;
  const read = readRecord(record.xml);
  return { position: record.position, record: read.ok ? read.value : 'unknown' };
}

/** Stand of the series and tip of the chain as they were received before an event, read from the lines themselves. */
async function received(tx: Tx, { envelope }: Line): Promise<{ said: SeriesStand | null; tip: ChainTip | null }> {
  const { installationId, seq, series } = envelope;
  const rows = await tx.query<{ line: Buffer }>(BEFORE, [tx.companyId, installationId, seq, LOOK_BACK]);
  const lines = rows.map(({ line }) => readLine(line));
  const [last] = lines;
  const said = lines.find(({ envelope: before }) => before.series !== null && before.series.code === series?.code);
  return { said: said?.envelope.series ?? null, tip: last === undefined ? null : tipAfter(last) };
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
  const { said, tip } = await received(tx, line);
  const stands: Books['stands'] = new Map();
  if (series !== null) {
    const before = said ?? { code: series.code, count: 0, cents: 0, hash: EMPTY_SERIES_HASH };
    stands.set(series.code, { own: before, said: before, accepted: NOTHING_ACCEPTED });
  }
  return judge({ ...today, stands, tip }, line.event, context.sha256);
}
