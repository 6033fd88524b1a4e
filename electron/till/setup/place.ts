import { updatePlace } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { appendAudit } from '../../../db/logs.ts';
import { holdAllJobs } from '../../../db/print-jobs.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Place } from '../adapters.ts';
import { levelHighWater } from '../fiscal/chain.ts';
import { markOf, openNextInstallation } from '../installation.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';

/**
 * Same machine, same folder, same path. A renamed folder also asks: its old path may hold a copy that goes on selling,
 * and a needless question costs a moment, a fork costs two equal numbers.
 */
export const isSamePlace = (stored: Place, here: Place): boolean =>
  stored.machineKey === here.machineKey && stored.folderKey === here.folderKey;

/**
 * The answer to "moved or copied?". Moved: everything goes on. Copied: a new installation, chain and series, so that
 * original and copy never give the same number. Refuses `not_elsewhere` when there was nothing to ask.
 */
export function adoptFolder(till: Till, answer: 'moved' | 'copied'): Result<void> {
  if (!till.isElsewhere) return refuse('not_elsewhere', {});
  const here = till.ports.place(till.dataFolder);
  const adopted = transactTill(till, () => {
    updatePlace(till.db, here.machineKey, here.folderKey);
    const opened = answer === 'copied' ? openCopy(till) : till.installation;
    appendAudit(till.db, { at: localNow(till), actorId: null, kind: `folder.${answer}`, detail: { ...here } });
    return ok(opened);
  });
  if (!adopted.ok) return adopted;
  till.installation = adopted.value;
  till.isElsewhere = false;
  levelHighWater(till, markOf(till.db, till.installation));
  return ok(undefined);
}

function openCopy(till: Till): Installation {
  const { shop, tillCode } = till.identity;
  const place = { shopCode: shop.code, tillCode, timeZone: shop.timeZone };
  // What the original still owes its printer is not printed a second time by the copy.
  holdAllJobs(till.db, till.ports.clock.nowMs());
  return openNextInstallation(till.db, place, 'copied', till.ports);
}
