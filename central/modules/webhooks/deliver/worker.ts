import type { CentralContext } from '../../../app/context.ts';
import type { Worker } from '../../../app/worker.ts';
import { makeDelivery } from './delivery.ts';

/** Looked at so often for what other transactions left; one look at an index for each endpoint. */
const EVERY_MS = 250;
/** When the database is away. */
const AGAIN_MS = 5_000;

/** Delivers until it is stopped. Any number of instances may do so on one database. */
export function startDelivering(context: CentralContext): Worker {
  const delivery = makeDelivery(context);
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let isWanted = false;

  async function look(): Promise<void> {
    let waitMs = EVERY_MS;
    try {
      do {
        isWanted = false;
        await delivery.claimDue();
      } while (isWanted && !isStopped);
    } catch (error) {
      waitMs = AGAIN_MS;
      const message = error instanceof Error ? error.message : String(error);
      context.log.error('webhook_claim_failed', { message });
    }
    looking = null;
    if (!isStopped) timer = setTimeout(begin, waitMs);
  }

  function begin(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    looking ??= look();
  }

  delivery.onRoom(() => {
    if (isStopped) return;
    isWanted = true;
    // A pause of a turn: what ends in the same turn is claimed for in one go.
    if (looking === null) setImmediate(begin);
  });
  begin();

  return {
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await looking;
      await delivery.settled();
    },
  };
}
