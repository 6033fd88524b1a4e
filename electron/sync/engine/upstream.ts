import type { Problem } from '../../../contracts/problem.ts';
import { EVENT_GAP, type IngestAnswer, ingestAnswerSchema, TILL_DIVERGED } from '../../../contracts/sync/ingest.ts';
import type { SentInstallation } from '../../../db/central/pending.ts';
import { MAX_CODE, MAX_DETAIL } from '../../ipc/contract/central.ts';
import { BATCH_LIMITS, type BuiltLine, type Limits } from '../events/lines.ts';
import type { Http, HttpAnswer, Source, TillPort } from './ports.ts';
import type { ReadAhead } from './read-ahead.ts';
import { failed, PROGRESS, readBody, refusedBy, type Step, settled } from './step.ts';

export type Upstream = {
  readonly http: Http;
  readonly tillId: string;
  readonly source: Source;
  readonly till: TillPort;
  readonly ahead: ReadAhead;
  /** What central said once and was sent everything for (hello.ts). */
  readonly comparedAll: Set<string>;
  /** Installations of which this round sends something again because central lacks it. */
  readonly repeated: Set<number>;
};

const NDJSON = 'application/x-ndjson';
/** The size of a request that central takes where it refused a larger one; grows again with every success. */
export type BatchSize = { events: number };
export const fullBatch = (): BatchSize => ({ events: BATCH_LIMITS.events });

const limitsOf = (size: BatchSize): Limits => ({ events: size.events, bytes: BATCH_LIMITS.bytes });

/** Sends the next batch of an installation that has something to send. */
export async function sendNext(up: Upstream, sent: SentInstallation, size: BatchSize): Promise<Step> {
  const { divergedSeq, ackedThrough } = sent.ack;
  if (divergedSeq !== null && ackedThrough >= divergedSeq - 1) return strandNext(up, sent, divergedSeq);
  // Up to where the histories part they are one, and a central that was restored may lack even that.
  const lines = up.ahead
    .take(up.source, sent, limitsOf(size))
    .filter(({ seq }) => divergedSeq === null || seq < divergedSeq);
  if (lines.length === 0) return failed('till_closed');
  const answering = up.http({
    method: 'POST',
    path: `/v1/tills/${encodeURIComponent(up.tillId)}/events`,
    contentType: NDJSON,
    body: `${lines.map(({ line }) => line).join('\n')}\n`,
  });
  await up.ahead.prepare(up.source, sent, lines, limitsOf(size));
  const answer = await answering;
  if (!answer.ok) return failed(answer.code);
  if (answer.status !== 200) return refused(up, sent, lines, size, answer);
  const said = readBody(answer.body, ingestAnswerSchema);
  size.events = Math.min(BATCH_LIMITS.events, size.events * 2);
  return said === null ? failed('central_answer_wrong') : acknowledged(up, sent, lines, said);
}

/** What was acknowledged is written down only if it is of these very bytes. */
async function acknowledged(
  { till }: Upstream,
  { installation, ack }: SentInstallation,
  lines: readonly BuiltLine[],
  said: IngestAnswer,
): Promise<Step> {
  const last = lines.at(-1);
  // Beyond what was sent: a till that sends again what central has.
  const through = Math.min(said.ackedThrough, last?.seq ?? 0);
  const line = lines.find(({ seq }) => seq === through);
  const isOurs = said.installationId === installation.numeroInstalacion && line !== undefined;
  if (!isOurs || (through === said.ackedThrough && said.lastEventHash !== line.at.eventHash)) {
    return failed('central_answer_wrong');
  }
  const written = await till.acked({
    installation: installation.id,
    ackedThrough: through,
    lastEventHash: line.at.eventHash,
    ownSeries: [...line.at.series],
    centralSeries: said.series,
    quarantined: said.quarantined.map((found) => ({ ...readable(found), number: numberOf(lines, found.seq) })),
  });
  return settled(written, { kind: 'progress', acked: through - ack.ackedThrough });
}

/** As much as a person reads: what is longer must not be a reason that the till does not keep it. */
export const readable = <Found extends { readonly code: string; readonly detail: string }>(found: Found): Found => ({
  ...found,
  code: found.code.slice(0, MAX_CODE),
  detail: found.detail.slice(0, MAX_DETAIL),
});

/** For the person who reads why a document was not believed. */
function numberOf(lines: readonly Pick<BuiltLine, 'seq' | 'line'>[], seq: number): string | null {
  const line = lines.find((candidate) => candidate.seq === seq)?.line;
  if (line === undefined) return null;
  const { data } = JSON.parse(line) as { data: { document?: { number?: string }; number?: string } };
  return data.document?.number ?? data.number ?? null;
}

function numberIn(params: Problem['params'], name: string): number {
  const value = params?.[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : Number.NaN;
}

async function refused(
  up: Upstream,
  sent: SentInstallation,
  lines: readonly BuiltLine[],
  size: BatchSize,
  answer: Extract<HttpAnswer, { ok: true }>,
): Promise<Step> {
  const { problem, failure } = refusedBy(answer);
  if (problem?.code === EVENT_GAP) return fillGap(up, sent, numberIn(problem.params, 'expectedSeq') - 1);
  if (problem?.code === TILL_DIVERGED) {
    const seq = numberIn(problem.params, 'seq');
    // Only of what it was just sent: anything else would be answered by sending the same again, for ever.
    return lines.some((line) => line.seq === seq) ? diverge(up, sent, seq) : failed('central_answer_wrong');
  }
  const isTooMuch = answer.status === 413 || answer.status === 400 || answer.status === 422;
  if (isTooMuch && lines.length > 1) {
    // One event that cannot be taken must not be taken for the whole batch.
    size.events = Math.max(1, Math.floor(lines.length / 2));
    return PROGRESS;
  }
  const [only] = lines;
  return isTooMuch && only !== undefined ? refusedAlone(sent, only, problem) : failure;
}

/** Everything after it waits: a person has to know which one it is. */
function refusedAlone({ installation }: SentInstallation, { seq, line }: BuiltLine, problem: Problem | null): Step {
  // HTML of something in between is no word of central.
  if (problem === null) return failed('central_answer_wrong');
  const { type } = JSON.parse(line) as { type: string };
  const number = numberOf([{ seq, line }], seq)?.slice(0, 80) ?? '-';
  const why = problem.code.slice(0, MAX_CODE);
  return failed('central_refuses_event', null, {
    installation: installation.numeroInstalacion,
    seq,
    type,
    number,
    why,
  });
}

/** Central lacks what it had. Once in a round: who lacks it again after it was sent is asked later. */
async function fillGap(up: Upstream, sent: SentInstallation, through: number): Promise<Step> {
  if (up.repeated.has(sent.installation.id)) return failed('central_answer_wrong');
  up.repeated.add(sent.installation.id);
  return goBack(up, sent, through);
}

/** Central has less than it said, or another history: everything after `through` goes again. */
export async function goBack({ source, till }: Upstream, sent: SentInstallation, through: number): Promise<Step> {
  if (!(through >= 0 && through < sent.ack.ackedThrough)) return failed('central_answer_wrong');
  const stand = source.standAt(sent.installation.id, through);
  if (stand === null) return failed('till_closed');
  const written = await till.acked({
    installation: sent.installation.id,
    ackedThrough: through,
    lastEventHash: stand.eventHash,
    ownSeries: [...stand.series],
    centralSeries: null,
    quarantined: [],
  });
  return settled(written, PROGRESS);
}

/** From `seq` on central has another history of this installation; ours goes on under another name. */
export async function diverge({ till }: Upstream, sent: SentInstallation, seq: number): Promise<Step> {
  if (!(seq >= 1 && seq <= sent.lastSeq + 1)) return failed('central_answer_wrong');
  return settled(await till.diverged({ installation: sent.installation.id, seq }), PROGRESS);
}

/** Smaller than a batch: each travels once more inside another line, whose quotes cost bytes. */
const STRANDED_LIMITS: Limits = { events: 50, bytes: 256 * 1024 };

async function strandNext(up: Upstream, { installation, ack }: SentInstallation, seq: number): Promise<Step> {
  const lines = up.source.batch(installation.id, ack.strandedThrough ?? seq - 1, STRANDED_LIMITS);
  if (lines.length === 0) return failed('till_closed');
  const events = lines.map(({ seq: lineSeq, line }) => ({ seq: lineSeq, line }));
  return settled(await up.till.strand({ installation: installation.id, events }), PROGRESS);
}
