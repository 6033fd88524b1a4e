import type { IngestAnswer } from '../../../contracts/sync/ingest.ts';
import { EVENT_GAP, TILL_DIVERGED, TILL_REVOKED } from '../../../contracts/sync/ingest.ts';
import type { TillCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { problem } from '../../app/problem.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { claimInstallations } from '../pairing/queries.ts';
import { effectsOf, type Received, writeEffects } from './effects.ts';
import { type Line, readLines } from './lines.ts';
import {
  advance,
  type LockedInstallation,
  lockInstallation,
  noteHeard,
  openInstallation,
  readStands,
  storedHashes,
  writeStands,
} from './queries.ts';
import { readBooks } from './read-books.ts';
import { insertEvents } from './store.ts';
import { judge } from './verify.ts';

const diverged = (seq: number) => problem(TILL_DIVERGED, { status: 409, params: { seq } });
const gap = (expectedSeq: number) => problem(EVENT_GAP, { status: 409, params: { expectedSeq } });

/** The installation under lock. Thrown: till_revoked (403), installation_of_other_till (409). */
async function lockFor(tx: Tx, caller: TillCaller, installationId: string, nowMs: number): Promise<LockedInstallation> {
  const known = (await lockInstallation(tx, installationId)) ?? (await open(tx, caller, installationId, nowMs));
  if (known.tillId !== caller.tillId) throw problem('installation_of_other_till', { status: 409 });
  // Checked again under the lock: after a revocation was answered nothing of the till comes in any more.
  if (!known.isPaired) throw problem(TILL_REVOKED, { status: 403 });
  return known;
}

async function open(
  tx: Tx,
  { tillId }: TillCaller,
  installationId: string,
  nowMs: number,
): Promise<LockedInstallation> {
  const [foreign] = await claimInstallations(tx, tillId, [installationId], nowMs);
  if (foreign !== undefined) throw problem('installation_of_other_till', { status: 409 });
  await openInstallation(tx, installationId, tillId);
  const opened = await lockInstallation(tx, installationId);
  if (opened === null) throw new Error('an installation vanished under its own lock');
  return opened;
}

/** Repeats are compared by hash and left out. Thrown: event_gap {expectedSeq}, till_diverged {seq} (409). */
async function newLines(tx: Tx, installation: LockedInstallation, lines: readonly Line[]): Promise<Line[]> {
  const { receivedThrough, lastEventHash } = installation;
  const [first] = lines;
  if (first === undefined) return [];
  const { installationId, seq: from } = first.envelope;
  if (from > receivedThrough + 1) throw gap(receivedThrough + 1);
  const repeats = lines.filter(({ envelope }) => envelope.seq <= receivedThrough);
  if (repeats.length > 0) {
    const stored = await storedHashes(tx, installationId, from, from + repeats.length - 1);
    const differing = repeats.find(({ envelope, sha256 }) => stored.get(envelope.seq) !== sha256);
    if (differing !== undefined) throw diverged(differing.envelope.seq);
  }
  const fresh = lines.slice(repeats.length);
  let before = lastEventHash;
  for (const { envelope, sha256 } of fresh) {
    if (envelope.prevEventHash !== before) {
      // Another history, somewhere before: sent again from its beginning, the first event that differs is named.
      throw envelope.seq === from && receivedThrough > 0 ? gap(1) : diverged(envelope.seq);
    }
    before = sha256;
  }
  return fresh;
}

/** As ingest, in a transaction that is open already: central issues by the same way. */
export async function receive(
  context: CentralContext,
  tx: Tx,
  caller: TillCaller,
  lines: readonly Line[],
): Promise<IngestAnswer> {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) throw problem('batch_empty', { status: 400 });
  const nowMs = context.clock.nowMs();
  const { installationId } = first.envelope;
  const installation = await lockFor(tx, caller, installationId, nowMs);
  const fresh = await newLines(tx, installation, lines);
  const through = { seq: installation.receivedThrough, hash: installation.lastEventHash };
  const newest = fresh.at(-1);
  if (newest === undefined) {
    const stands = await readStands(tx, installationId);
    return answerOf(
      installationId,
      through,
      [],
      [...stands.values()].map(({ own }) => own),
      nowMs,
    );
  }
  const books = await readBooks(tx, installation, installationId, fresh, nowMs);
  const received: Received[] = fresh.map((line) => ({ line, ...judge(books, line.event, context.sha256) }));
  await insertEvents(tx, installationId, received, nowMs);
  await writeStands(tx, installationId, [...books.stands.values()]);
  const to = { seq: newest.envelope.seq, hash: newest.sha256 };
  await advance(tx, installationId, { ...to, tip: books.tip, nowMs });
  await noteHeard(tx, installation.tillId, fresh.length, nowMs);
  const place = { installationId, tillId: installation.tillId, shopId: installation.shopId };
  await writeEffects(tx, place, await effectsOf(tx, place, received, nowMs), nowMs);
  return answerOf(
    installationId,
    to,
    received,
    [...books.stands.values()].map(({ own }) => own),
    nowMs,
  );
}

function answerOf(
  installationId: string,
  through: { readonly seq: number; readonly hash: string },
  received: readonly Received[],
  series: IngestAnswer['series'],
  nowMs: number,
): IngestAnswer {
  const quarantined = received.flatMap(({ line, verdict }) =>
    verdict.state === 'quarantined' ? [{ seq: line.envelope.seq, ...verdict.doubt }] : [],
  );
  return { installationId, ackedThrough: through.seq, lastEventHash: through.hash, quarantined, series, nowMs };
}

/**
 * Takes the events of one request, all or none, in one transaction: their bytes, what central thinks of them and everything
 * that follows from them. Sent again it answers the same and does nothing.
 * Thrown: what readLines throws, event_gap, till_diverged, installation_of_other_till (409), till_revoked (403).
 */
export function ingest(context: CentralContext, caller: TillCaller, body: Buffer): Promise<IngestAnswer> {
  const lines = readLines(body);
  return inCompany(context, caller.companyId, (tx) => receive(context, tx, caller, lines));
}
