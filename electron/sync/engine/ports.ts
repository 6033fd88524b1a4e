import type { HelloRequest } from '../../../contracts/sync/hello.ts';
import type { PairRequest } from '../../../contracts/sync/pairing.ts';
import type { Checkpoint } from '../../../db/central/acks.ts';
import type { Pairing } from '../../../db/central/pairing.ts';
import type { SentInstallation } from '../../../db/central/pending.ts';
import type { Clock } from '../../../domain/ports.ts';
import type { Result } from '../../../domain/result.ts';
import type { CommandName, InputOf } from '../../ipc/contract/index.ts';
import type { Timeouts } from '../../ipc/peer.ts';
import type { BuiltLine, Limits } from '../events/lines.ts';

/** What the exchange with central needs of the outside world. A test gives a network of its own and a clock that it turns. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  /** With its query, below the address of central. */
  readonly path: string;
  readonly contentType: string | null;
  readonly body: string | null;
};

export type HttpAnswer =
  | { readonly ok: true; readonly status: number; readonly retryAfterMs: number | null; readonly body: string }
  /** No answer that could be read: whether central did what it was asked is not known. */
  | { readonly ok: false; readonly code: NoAnswer };
export type NoAnswer = 'central_unreachable' | 'central_silent' | 'central_insecure' | 'central_answer_wrong';

/** Never rejects. Total deadline 30 s, and once more where a kept-alive connection had died. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

export type Place = { readonly url: string; readonly fingerprint: string | null; readonly token: string | null };

export type SourceView = {
  readonly pairing: Pairing | null;
  readonly installations: readonly SentInstallation[];
  /** What hello says of the till, but the time. */
  readonly hello: Omit<HelloRequest, 'nowMs' | 'programVersion'>;
  /** What a pairing says of it. */
  readonly self: Omit<PairRequest, 'secret' | 'programVersion' | 'installations'>;
  readonly rejected: number;
};

/** The till's file, read only. Each call is a look of its own: between two of them the file may be exchanged. */
export type Source = {
  /** Null: there is no till, or its file is closed at the moment. */
  view(): SourceView | null;
  /** After an event, or after one whose line was built already: that is quicker. */
  batch(installation: number, after: number | Checkpoint, limits: Limits): readonly BuiltLine[];
  /** Null: it cannot be read at the moment, or there is no such event. */
  standAt(installation: number, seq: number): Checkpoint | null;
};

type Told<Name extends CommandName> = (input: InputOf<Name>) => Promise<Result<unknown>>;

/** The till, which alone writes. */
export type TillPort = {
  readonly acked: Told<'central.acked'>;
  readonly contact: Told<'central.contact'>;
  readonly apply: Told<'central.apply'>;
  readonly diverged: Told<'central.diverged'>;
  readonly ahead: Told<'central.ahead'>;
  readonly strand: Told<'central.strand'>;
  readonly paired: Told<'central.paired'>;
  readonly unpaired: Told<'central.unpaired'>;
};

/** Where the token is kept: the system's secret store, else a file that only this user may read. */
export type TokenStore = {
  /** Refuses `central_token_missing`, `central_token_sealed`, `central_token_unreadable`. Never rejects. */
  read(): Promise<Result<string>>;
  write(token: string): Promise<void>;
  remove(): Promise<void>;
};

export type Random = {
  /** 0 <= x < 1. */
  next(): number;
};

export type SyncPorts = {
  readonly connect: (place: Place) => Http;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly timeouts: Timeouts;
  readonly random: Random;
  readonly source: Source;
  readonly till: TillPort;
  readonly programVersion: string;
  /** One line of the log: codes and counts, never what was sent. */
  readonly report: (event: string, fields: { readonly code?: string; readonly count?: number }) => void;
};
