import type { Result } from '../../../domain/result.ts';
import type { InputOf } from '../../ipc/contract/index.ts';
import { newLogPace } from '../catalog/upkeep.ts';
import type { Till } from '../till.ts';
import { acked, ahead, contact, diverged, paired, strand, unpaired } from './acks.ts';
import { applyChanges } from './apply.ts';

type Answer = Promise<Result<unknown>>;

/** The writes of the exchange by whoever holds the folder himself: a command without a running till, a test. */
export const tillPortOf = (till: Till, pace = newLogPace()) => ({
  acked: async (report: InputOf<'central.acked'>): Answer => acked(till, report),
  contact: async (report: InputOf<'central.contact'>): Answer => contact(till, report),
  apply: (page: InputOf<'central.apply'>): Answer => applyChanges(till, page, pace),
  diverged: async ({ installation, seq }: InputOf<'central.diverged'>): Answer => diverged(till, installation, seq),
  ahead: async ({ installationId, ackedThrough, lastSeq }: InputOf<'central.ahead'>): Answer =>
    ahead(till, installationId, ackedThrough, lastSeq),
  strand: async ({ installation, events }: InputOf<'central.strand'>): Answer => strand(till, installation, events),
  paired: async (report: InputOf<'central.paired'>): Answer => paired(till, report),
  unpaired: async (_: InputOf<'central.unpaired'>): Answer => unpaired(till),
});
