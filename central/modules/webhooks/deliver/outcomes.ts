import type { CentralContext } from '../../../app/context.ts';
import { inCompany } from '../../../db/tenant.ts';
import { type Disabling, disableEndpoints } from '../disable.ts';
import { GONE } from './attempt.ts';
import { holdEndpoint, noteFailed, noteRecovered, type Outcome, writeOutcomes } from './queue.ts';
import { GIVE_UP_MS } from './schedule.ts';

const endpointsOf = (outcomes: readonly Outcome[]): string[] =>
  [...new Set(outcomes.map(({ claimed }) => claimed.endpointId))].sort();

/** The longest that each endpoint asked for, in the order in which rows are locked. */
function holdsOf(outcomes: readonly Outcome[]): [string, number][] {
  const holds = new Map<string, number>();
  for (const { claimed, holdUntilMs } of outcomes) {
    if (holdUntilMs !== null) holds.set(claimed.endpointId, Math.max(holdUntilMs, holds.get(claimed.endpointId) ?? 0));
  }
  return [...holds].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Outcomes of one company in one transaction, with what follows for its endpoints. */
async function writeOf(context: CentralContext, companyId: string, outcomes: readonly Outcome[]): Promise<void> {
  const nowMs = context.clock.nowMs();
  await inCompany(context, companyId, async (tx) => {
    await writeOutcomes(tx, outcomes, nowMs);
    const good = endpointsOf(outcomes.filter(({ state }) => state === 'delivered'));
    const bad = endpointsOf(outcomes.filter(({ state }) => state !== 'delivered'));
    if (good.length > 0) await noteRecovered(tx, good);
    for (const [id, untilMs] of holdsOf(outcomes)) await holdEndpoint(tx, id, untilMs);
    const failing = bad.filter((id) => !good.includes(id));
    const disabled: Disabling[] = [];
    if (failing.length > 0) {
      for (const { id, firstFailureMs } of await noteFailed(tx, failing, nowMs)) {
        if (nowMs - firstFailureMs >= GIVE_UP_MS) disabled.push({ endpointId: id, reason: 'failing', url: null });
      }
    }
    const gone = outcomes.filter(({ status }) => status === GONE).map(({ claimed }) => claimed);
    disabled.push(...gone.map(({ endpointId, url }) => ({ endpointId, reason: 'gone' as const, url })));
    if (disabled.length > 0) await disableEndpoints(tx, disabled, nowMs);
  });
}

export type OutcomeWriter = {
  /** Resolves when it is written, or could not be: then its lease runs out and it is sent again. */
  write(outcome: Outcome): Promise<void>;
};

/** While one transaction runs, what comes in meanwhile is gathered for the next one: a busy sender writes many at once. */
export function makeOutcomeWriter(context: CentralContext): OutcomeWriter {
  let waiting: { readonly outcome: Outcome; readonly done: () => void }[] = [];
  let isDraining = false;

  async function writeBatch(batch: typeof waiting): Promise<void> {
    const companies = Map.groupBy(batch, ({ outcome }) => outcome.claimed.companyId);
    for (const [companyId, ofCompany] of companies) {
      try {
        await writeOf(
          context,
          companyId,
          ofCompany.map(({ outcome }) => outcome),
        );
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        context.log.error('webhook_outcomes_unwritten', { count: ofCompany.length, message });
      }
      for (const { done } of ofCompany) done();
    }
  }

  async function drain(): Promise<void> {
    if (isDraining) return;
    isDraining = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeBatch(batch);
    }
    isDraining = false;
  }

  return {
    write(outcome) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ outcome, done: resolve });
      void drain();
      return promise;
    },
  };
}
