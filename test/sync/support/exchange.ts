import { allInstallations } from '../../../db/installations.ts';
import { ok, refuse } from '../../../domain/result.ts';
import type { HttpAnswer, HttpRequest, Source } from '../../../electron/sync/engine/ports.ts';
import { createSync, type Sync } from '../../../electron/sync/engine/sync.ts';
import { linesAfter } from '../../../electron/sync/events/lines.ts';
import { sourceOf } from '../../../electron/sync/source.ts';
import { tillPortOf } from '../../../electron/till/central/till-port.ts';
import type { Till } from '../../../electron/till/till.ts';
import { testPorts } from '../../support/till.ts';
import { FakeCentral } from './fake-central.ts';
import { VirtualTime } from './virtual-time.ts';

/** A pairing code that the fake central takes. */
export const CODE = `MP1.${Buffer.from(
  JSON.stringify({ url: 'http://127.0.0.1:9', fingerprint: null, secret: 'a-secret-of-sixteen' }),
).toString('base64url')}`;

/** Null lets the answer of central through; calling `answer` and giving another loses it after it was carried out. */
export type Fault = (request: HttpRequest, answer: () => HttpAnswer) => HttpAnswer | null;

export const UNREACHABLE: HttpAnswer = { ok: false, code: 'central_unreachable' };

/** The exchange of tills with a central in memory, in hours that pass in no time, over a network that a test breaks. */
export class Exchange {
  readonly time = new VirtualTime();
  readonly central = new FakeCentral();
  readonly ports = testPorts({ ...this.time.clock, set: () => undefined, advance: () => undefined });
  fault: Fault = () => null;
  /** 0 <= random < 1, of the jitter. */
  random = 0.5;
  /** When something was asked, virtual milliseconds, and what. */
  readonly asked: { readonly atMs: number; readonly path: string }[] = [];
  token: string | null = null;

  syncOf(till: Till): Sync {
    return createSync({
      connect: () => async (request) => {
        this.asked.push({ atMs: this.time.nowMs, path: request.path });
        this.central.nowMs = this.time.nowMs;
        return this.fault(request, () => this.central.answer(request)) ?? this.central.answer(request);
      },
      tokens: {
        read: async () => (this.token === null ? refuse('central_token_missing') : ok(this.token)),
        write: async (token) => {
          this.token = token;
        },
        remove: async () => {
          this.token = null;
        },
      },
      clock: this.time.clock,
      timeouts: this.time.timeouts,
      random: { next: () => this.random },
      source: this.#sourceOf(till),
      till: tillPortOf(till),
      programVersion: '0.1.0',
      report: () => undefined,
    });
  }

  /** As while the file is exchanged: it is seen, and a moment later it is not there. */
  isUnreadable = false;

  #sourceOf(till: Till): Source {
    const source = sourceOf(till.db);
    return { ...source, standAt: (...asked) => (this.isUnreadable ? null : source.standAt(...asked)) };
  }

  linesThere(): string[] {
    return [...this.central.installations.keys()].flatMap((name) => this.central.linesOf(name));
  }
}

/** Every line a till would ever send, installation by installation. */
export const linesHere = ({ db }: Till): string[] =>
  allInstallations(db).flatMap((installation) =>
    [...linesAfter(db, installation, { seq: 0, eventHash: '', series: [] })].map(({ line }) => line),
  );
