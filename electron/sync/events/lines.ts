import { hash } from 'node:crypto';
import { eventLine } from '../../../contracts/sync/event.ts';
import { type EventData, type EventType, isEventType } from '../../../contracts/sync/event-data.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '../../../contracts/sync/limits.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import { type Checkpoint, checkpointBefore } from '../../../db/central/acks.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { type Installation, seriesCode } from '../../../db/installations.ts';
import { auditRow, incidentRow, type LoggedRow } from '../../../db/logs.ts';
import { eventsAfter, type OutboxEvent } from '../../../db/outbox.ts';
import { EMPTY_SERIES_HASH, nextSeriesHash } from '../../../domain/documents/series-hash.ts';
import { documentAnnulled, documentIssued } from './document-data.ts';

/** Lower-case hexadecimal SHA-256 of the bytes of a line, without its line feed: what both sides chain and compare. */
export const lineHash = (line: string): string => hash('sha256', line, 'hex');

export type BuiltLine = { readonly seq: number; readonly line: string; readonly at: Checkpoint };

type Told = { readonly data: EventData<EventType>; readonly series: SeriesStand | null };

function logged(row: LoggedRow | null, event: OutboxEvent): Told {
  if (row === null) throw new Error(`event ${event.seq}: log row ${event.refId} is not there`);
  const { logId, actorId, kind, detail } = row;
  return { data: { logId, actorId, kind, detail: JSON.parse(detail) as Record<string, unknown> }, series: null };
}

function issued(db: ReadableDatabase, documentId: number, before: readonly SeriesStand[]): Told {
  const { header, data } = documentIssued(db, documentId);
  const code = seriesCode(db, header.seriesId);
  const stand = before.find((known) => known.code === code);
  const sha256 = (text: string): string => hash('sha256', text, 'hex');
  const series: SeriesStand = {
    code,
    count: header.sequence,
    cents: (stand?.cents ?? 0) + header.totalCents,
    hash: nextSeriesHash(stand?.hash ?? EMPTY_SERIES_HASH, header.digest, sha256),
  };
  return { data, series };
}

function told(db: ReadableDatabase, event: OutboxEvent, before: readonly SeriesStand[]): Told {
  if (event.payload !== null) return { data: JSON.parse(event.payload) as EventData<EventType>, series: null };
  const { refId } = event;
  if (refId === null) throw new Error(`event ${event.seq} of ${event.type} tells nothing`);
  switch (event.type) {
    case 'document.issued':
      return issued(db, refId, before);
    case 'document.annulled':
      return { data: documentAnnulled(db, refId), series: null };
    case 'audit.recorded':
      return logged(auditRow(db, refId), event);
    case 'incident.recorded':
      return logged(incidentRow(db, refId), event);
    default:
      throw new Error(`event ${event.seq}: nothing rebuilds ${event.type}`);
  }
}

const withStand = (stands: readonly SeriesStand[], next: SeriesStand | null): readonly SeriesStand[] =>
  next === null ? stands : [...stands.filter(({ code }) => code !== next.code), next];

function build(db: ReadableDatabase, installation: Installation, event: OutboxEvent, before: Checkpoint): BuiltLine {
  const { type, seq, createdAt } = event;
  if (!isEventType(type)) throw new Error(`event ${seq}: type ${type} is not in the contract`);
  const { data, series } = told(db, event, before.series);
  const line = eventLine({
    installationId: installation.numeroInstalacion,
    seq,
    type,
    at: createdAt,
    prevEventHash: before.eventHash,
    series,
    data,
  });
  return { seq, line, at: { seq, eventHash: lineHash(line), series: withStand(before.series, series) } };
}

/** Rows of the outbox read at once; what they tell is read one by one. */
const PAGE = 200;

/**
 * Lines of the events after `from`, oldest first, built from frozen rows one at a time: a till that was offline for weeks
 * has more than memory.
 */
export function* linesAfter(
  db: ReadableDatabase,
  installation: Installation,
  from: Checkpoint,
): Generator<BuiltLine, void, undefined> {
  let at = from;
  for (;;) {
    const events = eventsAfter(db, installation.id, at.seq, PAGE);
    for (const event of events) {
      const built = build(db, installation, event, at);
      at = built.at;
      yield built;
    }
    if (events.length < PAGE) return;
  }
}

/** Where the lines stand after `seq`, from the nearest checkpoint on. */
export function standAt(db: ReadableDatabase, installation: Installation, seq: number): Checkpoint {
  let at = checkpointBefore(db, installation.id, seq);
  if (at.seq === seq) return at;
  for (const built of linesAfter(db, installation, at)) {
    at = built.at;
    if (built.seq >= seq) break;
  }
  return at;
}

export type Limits = { readonly events: number; readonly bytes: number };
export const BATCH_LIMITS: Limits = { events: MAX_BATCH_EVENTS, bytes: MAX_BATCH_BYTES };

/** As many lines after `from` as one request may carry: at least one, if there is one, whatever its size. */
export function nextBatch(
  db: ReadableDatabase,
  installation: Installation,
  from: Checkpoint,
  limits: Limits = BATCH_LIMITS,
): BuiltLine[] {
  const batch: BuiltLine[] = [];
  let bytes = 0;
  for (const built of linesAfter(db, installation, from)) {
    // With its line feed.
    bytes += Buffer.byteLength(built.line) + 1;
    if (batch.length > 0 && bytes > limits.bytes) break;
    batch.push(built);
    if (batch.length >= limits.events) break;
  }
  return batch;
}
