import type { PairAnswer, PairRequest } from '../../../contracts/sync/pairing.ts';
import type { RefusalParams } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { type ProblemError, problem } from '../../app/problem.ts';
import { secretHash } from '../../app/token-text.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { type CompanyRow, readCompany, readEpoch } from '../companies/queries.ts';
import { lockTill, type TillRow } from '../tills/queries.ts';
import { insertTillToken } from '../tokens/create-token.ts';
import { isUnusedToken } from '../tokens/queries.ts';
import {
  claimInstallations,
  claimSeries,
  findPairingCompany,
  installationsOf,
  lockPairingCode,
  markUsed,
  type PairingCodeRow,
  seriesHeldBy,
  setPaired,
} from './queries.ts';
import { newSeed, tillTokenOf } from './same-token.ts';

/** Thrown and not returned: the code, the series and everything else stay as they were, and the person tries again. */
const refused = (code: string, params: RefusalParams = {}): ProblemError => problem(code, { params });

function compareIdentity(request: PairRequest, company: CompanyRow, till: TillRow): void {
  if (request.issuerTaxId !== company.tax_id) {
    throw refused('issuer_differs', { given: request.issuerTaxId, expected: company.tax_id });
  }
  if (request.environment !== company.environment) {
    throw refused('environment_differs', { given: request.environment, expected: company.environment });
  }
  if (request.shopCode !== till.shop_code || request.tillCode !== till.code) {
    throw refused('till_differs', {
      given: `${request.shopCode}/${request.tillCode}`,
      expected: `${till.shop_code}/${till.code}`,
    });
  }
}

async function claim(tx: Tx, request: PairRequest, till: TillRow, nowMs: number): Promise<void> {
  const named = request.installations.map(({ installationId }) => installationId);
  const before = await installationsOf(tx, till.id);
  // Another machine under the same codes: it never saw the history of this till, so it may not go on with its series.
  const isAnother = before.length > 0 && !named.some((id) => before.includes(id));
  const [foreign] = await claimInstallations(tx, till.id, named, nowMs);
  if (foreign !== undefined)
    throw refused('till_differs', { given: foreign, expected: `${till.shop_code}/${till.code}` });
  const taken = isAnother ? await takenByYear(tx, till.id, request.series) : undefined;
  if (taken !== undefined) throw refused('series_taken', { code: taken });
  const held = await claimSeries(tx, till.id, [...new Set(request.series)], nowMs);
  const foreignSeries = held.find(({ till_id }) => isAnother || till_id !== till.id);
  if (foreignSeries !== undefined) throw refused('series_taken', { code: foreignSeries.code });
}

const withoutYear = (series: string): string => series.replace(/-\d\d$/, '');

/** A series of the till that another machine would go on with, next year too: they differ in the year only. */
async function takenByYear(tx: Tx, tillId: string, wanted: readonly string[]): Promise<string | undefined> {
  const roots = new Set(wanted.map(withoutYear));
  return (await seriesHeldBy(tx, tillId)).find((code) => roots.has(withoutYear(code)));
}

/**
 * The token of a code that was used, once more: its answer was lost, because nobody has used the token, and it is the same
 * machine that asks. Any other use of a used code is refused.
 */
async function tokenAgain(tx: Tx, request: PairRequest, code: PairingCodeRow, nowMs: number): Promise<string> {
  const known = new Set(await installationsOf(tx, code.till_id));
  const isSame = request.installations.every(({ installationId }) => known.has(installationId));
  const isWaiting =
    code.token_key_id !== null && code.expires_at_ms > nowMs && (await isUnusedToken(tx, code.token_key_id));
  if (code.token_seed === null || !isSame || !isWaiting) throw refused('pairing_code_used');
  return tillTokenOf(request.secret, code.token_seed).token;
}

/** From here on every earlier token of the till is void. */
async function takeIn(
  context: CentralContext,
  tx: Tx,
  taken: { request: PairRequest; code: PairingCodeRow; till: TillRow; nowMs: number },
): Promise<string> {
  const { request, code, till, nowMs } = taken;
  if (code.expires_at_ms <= nowMs) throw refused('pairing_code_expired');
  await claim(tx, request, till, nowMs);
  const { secret, programVersion, taxArea, timeZone } = request;
  await setPaired(tx, till.id, { nowMs, programVersion, taxArea, timeZone });
  const seed = newSeed(context.chance);
  const token = tillTokenOf(secret, seed);
  await insertTillToken(tx, { till, token, nowMs });
  await markUsed(tx, code.id, { nowMs, seed, keyId: token.keyId });
  const kind = till.paired_at_ms === null ? 'till.paired' : 'till.paired_again';
  const detail = { tillId: till.id, installations: request.installations.length, programVersion };
  await recordAudit(tx, [{ atMs: nowMs, actor: `till:${till.id}`, kind, detail }]);
  return token.token;
}

async function pairInCompany(context: CentralContext, tx: Tx, request: PairRequest): Promise<PairAnswer> {
  const nowMs = context.clock.nowMs();
  const code = await lockPairingCode(tx, secretHash(request.secret));
  if (code === null) throw refused('pairing_code_invalid');
  const company = await readCompany(tx);
  const till = await lockTill(tx, code.till_id);
  if (company === null || till === null) throw refused('pairing_code_invalid');
  const isUsed = code.used_at_ms !== null;
  const again = isUsed ? await tokenAgain(tx, request, code, nowMs) : null;
  compareIdentity(request, company, till);
  const token = again ?? (await takeIn(context, tx, { request, code, till, nowMs }));
  const epoch = await readEpoch(tx);
  return { tillId: till.id, companyId: company.id, companyName: company.name, token, epoch, nowMs };
}

/**
 * Takes a till into its place: from now on its earlier tokens are void. Asked again by the same machine before it used its
 * token, it answers the same. Thrown with 422: pairing_code_invalid, pairing_code_used, pairing_code_expired, issuer_differs, environment_differs, till_differs, series_taken {code}.
 */
export async function pair(context: CentralContext, request: PairRequest): Promise<PairAnswer> {
  const companyId = await findPairingCompany(context.pool, secretHash(request.secret));
  if (companyId === null) throw refused('pairing_code_invalid');
  return inCompany(context, companyId, (tx) => pairInCompany(context, tx, request));
}
