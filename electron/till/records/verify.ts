import { type DocumentHeader, HEADER_COLUMNS, textsOf } from '../../../db/documents.ts';
import { type FiscalRecord, recordsOfDocument } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { type HighWaterReading, readHighWater } from '../../../db/high-water.ts';
import { readIdentity } from '../../../db/identity.ts';
import { allInstallations, currentInstallation, type Installation, seriesOf } from '../../../db/installations.ts';
import { type Incident, listIncidents } from '../../../db/logs.ts';
import { compare, guard, type Problem, problem } from '../../../domain/checks/problem.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import type { ReadRecord } from '../../../domain/verifactu/read-record.ts';
import { findLoss } from '../installation.ts';
import { checkDayReports } from './check-day.ts';
import { checkDocument } from './check-document.ts';
import { checkRecord } from './check-record.ts';

export type Verification = {
  readonly ok: boolean;
  readonly documents: number;
  readonly problems: readonly Problem[];
  /** Everything that was ever recorded as an incident, with those that are no loss. */
  readonly incidents: readonly Incident[];
};

/** Incidents that mean that documents are missing from this file: verify is not fine until somebody knows. */
const LOSSES = new Set(['tail_lost', 'chain_diverged', 'high_water_missing', 'older_installation', 'record_damaged']);

const OPENS_INSTALLATION = new Set([
  'tail_lost',
  'chain_diverged',
  'high_water_missing',
  'older_installation',
  'restored_from_backup',
]);

/**
 * Recomputes every total, hash, chain, series and event from the rows. A generator: it yields after every document, so
 * that a caller can do it in slices. Reads one snapshot beside a running till.
 * @param dataFolder to compare with the high-water mark; null for a backup file, which has none.
 */
export function* verifySteps(
  db: ReadableDatabase,
  dataFolder: string | null,
  sha256: Sha256Hex,
): Generator<number, Verification, void> {
  // Before the snapshot: a sale in between leaves the mark behind, never ahead, and raises no false alarm.
  const reading = dataFolder === null ? null : readHighWater(dataFolder);
  db.exec('BEGIN');
  try {
    const problems: Problem[] = [];
    guard(problems, 'till.db', () => checkFile(db, problems));
    let documents = 0;
    for (const installation of allInstallations(db)) {
      const codes = new Map<number, string>();
      guard(problems, 'series', () => checkSeries(db, problems, installation, codes));
      for (const found of checkChain(db, installation, sha256, codes)) {
        problems.push(...found.problems);
        documents += found.isDocument ? 1 : 0;
        yield documents;
      }
      guard(problems, 'outbox', () => checkEvents(db, problems, installation));
    }
    guard(problems, 'documents', () => checkOrphans(db, problems, documents));
    guard(problems, 'z_reports', () => checkDayReports(db, problems, sha256));
    if (reading !== null) guard(problems, 'highwater', () => checkMark(db, problems, reading));
    guard(problems, 'identity', () => checkIdentity(db, problems));
    const incidents = listIncidents(db);
    for (const incident of incidents.filter(({ code }) => LOSSES.has(code))) {
      problems.push(problem(`incident_${incident.code}`, incident.at, JSON.stringify(incident.detail)));
    }
    return { ok: problems.length === 0, documents, problems, incidents };
  } finally {
    // Nothing was written; in a damaged file COMMIT itself may fail.
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

export function verify(db: ReadableDatabase, dataFolder: string | null, sha256: Sha256Hex): Verification {
  const steps = verifySteps(db, dataFolder, sha256);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function checkFile(db: ReadableDatabase, found: Problem[]): void {
  for (const row of db.pragma('integrity_check') as { integrity_check: string }[]) {
    if (row.integrity_check !== 'ok') found.push(problem('file_damaged', 'till.db', row.integrity_check));
  }
  for (const row of db.pragma('foreign_key_check') as { table: string; rowid: number }[]) {
    found.push(problem('parent_missing', row.table, row.rowid));
  }
}

/** Consecutive from 1, nothing beyond the counter. Fills `codes` by series id. */
function checkSeries(
  db: ReadableDatabase,
  found: Problem[],
  installation: Installation,
  codes: Map<number, string>,
): void {
  for (const series of seriesOf(db, installation.id)) {
    codes.set(series.id, series.code);
    const numbers = db
      .prepare('SELECT sequence FROM documents WHERE series_id = ? ORDER BY sequence')
      .pluck()
      .iterate(series.id);
    let expected = 1;
    for (const sequence of numbers as IterableIterator<number>) {
      if (sequence !== expected) found.push(problem('number_gap', series.code, sequence, expected));
      expected = sequence + 1;
    }
    compare(found, 'series_counter_differs', series.code, series.lastSequence, expected - 1);
  }
}

type ChainStep = { readonly problems: Problem[]; readonly isDocument: boolean };

const CHAIN_SQL = `SELECT r.position AS r_position, r.document_id AS r_document_id, r.kind AS r_kind,
  r.generated_at AS r_generated_at, r.xml AS r_xml, r.huella AS r_huella, r.previous_huella AS r_previous_huella,
  d.* FROM fiscal_records r JOIN (SELECT ${HEADER_COLUMNS} FROM documents) d ON d.rowId = r.document_id
  WHERE r.installation_id = ? ORDER BY r.position`;

type ChainRow = DocumentHeader & {
  r_position: number;
  r_document_id: number;
  r_kind: FiscalRecord['kind'];
  r_generated_at: string;
  r_xml: Buffer;
  r_huella: string;
  r_previous_huella: string;
};

function* checkChain(
  db: ReadableDatabase,
  installation: Installation,
  sha256: Sha256Hex,
  codes: ReadonlyMap<number, string>,
): Generator<ChainStep, void, void> {
  const context = { db, sha256, numeroInstalacion: installation.numeroInstalacion };
  let previous: ReadRecord | null = null;
  let expected = 1;
  for (const row of chainRows(db, installation)) {
    const problems: Problem[] = [];
    if (row instanceof Error) {
      yield { problems: [problem('file_damaged', installation.numeroInstalacion, row.message)], isDocument: false };
      return;
    }
    const where = `${installation.numeroInstalacion}/${row.r_position}`;
    if (row.r_position !== expected) problems.push(problem('chain_gap', where, row.r_position, expected));
    expected = row.r_position + 1;
    const record: FiscalRecord = {
      installationId: installation.id,
      position: row.r_position,
      documentId: row.r_document_id,
      kind: row.r_kind,
      generatedAt: row.r_generated_at,
      xml: row.r_xml,
      huella: row.r_huella,
      previousHuella: row.r_previous_huella,
    };
    const isDocument = record.kind === 'alta';
    guard(problems, where, () => {
      const checked = checkRecord(context, record, { header: row, texts: textsOf(db, row.textsId) }, previous);
      problems.push(...checked.problems);
      previous = checked.record;
      if (!isDocument) return;
      problems.push(...checkDocument(db, row, codes.get(row.seriesId) ?? '?', sha256));
      const altas = recordsOfDocument(db, row.rowId).filter((candidate) => candidate.kind === 'alta');
      compare(problems, 'document_records_differ', row.number, altas.length, 1);
    });
    yield { problems, isDocument };
  }
}

/** The rows up to the first that cannot be read, and then why: what lies behind it is out of reach. */
function* chainRows(db: ReadableDatabase, installation: Installation): Generator<ChainRow | Error, void, void> {
  try {
    yield* db.prepare(CHAIN_SQL).iterate(installation.id) as IterableIterator<ChainRow>;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    yield error;
  }
}

/** Every record has its event, and the events are gap-free. */
function checkEvents(db: ReadableDatabase, found: Problem[], installation: Installation): void {
  const { events, last } = db
    .prepare('SELECT count(*) AS events, ifnull(max(seq), 0) AS last FROM outbox WHERE installation_id = ?')
    .get(installation.id) as { events: number; last: number };
  compare(found, 'event_gap', installation.numeroInstalacion, events, last);
  const orphans = db
    .prepare(
      `SELECT count(*) FROM (
         SELECT document_id, CASE kind WHEN 'alta' THEN 'document.issued' ELSE 'document.annulled' END
           FROM fiscal_records WHERE installation_id = @id
         EXCEPT SELECT ref_id, type FROM outbox WHERE installation_id = @id)`,
    )
    .pluck()
    .get({ id: installation.id });
  compare(found, 'event_missing', installation.numeroInstalacion, orphans, 0);
}

function checkOrphans(db: ReadableDatabase, found: Problem[], documents: number): void {
  const stored = Number(db.prepare('SELECT count(*) FROM documents').pluck().get());
  compare(found, 'document_without_record', 'documents', stored, documents);
}

function checkMark(db: ReadableDatabase, found: Problem[], reading: HighWaterReading): void {
  const loss = findLoss(db, reading);
  if (loss !== null) found.push(problem(`incident_${loss.code}`, currentInstallation(db)?.numeroInstalacion ?? '-'));
}

/** Every text that a document shows is of this shop's environment, and every later installation has its incident. */
function checkIdentity(db: ReadableDatabase, found: Problem[]): void {
  const identity = readIdentity(db);
  const texts = db
    .prepare("SELECT id, json_extract(content, '$.environment') AS environment FROM document_texts")
    .all();
  for (const row of texts as { id: number; environment: string }[]) {
    compare(found, 'environment_differs', `document_texts/${row.id}`, row.environment, identity?.environment);
  }
  for (const table of ['audit_log', 'incidents']) {
    const { entries, last } = db
      .prepare(`SELECT count(*) AS entries, ifnull(max(id), 0) AS last FROM ${table}`)
      .get() as {
      entries: number;
      last: number;
    };
    compare(found, 'log_gap', table, entries, last);
  }
  const lost = allInstallations(db).filter(({ reason }) => reason === 'lost-tail' || reason === 'restored').length;
  const told = listIncidents(db).filter(({ code }) => OPENS_INSTALLATION.has(code)).length;
  if (told < lost) found.push(problem('incident_missing', 'incidents', told, lost));
}
