import type { CentralContext } from '../../../app/context.ts';
import { inWhole } from '../../../db/tenant.ts';
import { TOTAL_MS } from '../../../outbound/send.ts';
import { attempt } from './attempt.ts';
import { makeOutcomeWriter } from './outcomes.ts';
import { type Claimed, claim } from './queue.ts';

/** At once for one endpoint: enough for a busy shop, and no more than a small receiver stands. */
const PER_ENDPOINT = 5;
/** At once in all: sockets and memory of one instance. */
const IN_FLIGHT = 400;
/** Longer than the longest attempt with its outcome. */
export const LEASE_MS = TOTAL_MS + 15_000;

export type Delivery = {
  /** Claims what is due and can be sent now, and begins to send it. @returns how many */
  claimDue(): Promise<number>;
  /** Until everything that was begun has its outcome. */
  settled(): Promise<void>;
  /** Told whenever something ends: there may be room for more. */
  onRoom(listener: () => void): void;
};

export function makeDelivery(context: CentralContext): Delivery {
  const writer = makeOutcomeWriter(context);
  const inFlight = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  let tellRoom = (): void => undefined;

  const count = (endpointId: string, by: number): void => {
    const now = (busy.get(endpointId) ?? 0) + by;
    if (now === 0) busy.delete(endpointId);
    else busy.set(endpointId, now);
  };

  async function run(claimed: Claimed): Promise<void> {
    try {
      await writer.write(await attempt(context, claimed));
    } finally {
      count(claimed.endpointId, -1);
    }
  }

  return {
    async claimDue() {
      const nowMs = context.clock.nowMs();
      const limit = IN_FLIGHT - inFlight.size;
      if (limit <= 0) return 0;
      const options = {
        nowMs,
        leaseUntilMs: nowMs + LEASE_MS,
        perEndpoint: PER_ENDPOINT,
        busy,
        limit,
      };
      const due = await inWhole(context, (tx) => claim(tx, options));
      for (const claimed of due) {
        count(claimed.endpointId, 1);
        const running = run(claimed).finally(() => {
          inFlight.delete(running);
          tellRoom();
        });
        inFlight.add(running);
      }
      return due.length;
    },
    async settled() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    onRoom(listener) {
      tellRoom = listener;
    },
  };
}
