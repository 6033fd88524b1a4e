import { countPending } from '../../../db/central/pending.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { newLogPace } from '../catalog/upkeep.ts';
import { acked, ahead, contact, diverged, paired, strand, unpaired } from '../central/acks.ts';
import { applyChanges } from '../central/apply.ts';
import { centralPage } from '../central/status.ts';
import { refreshSyncReports } from '../day/sync.ts';
import type { TillContext } from './context.ts';

/** `central.*`: what the sync process has the till write, and how the exchange stands. */
export function centralHandlers(context: TillContext) {
  const { till } = context;
  const pace = newLogPace();
  const shown = <T>(result: Result<T>): Result<T> => {
    context.statusChanged();
    return result;
  };
  return {
    'central.acked': async (report) => {
      const written = shown(acked(till, report));
      // What the day's papers left open may be settled now.
      if (written.ok && countPending(till.db) === 0) await refreshSyncReports(till);
      return written;
    },
    'central.contact': (report) => shown(contact(till, report)),
    'central.apply': async (page) => {
      const applied = await applyChanges(till, page, pace);
      if (applied.ok && page.changes.length > 0) context.tell('catalog.changed', {});
      return applied;
    },
    'central.diverged': ({ installation, seq }) => shown(diverged(till, installation, seq)),
    'central.ahead': ({ installationId, ackedThrough, lastSeq }) =>
      shown(ahead(till, installationId, ackedThrough, lastSeq)),
    'central.strand': ({ installation, events }) => shown(strand(till, installation, events)),
    'central.paired': (report) => shown(paired(till, report)),
    'central.unpaired': () => shown(unpaired(till)),
    'central.read': () => ok(centralPage(till.db)),
  } satisfies Handlers;
}
