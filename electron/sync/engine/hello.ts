import { type HelloAnswer, helloAnswerSchema } from '../../../contracts/sync/hello.ts';
import type { SentInstallation } from '../../../db/central/pending.ts';
import type { Clock } from '../../../domain/ports.ts';
import type { SourceView } from './ports.ts';
import { failed, readBody, refusedBy, type Step } from './step.ts';
import { diverge, goBack, readable, type Upstream } from './upstream.ts';

type Held = HelloAnswer['installations'][number];

/**
 * Says where the till stands and hears where central does: how central restored from an older backup, a till restored from
 * one, and a copy of this till are noticed before anything is sent.
 */
export async function sayHello(up: Upstream, view: SourceView, clock: Clock, programVersion: string): Promise<Step> {
  const beganMs = clock.nowMs();
  const answer = await up.http({
    method: 'POST',
    path: `/v1/tills/${encodeURIComponent(up.tillId)}/hello`,
    contentType: 'application/json',
    body: JSON.stringify({ programVersion, nowMs: beganMs, ...view.hello }),
  });
  if (!answer.ok) return failed(answer.code);
  if (answer.status !== 200) return refusedBy(answer).failure;
  const said = readBody(answer.body, helloAnswerSchema);
  if (said === null) return failed('central_answer_wrong');
  for (const sent of view.installations) {
    const held = said.installations.find(
      ({ installationId }) => installationId === sent.installation.numeroInstalacion,
    );
    const step = await compare(up, sent, held);
    if (step?.kind === 'failed') return step;
  }
  const lost = await tellLost(up, view, said);
  if (lost !== null) return lost;
  // Half of the way there and back is the moment at which central looked at its clock.
  const ownMs = (beganMs + clock.nowMs()) / 2;
  const told = await up.till.contact({
    problem: null,
    problemParams: {},
    isInOrder: false,
    clockDifferenceMs: Math.round(said.nowMs - ownMs),
    quarantined: said.quarantined.slice(0, MAX_TOLD).map(readable),
    series: said.series,
  });
  return told.ok ? { kind: 'progress' } : failed(told.refusal.code);
}

/** Of a till whose every document is refused nobody reads more. */
const MAX_TOLD = 1000;

/** Null: both agree, or sending will show. */
async function compare(up: Upstream, sent: SentInstallation, held: Held | undefined): Promise<Step | null> {
  const { ack, lastSeq } = sent;
  const through = held?.ackedThrough ?? 0;
  if (through > ack.ackedThrough) {
    // What central has and was not compared yet is sent: as a repeat it is skipped, else central names the first that differs.
    const isAllCompared = ack.ackedThrough === lastSeq && ack.divergedSeq === null;
    if (!isAllCompared || sent.installation.closedAt !== null) return null;
    // Lost here, or never ours: either way this number of events is not to be used again.
    return diverge(up, sent, lastSeq + 1);
  }
  if (through > 0) {
    const own = through === ack.ackedThrough ? ack.lastEventHash : hashAt(up, sent, through);
    if (own === null) return failed('till_closed');
    if (own !== held?.lastEventHash) return compareAll(up, sent, `${through} ${held?.lastEventHash}`);
  }
  return through < ack.ackedThrough ? goBack(up, sent, through) : null;
}

/**
 * They part somewhere up to there; sending from the first event on shows where. Once for each `said`: a central that takes
 * all of it and says the same again would have all of it sent every minute.
 */
async function compareAll(up: Upstream, sent: SentInstallation, said: string): Promise<Step> {
  const key = `${sent.installation.numeroInstalacion} ${said}`;
  if (up.comparedAll.has(key)) return failed('central_answer_wrong');
  up.comparedAll.add(key);
  return goBack(up, sent, 0);
}

const hashAt = ({ source }: Upstream, { installation }: SentInstallation, seq: number): string | null =>
  source.standAt(installation.id, seq)?.eventHash ?? null;

/** What central has and this till does not: a named incident, once each. */
async function tellLost({ till }: Upstream, view: SourceView, said: HelloAnswer): Promise<Step | null> {
  for (const { installationId, ackedThrough } of said.installations) {
    const own = view.installations.find(({ installation }) => installation.numeroInstalacion === installationId);
    const lastSeq = own?.lastSeq ?? 0;
    if (ackedThrough <= lastSeq) continue;
    const told = await till.ahead({ installationId, ackedThrough, lastSeq });
    if (!told.ok) return failed(told.refusal.code);
  }
  return null;
}
