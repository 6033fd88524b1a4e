import type { Envelope, ReadEvent } from '../../../contracts/sync/event.ts';
import type { DocumentIssuedData, EventData } from '../../../contracts/sync/event-data.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import { epochMsOf } from '../../../domain/verifactu/timestamp.ts';
import { type Books, type Judged, NOTHING_ACCEPTED } from './verdict.ts';
import { judgeAnnulled, judgeIssued } from './verify-document.ts';

/**
 * A document that could not be read: its record may have been the tip, and its series stands where the till says. Of a
 * later program central takes the till's word for both counts; of a malformed one it keeps its own, which agreement shows.
 */
function passOver(books: Books, { type, series }: Envelope, isTrusted: boolean): void {
  // Of a type that nobody knows too: it may be a document of another kind.
  if (isTrusted || type.startsWith('document.')) books.tip = { position: books.tip?.position ?? 0, record: 'unknown' };
  if (series === null) return;
  const before = books.stands.get(series.code);
  const own = isTrusted ? series : (before?.own ?? { ...series, count: 0, cents: 0, hash: '' });
  books.stands.set(series.code, { own, said: series, accepted: before?.accepted ?? NOTHING_ACCEPTED });
}

const quarantined = (code: string, detail: string, number: string | null = null): Judged => ({
  verdict: { state: 'quarantined', doubt: { code, detail }, number },
  record: null,
});

/** Number of the document that a line tells of, for the person who looks. */
function numberIn(data: Readonly<Record<string, unknown>>): string | null {
  const { document, number } = data as { document?: { number?: unknown }; number?: unknown };
  const found = document?.number ?? number;
  return typeof found === 'string' ? found : null;
}

function strandedNumber(line: string): string | null {
  try {
    return numberIn((JSON.parse(line) as { data?: Record<string, unknown> }).data ?? {});
  } catch {
    return null;
  }
}

const ACCEPTED: Judged = { verdict: { state: 'accepted', effect: { kind: 'other' } }, record: null };

/**
 * What central thinks of the next event of an installation. `books` move on with it, so that the next one is compared with
 * what was received last, believed or not.
 */
export function judge(books: Books, event: ReadEvent, sha256: Sha256Hex): Judged {
  const { envelope } = event;
  if (event.kind === 'parked') {
    passOver(books, envelope, true);
    return { verdict: { state: 'parked', doubt: { code: event.reason, detail: envelope.type } }, record: null };
  }
  if (event.kind === 'malformed') {
    passOver(books, envelope, false);
    return quarantined('event_malformed', `${envelope.type} ${event.where}`, numberIn(envelope.data));
  }
  switch (event.type) {
    case 'document.issued':
      return judgeIssued(books, event.data as DocumentIssuedData, envelope.series, sha256);
    case 'document.annulled':
      return judgeAnnulled(books, event.data as EventData<'document.annulled'>, sha256);
    case 'event.stranded': {
      const { line } = event.data as EventData<'event.stranded'>;
      const number = strandedNumber(line);
      // What is no document is kept and shows in the audit; a document is money that somebody has to look at.
      return number === null ? ACCEPTED : quarantined('event_stranded', envelope.installationId, number);
    }
    default:
      // A moment that no calendar has would stop the day it belongs to.
      return epochMsOf(envelope.at) === null ? quarantined('event_malformed', `at ${envelope.at}`) : ACCEPTED;
  }
}
