import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { CentralContext } from '../../app/context.ts';
import type { Tx } from '../../db/tenant.ts';
import { effectsOf, writeEffects } from '../ingest/effects.ts';
import { judgeAgain } from '../ingest/judge-again.ts';
import { readLine } from '../ingest/lines.ts';
import { lockInstallation } from '../ingest/queries.ts';
import { recomputeStand } from '../ingest/recompute-stand.ts';
import { readLine as readBytes } from '../invoices/queries.ts';
import { type IncidentRow, setEventState } from './queries.ts';

/**
 * Looks again at an event that was not believed or not understood, with what central knows today: after an update, or when
 * what was missing or in the way has been put right. If it holds now, everything follows from it as if it had come now.
 * Refused: incident_has_no_event, still_doubted {code, detail}.
 */
export async function review(context: CentralContext, tx: Tx, incident: IncidentRow): Promise<Result<null>> {
  const { installation_id: installationId, seq } = incident;
  if (installationId === null || seq === null || incident.kind === 'till') return refuse('incident_has_no_event');
  const installation = await lockInstallation(tx, installationId);
  const bytes = await readBytes(tx, installationId, seq);
  if (installation === null || bytes === null) return refuse('incident_has_no_event');
  const line = readLine(bytes);
  const judged = await judgeAgain(context, tx, installation, line);
  if (judged.verdict.state !== 'accepted') {
    const { code, detail } = judged.verdict.doubt;
    return refuse('still_doubted', { code, detail });
  }
  const nowMs = context.clock.nowMs();
  const place = { installationId, tillId: installation.tillId, shopId: installation.shopId };
  await setEventState(tx, installationId, seq, 'accepted');
  const { series } = line.envelope;
  if (series !== null) {
    const { effect } = judged.verdict;
    const acceptedCents = effect.kind === 'issued' ? effect.data.document.totalCents : null;
    await recomputeStand(tx, { installationId, code: series.code, acceptedCents }, context.sha256);
  }
  await writeEffects(tx, place, await effectsOf(tx, place, [{ line, ...judged }], nowMs), nowMs);
  return ok(null);
}
