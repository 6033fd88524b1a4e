import { CLOCK_DIFFERENCE_MS } from '../../../contracts/sync/limits.ts';
import { countRejected, listRejected } from '../../../db/central/acks.ts';
import { countUnused } from '../../../db/central/changes.ts';
import { readPairing } from '../../../db/central/pairing.ts';
import { countPending, oldestPendingAt, sentInstallations } from '../../../db/central/pending.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { type CentralPage, type CentralStatus, MAX_REJECTED_SHOWN } from '../../ipc/contract/central.ts';
import { readProblemParams } from './problem-params.ts';

/** No way to central at the moment; it heals by itself. */
const OFFLINE = new Set(['central_unreachable', 'central_silent', 'central_failing', 'central_busy']);

function stateOf(status: Omit<CentralStatus, 'state'>): CentralStatus['state'] {
  if (status.url === null) return 'not-paired';
  if (status.problem === 'till_revoked') return 'revoked';
  if (status.problem !== null) return OFFLINE.has(status.problem) ? 'offline' : 'problem';
  if (status.rejected > 0) return 'rejected';
  if (Math.abs(status.clockDifferenceMs ?? 0) > CLOCK_DIFFERENCE_MS) return 'clock-differs';
  return status.pending > 0 ? 'sending' : 'up-to-date';
}

/** How the exchange with central stands, in one word and the facts behind it. */
export function centralStatus(db: ReadableDatabase): CentralStatus {
  const pairing = readPairing(db);
  const sent = sentInstallations(db);
  const facts = {
    pending: countPending(db, sent),
    oldestPendingAt: oldestPendingAt(db, sent),
    rejected: countRejected(db),
    lastContactMs: pairing?.lastContactMs ?? null,
    offlineSinceMs: pairing?.problemSinceMs ?? null,
    clockDifferenceMs: pairing?.clockDifferenceMs ?? null,
    companyName: pairing?.companyName ?? null,
    url: pairing?.url ?? null,
    problem: pairing?.problem ?? null,
    problemParams: readProblemParams(db, pairing?.problem ?? null),
    unused: countUnused(db),
  };
  return { state: stateOf(facts), ...facts };
}

export const centralPage = (db: ReadableDatabase): CentralPage => ({
  status: centralStatus(db),
  rejected: listRejected(db, MAX_REJECTED_SHOWN).map(({ installationId: _, ...shown }) => shown),
});
