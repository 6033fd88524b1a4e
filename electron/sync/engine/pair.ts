import { MAX_COMPANY_NAME } from '../../../contracts/sync/limits.ts';
import {
  PAIRING_PREFIX,
  type PairingCode,
  pairAnswerSchema,
  pairingCodeSchema,
} from '../../../contracts/sync/pairing.ts';
import { seriesCode } from '../../../domain/documents/numbering.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp, yearOf } from '../../../domain/time.ts';
import type { SourceView, SyncPorts } from './ports.ts';
import { readBody, refusedBy } from './step.ts';

export type Paired = { readonly companyName: string; readonly url: string };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses `pairing_code_malformed`, `central_insecure` {host} for plain HTTP to another machine. */
export function readPairingCode(typed: string): Result<PairingCode> {
  const text = typed.replace(/\s/g, '');
  if (!text.startsWith(PAIRING_PREFIX)) return refuse('pairing_code_malformed');
  const json = Buffer.from(text.slice(PAIRING_PREFIX.length), 'base64url').toString('utf8');
  const code = readBody(json, pairingCodeSchema);
  if (code === null) return refuse('pairing_code_malformed');
  const { protocol, hostname } = new URL(code.url);
  if (protocol === 'http:' && !LOOPBACK.has(hostname)) return refuse('central_insecure', { host: hostname });
  return ok(code);
}

/** What central may refuse a pairing for; anything else it says is `central_refuses`. */
const PAIRING_REFUSALS = new Set([
  'pairing_code_invalid',
  'pairing_code_used',
  'pairing_code_expired',
  'issuer_differs',
  'environment_differs',
  'series_taken',
  'till_differs',
]);

/** What the next ticket is numbered under, also before the first one: central refuses a machine that would take it twice. */
function nextSeries({ installations, self }: SourceView, nowMs: number): string[] {
  const open = installations.find(({ installation }) => installation.closedAt === null)?.installation;
  if (open === undefined) return [];
  const { shopCode, tillCode, timeZone } = self;
  const installationSuffix = open.seriesSuffix === '' ? null : open.seriesSuffix;
  const year = yearOf(localTimestamp(nowMs, timeZone));
  return [seriesCode({ shopCode, tillCode, kind: 'S', installationSuffix, year })];
}

/**
 * Makes this till one of central's. A till with history may pair: it sends from its first event on. Refuses as
 * readPairingCode, `till_not_ready`, why central gave no answer, and what central refuses.
 */
export async function pair(ports: SyncPorts, typed: string): Promise<Result<Paired>> {
  const code = readPairingCode(typed);
  if (!code.ok) return code;
  const { url, fingerprint, secret } = code.value;
  const view = ports.source.view();
  if (view === null) return refuse('till_not_ready', { phase: 'closed' }, true);
  const beganMs = ports.clock.nowMs();
  const http = ports.connect({ url, fingerprint, token: null });
  const { installations } = view.hello;
  const self = { ...view.self, series: [...new Set([...view.self.series, ...nextSeries(view, beganMs)])] };
  const answer = await http({
    method: 'POST',
    path: '/v1/pair',
    contentType: 'application/json',
    body: JSON.stringify({ secret, programVersion: ports.programVersion, ...self, installations }),
  });
  if (!answer.ok) return refuse(answer.code, {}, true);
  const said = answer.status < 300 ? readBody(answer.body, pairAnswerSchema) : null;
  if (said === null) {
    const { problem, failure } = refusedBy(answer);
    if (problem !== null && PAIRING_REFUSALS.has(problem.code)) {
      return refuse(problem.code, problem.params ?? {}, problem.retryable);
    }
    return refuse(failure.code, {}, true);
  }
  // Token first: a pairing without one would ask for another code, a token without a pairing does nothing.
  await ports.tokens.write(said.token);
  const { tillId, companyId, epoch, nowMs } = said;
  // Of a central that bounds it otherwise: no reason to lose a pairing whose code works once.
  const companyName = said.companyName.slice(0, MAX_COMPANY_NAME);
  const clockDifferenceMs = Math.round(nowMs - (beganMs + ports.clock.nowMs()) / 2);
  const kept = await ports.till.paired({ url, fingerprint, tillId, companyId, companyName, epoch, clockDifferenceMs });
  return kept.ok ? ok({ companyName, url }) : kept;
}
