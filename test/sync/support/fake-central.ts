import type { Change } from '../../../contracts/sync/changes.ts';
import type { HelloAnswer } from '../../../contracts/sync/hello.ts';
import type { PairRequest } from '../../../contracts/sync/pairing.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import type { HttpAnswer, HttpRequest } from '../../../electron/sync/engine/ports.ts';
import { lineHash } from '../../../electron/sync/events/lines.ts';

type Stored = { readonly line: string; readonly hash: string };

/** A central that obeys contracts/sync, in memory. It believes every document: what it proves is the order and the bytes. */
export class FakeCentral {
  epoch = 'epoch-1';
  nowMs = 0;
  readonly installations = new Map<string, Stored[]>();
  changes: Change[] = [];
  isRevoked = false;
  companyId = 'company-1';
  readonly paired: PairRequest[] = [];
  /** As hello says them. */
  series: SeriesStand[] = [];
  quarantined: HelloAnswer['quarantined'] = [];
  counted: { installationId: string; seq: number }[] = [];
  requests = 0;
  readonly seen = { gap: 0, repeat: 0, diverged: 0, hello: 0 };

  linesOf = (installation: string): string[] => (this.installations.get(installation) ?? []).map(({ line }) => line);

  answer({ method, path, body }: HttpRequest): HttpAnswer {
    this.requests += 1;
    if (path === '/v1/pair') return this.#pair(body ?? '');
    if (this.isRevoked) return problem(403, 'till_revoked');
    if (path.endsWith('/hello')) return this.#hello();
    if (path.endsWith('/events')) return this.#ingest(body ?? '');
    if (method === 'GET' && path.includes('/changes?')) return this.#page(new URL(path, 'http://central'));
    return problem(404, 'not_found');
  }

  #pair(body: string): HttpAnswer {
    this.paired.push(JSON.parse(body) as PairRequest);
    const { companyId, epoch, nowMs } = this;
    return this.#ok({ tillId: 'till-1', companyId, companyName: 'La Plaza', token: 'token', epoch, nowMs });
  }

  #ok(value: unknown): HttpAnswer {
    return { ok: true, status: 200, retryAfterMs: null, body: JSON.stringify(value) };
  }

  #hello(): HttpAnswer {
    this.seen.hello += 1;
    const installations = [...this.installations].map(([installationId, stored]) => ({
      installationId,
      ackedThrough: stored.length,
      lastEventHash: stored.at(-1)?.hash ?? '',
    }));
    const { epoch, nowMs, series, quarantined } = this;
    return this.#ok({ nowMs, epoch, companyName: 'La Plaza', installations, series, quarantined });
  }

  #ingest(body: string): HttpAnswer {
    const lines = body.trimEnd().split('\n');
    const first = JSON.parse(lines[0] ?? 'null') as { installationId: string };
    const stored = this.installations.get(first.installationId) ?? [];
    this.installations.set(first.installationId, stored);
    const held = stored.length;
    for (const [index, line] of lines.entries()) {
      const { seq, prevEventHash } = JSON.parse(line) as { seq: number; prevEventHash: string };
      const hash = lineHash(line);
      const known = stored[seq - 1];
      if (known !== undefined && known.hash === hash) {
        this.seen.repeat += 1;
        continue;
      }
      if (known === undefined && seq !== stored.length + 1) {
        this.seen.gap += 1;
        return problem(409, 'event_gap', { expectedSeq: stored.length + 1 });
      }
      // Another history before what was sent: it is asked for from the first event on, as central does.
      if (known === undefined && index === 0 && held > 0 && prevEventHash !== (stored.at(-1)?.hash ?? '')) {
        this.seen.gap += 1;
        return problem(409, 'event_gap', { expectedSeq: 1 });
      }
      if (known !== undefined || prevEventHash !== (stored.at(-1)?.hash ?? '')) {
        this.seen.diverged += 1;
        return problem(409, 'till_diverged', { seq });
      }
      stored.push({ line, hash });
    }
    return this.#ok({
      installationId: first.installationId,
      ackedThrough: stored.length,
      lastEventHash: stored.at(-1)?.hash ?? '',
      quarantined: [],
      series: [],
      nowMs: this.nowMs,
    });
  }

  #page({ searchParams }: URL): HttpAnswer {
    const after = searchParams.get('epoch') === this.epoch ? Number(searchParams.get('after')) : 0;
    const limit = Number(searchParams.get('limit'));
    const rest = this.changes.filter(({ version }) => version > after);
    const changes = rest.slice(0, limit);
    const through = changes.at(-1)?.version ?? after;
    return this.#ok({ epoch: this.epoch, changes, through, hasMore: rest.length > limit, counted: this.counted });
  }
}

export function problem(status: number, code: string, params: Record<string, number> = {}): HttpAnswer {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    detail: code,
    code,
    retryable: false,
    requestId: 'r',
    params,
  };
  return { ok: true, status, retryAfterMs: null, body: JSON.stringify(body) };
}
