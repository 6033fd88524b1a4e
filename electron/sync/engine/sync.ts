import { TILL_REVOKED } from '../../../contracts/sync/ingest.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { OnceAnswer } from '../../ipc/contract/central.ts';
import { delayAfter, MAX_DELAY_MS, wakeGapMs } from './backoff.ts';
import { fetchNext } from './downstream.ts';
import { sayHello } from './hello.ts';
import { type Paired, pair } from './pair.ts';
import type { Http, SourceView, SyncPorts } from './ports.ts';
import { ReadAhead } from './read-ahead.ts';
import { DONE, type Failure, failed, type Step } from './step.ts';
import { fullBatch, sendNext, type Upstream } from './upstream.ts';

/** How often changes are asked for while nothing else happens. */
export const POLL_MS = 10_000;
/** How often hello is said while nothing else is (contracts/sync/hello.ts). */
export const HELLO_MS = 60_000;

/** The exchange of one till with central: one request at a time, for ever. */
export type Sync = {
  start(): void;
  /** The till has news. While central fails this only brings the next attempt nearer. */
  wake(): void;
  /** A person asks, or the network came back: now. */
  retryNow(): void;
  /** Everything that waits, now; refuses with what hindered it. */
  once(): Promise<Result<OnceAnswer>>;
  pair(code: string): Promise<Result<Paired>>;
  unpair(): Promise<Result<Record<string, never>>>;
  /** Resolves when nothing is at work any more. */
  stop(): Promise<void>;
};

/** What a round has done so far. */
type Turn = { acked: number; hasChanges: boolean; readonly repeated: Set<number> };
type Round = { readonly acked: number; readonly failure: Failure | null };

const NOTHING_SAID = { clockDifferenceMs: null, quarantined: null, series: null } as const;

const NOT_PAIRED = 'not_paired';
/** No failure of central: said to whoever asks, not noted. */
const SILENT = new Set([NOT_PAIRED, 'till_closed', 'sync_stopped']);

class Exchange implements Sync {
  readonly #ports: SyncPorts;
  readonly #size = fullBatch();
  readonly #ahead = new ReadAhead();
  #timer: unknown = null;
  #failures = 0;
  #lastAttemptMs = Number.NEGATIVE_INFINITY;
  /** Retry-After and the backoff of a revoked till: a sale does not shorten them. */
  #notBeforeMs = 0;
  #lastHelloMs: number | null = null;
  #isStopped = false;
  /** Something happened while a round was at work. */
  #isAskedAgain = false;
  #atWork: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #link: { readonly key: string; readonly http: Http } | null = null;
  /** The last one that went to the log. */
  #lastProblem: string | null = null;
  /** What the till was told to show; of the file, so that a new process knows it too. */
  #isProblemNoted = false;
  readonly #comparedAll = new Set<string>();

  constructor(ports: SyncPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#later(0);
  }

  wake(): void {
    if (this.#waiting > 0) {
      this.#isAskedAgain = true;
      return;
    }
    const now = this.#ports.clock.monotonicMs();
    const due = Math.max(this.#lastAttemptMs + wakeGapMs(this.#failures), this.#notBeforeMs);
    this.#sooner(Math.max(0, due - now));
  }

  retryNow(): void {
    this.#failures = 0;
    this.#notBeforeMs = 0;
    this.#lastHelloMs = null;
    if (this.#waiting > 0) this.#isAskedAgain = true;
    else this.#later(0);
  }

  async once(): Promise<Result<OnceAnswer>> {
    this.#lastHelloMs = null;
    const round = await this.#run();
    if (round.failure !== null)
      return refuse(round.failure.code, round.failure.params, round.failure.code !== NOT_PAIRED);
    const view = this.#ports.source.view();
    const pending = view?.installations.reduce((sum, { pending: own }) => sum + own, 0) ?? 0;
    return ok({ acked: round.acked, pending, rejected: view?.rejected ?? 0 });
  }

  async pair(code: string): Promise<Result<Paired>> {
    const paired = await this.#alone(() => {
      this.#link = null;
      return pair(this.#ports, code);
    });
    // Not before it is over: who is at work plans no next attempt.
    if (paired.ok) this.retryNow();
    else this.#sooner(POLL_MS);
    return paired;
  }

  async unpair(): Promise<Result<Record<string, never>>> {
    const unpaired = await this.#alone(async () => {
      const told = await this.#ports.till.unpaired({});
      if (!told.ok) return told;
      await this.#ports.tokens.remove();
      this.#link = null;
      return ok({});
    });
    this.#sooner(POLL_MS);
    return unpaired;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#ports.timeouts.clear(this.#timer);
    await this.#atWork;
  }

  /** One after the other, whoever asks. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#atWork.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#atWork = turn.catch(() => undefined);
    return turn;
  }

  #later(delayMs: number): void {
    this.#ports.timeouts.clear(this.#timer);
    if (this.#isStopped) return;
    this.#dueMs = this.#ports.clock.monotonicMs() + delayMs;
    this.#timer = this.#ports.timeouts.set(() => void this.#run(), delayMs);
  }

  #dueMs = Number.POSITIVE_INFINITY;

  #sooner(delayMs: number): void {
    if (this.#ports.clock.monotonicMs() + delayMs < this.#dueMs) this.#later(delayMs);
  }

  async #run(): Promise<Round> {
    this.#ports.timeouts.clear(this.#timer);
    this.#dueMs = Number.POSITIVE_INFINITY;
    const round = await this.#alone(() => this.#round());
    await this.#settle(round.failure);
    return round;
  }

  async #settle(failure: Failure | null): Promise<void> {
    const { random, clock, till, report } = this.#ports;
    if (failure === null || SILENT.has(failure.code)) {
      this.#failures = 0;
      this.#lastProblem = null;
      const isNews = this.#isAskedAgain && failure === null;
      this.#isAskedAgain = false;
      if (this.#waiting === 0) this.#later(isNews ? 0 : POLL_MS);
      return;
    }
    this.#failures += 1;
    // Where the till stands is said again once central answers: it may have been restored meanwhile.
    this.#lastHelloMs = null;
    this.#isAskedAgain = false;
    const isRevoked = failure.code === TILL_REVOKED;
    const delayMs = isRevoked ? MAX_DELAY_MS : delayAfter(this.#failures, failure.retryAfterMs, random);
    if (isRevoked || failure.retryAfterMs !== null) this.#notBeforeMs = clock.monotonicMs() + delayMs;
    if (failure.code !== this.#lastProblem) report('sync.hindered', { code: failure.code });
    this.#lastProblem = failure.code;
    await till.contact({ ...NOTHING_SAID, problem: failure.code, problemParams: failure.params, isInOrder: false });
    if (this.#waiting === 0) this.#later(delayMs);
  }

  /** Sends and fetches, in turns, until there is nothing more or something hinders it. */
  async #round(): Promise<Round> {
    this.#lastAttemptMs = this.#ports.clock.monotonicMs();
    this.#isAskedAgain = false;
    const turn: Turn = { acked: 0, hasChanges: true, repeated: new Set() };
    for (;;) {
      const step = this.#isStopped ? failed('sync_stopped') : await this.#turn(turn);
      if (step.kind === 'failed') return { acked: turn.acked, failure: step };
      if (step.kind === 'done') return { acked: turn.acked, failure: null };
    }
  }

  /** Hello if it is due; else one batch and one page, so that neither waits for the end of the other. */
  async #turn(turn: Turn): Promise<Step> {
    const view = this.#ports.source.view();
    if (view === null) return failed('till_closed');
    this.#isProblemNoted = (view.pairing?.problem ?? null) !== null;
    const up = await this.#upstream(view, turn);
    if ('kind' in up) return up;
    if (this.#isHelloDue()) {
      const greeted = await sayHello(up, view, this.#ports.clock, this.#ports.programVersion);
      if (greeted.kind !== 'failed') this.#lastHelloMs = this.#ports.clock.monotonicMs();
      return greeted;
    }
    const sent = await this.#send(up, view, turn);
    if (sent.kind === 'failed') return sent;
    const fetched = turn.hasChanges && view.pairing !== null ? await fetchNext(up, view.pairing) : DONE;
    if (fetched.kind === 'failed') return fetched;
    turn.hasChanges = fetched.kind === 'progress';
    const isSent = sent.kind === 'done' || (sent.kind === 'progress' && (sent.acked ?? 0) > 0);
    if (isSent) await this.#tellInOrder();
    return sent.kind === 'done' ? fetched : sent;
  }

  /** Both ways went well: only now what hindered one of them is over. */
  async #tellInOrder(): Promise<void> {
    if (!this.#isProblemNoted) return;
    await this.#ports.till.contact({ ...NOTHING_SAID, problem: null, problemParams: {}, isInOrder: true });
  }

  async #send(up: Upstream, { installations }: SourceView, turn: Turn): Promise<Step> {
    const waiting = installations.find(({ pending }) => pending > 0);
    if (waiting === undefined) return DONE;
    const step = await sendNext(up, waiting, this.#size);
    if (step.kind === 'progress') turn.acked += step.acked ?? 0;
    return step;
  }

  #isHelloDue(): boolean {
    return this.#lastHelloMs === null || this.#ports.clock.monotonicMs() - this.#lastHelloMs >= HELLO_MS;
  }

  /** The way to central; kept while the pairing stays, so that its connection is. */
  async #upstream({ pairing }: SourceView, { repeated }: Turn): Promise<Upstream | Failure> {
    const { tokens, connect, source, till } = this.#ports;
    if (pairing === null) return failed(NOT_PAIRED);
    const { url, fingerprint, tillId, pairedAt } = pairing;
    const key = JSON.stringify([url, fingerprint, tillId, pairedAt]);
    if (this.#link?.key !== key) {
      const token = await tokens.read();
      // A restored or copied folder carries the pairing and not the token.
      if (!token.ok) return failed(token.refusal.code);
      this.#link = { key, http: connect({ url, fingerprint, token: token.value }) };
    }
    return {
      http: this.#link.http,
      tillId,
      source,
      till,
      ahead: this.#ahead,
      comparedAll: this.#comparedAll,
      repeated,
    };
  }
}

export const createSync = (ports: SyncPorts): Sync => new Exchange(ports);
