import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type InstallationReason = 'first-start' | 'reinstalled' | 'restored' | 'copied' | 'lost-tail' | 'diverged';

export type Installation = {
  readonly id: number;
  /** NumeroInstalacion of SistemaInformatico, at most 100 characters, never used twice (SPEC.md section 4). */
  readonly numeroInstalacion: string;
  /** Empty for the first installation of a till; later ones never share a series with it. */
  readonly seriesSuffix: string;
  readonly reason: InstallationReason;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closedReason: string | null;
};

const COLUMNS = `id, numero_instalacion AS numeroInstalacion, series_suffix AS seriesSuffix, reason, opened_at AS openedAt,
  closed_at AS closedAt, closed_reason AS closedReason`;

export function currentInstallation(db: ReadableDatabase): Installation | null {
  const row = statement(db, `SELECT ${COLUMNS} FROM installations WHERE closed_at IS NULL`).get();
  return (row as Installation | undefined) ?? null;
}

export const allInstallations = (db: ReadableDatabase): Installation[] =>
  statement(db, `SELECT ${COLUMNS} FROM installations ORDER BY id`).all() as Installation[];

/** Closes the open installation, if any, and opens the next: from now on another chain and other series. */
export function openInstallation(
  db: WritableDatabase,
  next: Pick<Installation, 'numeroInstalacion' | 'seriesSuffix' | 'reason' | 'openedAt'>,
): void {
  statement(db, 'UPDATE installations SET closed_at = ?, closed_reason = ? WHERE closed_at IS NULL').run(
    next.openedAt,
    next.reason,
  );
  statement(
    db,
    'INSERT INTO installations (numero_instalacion, series_suffix, reason, opened_at) VALUES (?, ?, ?, ?)',
  ).run(next.numeroInstalacion, next.seriesSuffix, next.reason, next.openedAt);
}

export type Series = {
  readonly id: number;
  readonly installationId: number;
  readonly code: string;
  readonly kind: string;
  readonly year: number;
  readonly lastSequence: number;
};

const SERIES_COLUMNS = 'id, installation_id AS installationId, code, kind, year, last_sequence AS lastSequence';

export function findSeries(db: ReadableDatabase, installationId: number, kind: string, year: number): Series | null {
  const row = statement(
    db,
    `SELECT ${SERIES_COLUMNS} FROM series WHERE installation_id = ? AND kind = ? AND year = ?`,
  ).get(installationId, kind, year);
  return (row as Series | undefined) ?? null;
}

export const seriesOf = (db: ReadableDatabase, installationId: number): Series[] =>
  statement(db, `SELECT ${SERIES_COLUMNS} FROM series WHERE installation_id = +? ORDER BY id`).all(
    installationId,
  ) as Series[];

/** @throws SqliteError when the code exists: a series is never shared, not even after an error. */
export function insertSeries(
  db: WritableDatabase,
  series: Pick<Series, 'installationId' | 'code' | 'kind' | 'year'>,
): Series {
  const { lastInsertRowid } = statement(
    db,
    'INSERT INTO series (installation_id, code, kind, year) VALUES (?, ?, ?, ?)',
  ).run(series.installationId, series.code, series.kind, series.year);
  return { ...series, id: Number(lastInsertRowid), lastSequence: 0 };
}

export function advanceSeries(db: WritableDatabase, seriesId: number, sequence: number): void {
  const { changes } = statement(db, 'UPDATE series SET last_sequence = ? WHERE id = ? AND last_sequence = ?').run(
    sequence,
    seriesId,
    sequence - 1,
  );
  if (changes !== 1) throw new Error(`series ${seriesId} did not stand at ${sequence - 1}`);
}

export const seriesCode = (db: ReadableDatabase, seriesId: number): string =>
  String(statement(db, 'SELECT code FROM series WHERE id = ?').pluck().get(seriesId));
