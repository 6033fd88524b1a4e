import type { SeriesStandAt, SeriesTotal } from '../../domain/day/types.ts';
import { documentNumber } from '../../domain/documents/numbering.ts';
import { EMPTY_SERIES_HASH, nextSeriesHash } from '../../domain/documents/series-hash.ts';
import { type Cents, cents } from '../../domain/money.ts';
import type { Sha256Hex } from '../../domain/ports.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';
import type { DocumentRange } from './sold.ts';

type SeriesRow = {
  readonly seriesId: number;
  readonly code: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly totalCents: Cents;
};

type Hole = { readonly from: number; readonly to: number };

/** Numbers that lack in front of and between the documents of the range. */
function holesOf(db: ReadableDatabase, row: SeriesRow, { after, through }: DocumentRange): Hole[] {
  const { seriesId, first, last, count } = row;
  const before = Number(
    statement(db, 'SELECT ifnull(max(sequence), 0) FROM documents WHERE series_id = +? AND sequence < +?')
      .pluck()
      .get(seriesId, first),
  );
  const holes: Hole[] = before + 1 < first ? [{ from: before + 1, to: first - 1 }] : [];
  if (last - first + 1 === count) return holes;
  const inside = statement(
    db,
    `SELECT previous + 1 AS "from", sequence - 1 AS "to"
     FROM (SELECT sequence, lag(sequence) OVER (ORDER BY sequence) AS previous FROM documents
       WHERE series_id = ? AND id > ? AND id <= ?) WHERE sequence > previous + 1`,
  ).all(seriesId, after, through) as Hole[];
  return [...holes, ...inside];
}

/** Where a series stood after `sequence` documents: from the nearest stand that was written down. */
export function standAt(
  db: ReadableDatabase,
  series: { readonly seriesId: number; readonly code: string },
  sequence: number,
  sha256: Sha256Hex,
): SeriesStandAt {
  const { seriesId, code } = series;
  const near = statement(
    db,
    `SELECT sequence, cents, hash FROM series_stands WHERE series_id = +? AND sequence <= +?
     ORDER BY sequence DESC LIMIT 1`,
  ).get(seriesId, sequence) as { sequence: number; cents: number; hash: string } | undefined;
  let hash = near?.hash ?? EMPTY_SERIES_HASH;
  let sum = near?.cents ?? 0;
  const rest = statement(
    db,
    `SELECT total_cents, digest FROM documents WHERE series_id = +? AND sequence > +? AND sequence <= +? ORDER BY sequence`,
  )
    .raw()
    .iterate(seriesId, near?.sequence ?? 0, sequence) as IterableIterator<[number, string]>;
  for (const [totalCents, digest] of rest) {
    sum += totalCents;
    hash = nextSeriesHash(hash, digest, sha256);
  }
  return { code, count: sequence, cents: cents(sum), hash };
}

/** Every series that the range advanced. */
export function seriesTotals(
  db: ReadableDatabase,
  range: DocumentRange,
  sha256: Sha256Hex,
): (SeriesTotal & { readonly seriesId: number })[] {
  const rows = statement(
    db,
    `SELECT d.series_id AS seriesId, s.code, min(d.sequence) AS first, max(d.sequence) AS last, count(*) AS count,
       sum(d.total_cents) AS totalCents
     FROM documents d JOIN series s ON s.id = d.series_id WHERE d.id > ? AND d.id <= ? GROUP BY d.series_id ORDER BY d.series_id`,
  ).all(range.after, range.through) as SeriesRow[];
  return rows.map((row) => ({
    seriesId: row.seriesId,
    code: row.code,
    first: documentNumber(row.code, row.first),
    last: documentNumber(row.code, row.last),
    count: row.count,
    totalCents: row.totalCents,
    gaps: holesOf(db, row, range).map(({ from, to }) => ({
      from: documentNumber(row.code, from),
      to: documentNumber(row.code, to),
    })),
    stand: standAt(db, row, row.last, sha256),
  }));
}

export function insertStand(db: WritableDatabase, seriesId: number, stand: SeriesStandAt): void {
  statement(db, 'INSERT OR IGNORE INTO series_stands (series_id, sequence, cents, hash) VALUES (?, ?, ?, ?)').run(
    seriesId,
    stand.count,
    stand.cents,
    stand.hash,
  );
}

export const seriesNamed = (
  db: ReadableDatabase,
  code: string,
): { readonly id: number; readonly lastSequence: number } | null =>
  (statement(db, 'SELECT id, last_sequence AS lastSequence FROM series WHERE code = ?').get(code) as
    | { id: number; lastSequence: number }
    | undefined) ?? null;
