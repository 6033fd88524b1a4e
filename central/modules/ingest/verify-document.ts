import type { DocumentIssuedData, EventData, RecordData } from '../../../contracts/sync/event-data.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import { documentProblems } from '../../../domain/checks/check-document.ts';
import { type RecordedDocument, recordProblems } from '../../../domain/checks/check-record.ts';
import { compare, problem as finding, type Problem } from '../../../domain/checks/problem.ts';
import { digestText } from '../../../domain/documents/digest.ts';
import { EMPTY_SERIES_HASH, nextSeriesHash } from '../../../domain/documents/series-hash.ts';
import type { IssuedDocument } from '../../../domain/documents/types.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';
import { epochMsOf } from '../../../domain/verifactu/timestamp.ts';
import { type Books, type Doubt, type Judged, NOTHING_ACCEPTED, type ReceivedRecord, type Verdict } from './verdict.ts';

/** Far above any ticket and far below what a sum of all of them can hold. */
const MAX_CENTS = 1_000_000_000_000;

const inWords = ({ code, where, stated, expected }: Problem): string =>
  `${code} ${where}: ${stated.slice(0, 200)} <> ${expected.slice(0, 200)}`;

/** Problems told of one event: the first names it. And a till of today takes 2,000 characters. */
const MAX_TOLD = 5;
const MAX_DETAIL = 1_500;

export const doubtOf = (problems: readonly Problem[]): Doubt => ({
  code: problems[0]?.code ?? 'event_malformed',
  detail: problems.slice(0, MAX_TOLD).map(inWords).join('; ').slice(0, MAX_DETAIL),
});

/** Checks may throw on amounts that no till writes: then the content is what is wrong. */
function attempt<T>(found: Problem[], where: string, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    found.push(finding('event_malformed', where, error.message));
    return null;
  }
}

/** As the schema checked it: the same fields, whose numbers carry no brand there. */
const contentOf = (document: DocumentIssuedData['document']): IssuedDocument => document as unknown as IssuedDocument;

const nextStand = (
  before: SeriesStand | undefined,
  code: string,
  cents: number,
  digest: string,
  sha256: Sha256Hex,
) => ({
  code,
  count: (before?.count ?? 0) + 1,
  cents: (before?.cents ?? 0) + cents,
  hash: nextSeriesHash(before?.hash ?? EMPTY_SERIES_HASH, digest, sha256),
});

/** Central's own count of a series after a document: from its content, not from what is stated of it. */
export const ownStandAfter = (
  before: SeriesStand | undefined,
  code: string,
  document: DocumentIssuedData['document'],
  sha256: Sha256Hex,
): SeriesStand =>
  nextStand(before, code, document.totalCents, sha256(digestText(contentOf(document))).toLowerCase(), sha256);

/** The record against its bytes, its document and the one before; the tip moves to what was received, believed or not. */
function judgeRecord(
  books: Books,
  found: Problem[],
  record: RecordData,
  document: RecordedDocument,
  sha256: Sha256Hex,
): ReceivedRecord | null {
  const { tip, installationId } = books;
  const where = `${installationId}/${record.position}`;
  if (tip === null || tip.record !== 'unknown') {
    compare(found, 'chain_gap', where, record.position, (tip?.position ?? 0) + 1);
  }
  const stated = { numeroInstalacion: installationId, ...record };
  const checked = attempt(found, where, () => recordProblems(stated, document, tip?.record ?? null, sha256));
  books.tip = { position: record.position, record: checked?.record ?? 'unknown' };
  if (checked === null) return null;
  found.push(...checked.problems);
  return checked.record === null ? null : { data: record, documentId: document.id, number: document.number };
}

/** The stand after the document, on both counts; the till's own word is what the next one is compared with. */
function judgeSeries(
  books: Books,
  found: Problem[],
  { document, digest }: DocumentIssuedData,
  said: SeriesStand,
  sha256: Sha256Hex,
): void {
  const before = books.stands.get(said.code);
  const expected = nextStand(before?.said, said.code, document.totalCents, digest, sha256);
  for (const key of ['count', 'cents', 'hash'] as const) {
    compare(found, 'series_differs', `${said.code} ${key}`, said[key], expected[key]);
  }
  const own = ownStandAfter(before?.own, said.code, document, sha256);
  books.stands.set(said.code, { own, said, accepted: before?.accepted ?? NOTHING_ACCEPTED });
  if (books.foreignSeries.has(said.code)) found.push(finding('series_taken', document.number, said.code));
}

function countAccepted({ stands }: Books, code: string, totalCents: number): void {
  const stand = stands.get(code);
  if (stand === undefined) return;
  const { count, cents } = stand.accepted;
  stands.set(code, { ...stand, accepted: { count: count + 1, cents: cents + totalCents } });
}

/** Whether it belongs here at all: issuer, environment, place, and a number that nobody else has. */
function judgePlace(books: Books, found: Problem[], { document }: DocumentIssuedData): void {
  const { number: where } = document;
  compare(found, 'issuer_differs', where, document.issuer.taxId, books.company.taxId);
  compare(found, 'environment_differs', where, document.environment, books.company.environment);
  compare(found, 'shop_differs', where, document.shop.code, books.till.shopCode);
  compare(found, 'till_differs', where, document.tillCode, books.till.code);
  if (epochMsOf(document.issuedAt) === null) found.push(finding('event_malformed', where, document.issuedAt));
  if (books.byNumber.has(where)) found.push(finding('number_taken', where, books.byNumber.get(where)?.id, document.id));
  if (books.byId.has(document.id)) found.push(finding('document_repeated', where, document.id));
}

const isPlausible = ({ document }: DocumentIssuedData): boolean =>
  [document.totalCents, document.grossCents, document.taxCents, document.discountCents].every(
    (cents) => Math.abs(cents) <= MAX_CENTS,
  ) && document.lines.every(({ quantityMilli }) => Math.abs(quantityMilli) <= MAX_CENTS);

function verdictOf(found: readonly Problem[], number: string, accepted: () => Verdict): Verdict {
  return found.length === 0 ? accepted() : { state: 'quarantined', doubt: doubtOf(found), number };
}

export function judgeIssued(
  books: Books,
  data: DocumentIssuedData,
  said: SeriesStand | null,
  sha256: Sha256Hex,
): Judged {
  const document = contentOf(data.document);
  const { number } = document;
  if (said === null || !isPlausible(data)) {
    books.tip = { position: data.record.position, record: 'unknown' };
    const doubt = doubtOf([finding('event_malformed', number, said === null ? 'series' : 'amounts')]);
    return { verdict: { state: 'quarantined', doubt, number }, record: null };
  }
  const found: Problem[] = [];
  judgePlace(books, found, data);
  const stated = { seriesCode: said.code, sequence: said.count, digest: data.digest };
  found.push(...(attempt(found, number, () => documentProblems(document, stated, sha256)) ?? []));
  judgeSeries(books, found, data, said, sha256);
  compare(found, 'record_row_kind_differs', number, data.record.kind, 'alta');
  compare(found, 'record_row_hash_differs', number, document.huella, data.record.huella);
  const record = judgeRecord(books, found, data.record, document, sha256);
  const verdict = verdictOf(found, number, () => {
    const { id, issuedAt } = document;
    const known = { id, number, installationId: books.installationId, issuedAt, isAnnulled: false };
    books.byId.set(id, known);
    books.byNumber.set(number, known);
    countAccepted(books, said.code, document.totalCents);
    return { state: 'accepted', effect: { kind: 'issued', data, series: said } };
  });
  return { verdict, record };
}

export function judgeAnnulled(books: Books, data: EventData<'document.annulled'>, sha256: Sha256Hex): Judged {
  const { documentId, number } = data;
  const found: Problem[] = [];
  const document = books.byId.get(documentId);
  if (document === undefined || document.installationId !== books.installationId) {
    found.push(finding('annulled_unknown', number, documentId));
  } else {
    compare(found, 'annulled_unknown', number, document.number, number);
    if (document.isAnnulled) found.push(finding('annulled_twice', number));
  }
  compare(found, 'record_row_kind_differs', number, data.record.kind, 'anulacion');
  const told: RecordedDocument = {
    id: documentId,
    number,
    type: 'F2',
    issuedAt: document?.issuedAt ?? data.record.generatedAt,
    totalCents: 0 as IssuedDocument['totalCents'],
    taxCents: 0 as IssuedDocument['taxCents'],
    taxGroups: [],
    issuer: { taxId: books.company.taxId, name: '' },
  };
  const record = judgeRecord(books, found, data.record, told, sha256);
  const verdict = verdictOf(found, number, () => {
    const known = document as NonNullable<typeof document>;
    books.byId.set(documentId, { ...known, isAnnulled: true });
    return { state: 'accepted', effect: { kind: 'annulled', data, document: known } };
  });
  return { verdict, record };
}
