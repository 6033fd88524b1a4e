import { hash } from 'node:crypto';
import { type Envelope, type ReadEvent, readEvent } from '../../../contracts/sync/event.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '../../../contracts/sync/limits.ts';
import { problem } from '../../app/problem.ts';

/** One line as it came: its bytes are what counts, everything else is read out of them. */
export type Line = {
  readonly bytes: Buffer;
  /** SHA-256 in lower-case hexadecimal of the bytes without the line feed. */
  readonly sha256: string;
  readonly event: ReadEvent;
  readonly envelope: Envelope;
};

const LINE_FEED = 0x0a;

function split(body: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < body.length) {
    const end = body.indexOf(LINE_FEED, from);
    const to = end === -1 ? body.length : end;
    if (to > from) lines.push(body.subarray(from, to));
    if (lines.length > MAX_BATCH_EVENTS) throw problem('batch_too_large', { status: 413 });
    from = to + 1;
  }
  return lines;
}

/** Of one line that ended up as no event at all: the till sends it alone next and a person hears of it. */
const notAnEvent = (line: number) => problem('event_line_malformed', { status: 400, params: { line } });

export function readLine(bytes: Buffer, line = 1): Line {
  let json: unknown;
  try {
    // Fatal: two different lines must never read as the same text.
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw notAnEvent(line);
  }
  const event = readEvent(json);
  if (event === null) throw notAnEvent(line);
  return { bytes, sha256: hash('sha256', bytes, 'hex'), event, envelope: event.envelope };
}

/**
 * The lines of one request, of one installation and contiguous.
 * Thrown: batch_empty, event_line_malformed {line}, batch_mixed, batch_not_contiguous (400), batch_too_large (413).
 */
export function readLines(body: Buffer): Line[] {
  const raw = split(body);
  if (raw.length === 0) throw problem('batch_empty', { status: 400 });
  if (raw.length > 1 && body.length > MAX_BATCH_BYTES) throw problem('batch_too_large', { status: 413 });
  const lines = raw.map((bytes, index) => readLine(bytes, index + 1));
  lines.forEach(({ envelope }, index) => {
    const before = lines[index - 1]?.envelope;
    if (before === undefined) return;
    if (envelope.installationId !== before.installationId) throw problem('batch_mixed', { status: 400 });
    if (envelope.seq !== before.seq + 1) throw problem('batch_not_contiguous', { status: 400 });
  });
  return lines;
}
