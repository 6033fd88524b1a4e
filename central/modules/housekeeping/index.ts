import type { CentralContext } from '../../app/context.ts';
import { forgetOldKeys } from '../../app/idempotency.ts';
import type { CentralModule } from '../../app/module.ts';
import type { Worker } from '../../app/worker.ts';
import { inWhole, type WholeTx } from '../../db/tenant.ts';
import { forgetOldDeliveries } from '../webhooks/forget.ts';

const EVERY_MS = 60 * 60_000;
/** After the start, when there is more to do than this. */
const FIRST_MS = 60_000;
/** In one transaction, so that nobody waits for it. */
const AT_ONCE = 1_000;

type Forget = (tx: WholeTx, nowMs: number, limit: number) => Promise<number>;
const CHORES: Readonly<Record<string, Forget>> = { keys: forgetOldKeys, deliveries: forgetOldDeliveries };

/** Does all of it that is due. @returns rows that are gone, by kind */
export async function keepHouse(
  context: Pick<CentralContext, 'pool' | 'clock'>,
  isWanted: () => boolean = () => true,
): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const [name, forget] of Object.entries(CHORES)) {
    let total = 0;
    for (let rows = AT_ONCE; rows === AT_ONCE && isWanted(); total += rows) {
      rows = await inWhole(context, (tx) => forget(tx, context.clock.nowMs(), AT_ONCE));
    }
    gone[name] = total;
  }
  return gone;
}

/** Several instances may do so on one database: each row goes once. */
function startKeepingHouse(context: CentralContext): Worker {
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();

  const work = async (): Promise<void> => {
    try {
      const gone = await keepHouse(context, () => !isStopped);
      if (Object.values(gone).some((rows) => rows > 0)) context.log.info('house_kept', gone);
    } catch (error) {
      context.log.error('house_not_kept', { message: error instanceof Error ? error.message : String(error) });
    }
    if (!isStopped) timer = later(EVERY_MS);
  };
  const later = (ms: number): NodeJS.Timeout =>
    setTimeout(() => {
      working = work();
    }, ms);
  let timer = later(FIRST_MS);

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

/** Lets go of what nobody may ask for any more. */
export const housekeeping: CentralModule = {
  name: 'housekeeping',
  register: () => undefined,
  work: startKeepingHouse,
};
