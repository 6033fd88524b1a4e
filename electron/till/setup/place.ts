import { updatePlace } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { appendAudit } from '../../../db/logs.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Place } from '../adapters.ts';
import { markOf, openNextInstallation } from '../installation.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';

/** The folder is used on another machine or in another folder than before: it may be a copy that also sells elsewhere. */
export function isSamePlace(stored: Place, here: Place): boolean {
  if (stored.machineKey !== here.machineKey) return false;
  const [inode, path] = split(here.folderKey);
  const [knownInode, knownPath] = split(stored.folderKey);
  return inode === knownInode || path === knownPath;
}

function split(folderKey: string): [inode: string, path: string] {
  const at = folderKey.indexOf(':');
  return [folderKey.slice(0, at), folderKey.slice(at + 1)];
}

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
  till.mark = markOf(till.db, till.installation);
  till.highWater.write(till.mark);
  return ok(undefined);
}

function openCopy(till: Till): Installation {
  const { shop, tillCode } = till.identity;
  const place = { shopCode: shop.code, tillCode, timeZone: shop.timeZone };
  return openNextInstallation(till.db, place, 'copied', till.ports);
}
