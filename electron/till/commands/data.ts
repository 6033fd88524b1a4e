import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { BACKUP_FOLDER } from '../../../db/open.ts';
import { listOpenTickets } from '../../../db/tickets.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { ChildOptions } from '../../ipc/child/options.ts';
import type { BackupView } from '../../ipc/contract/data.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { type RestoredHere, restoreHere } from '../data/restore-here.ts';
import type { Lifecycle } from '../process/till-process.ts';
import { adoptFolder } from '../setup/place.ts';
import type { TillPorts } from '../till.ts';

/** A moment as it may stand in the name of a file on every system. */
const stamp = (ports: TillPorts): string => localTimestamp(ports.clock.nowMs(), 'UTC').slice(0, 19).replaceAll(':', '');

function listBackups(folder: string): BackupView[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (found) => found.isFile() && /\.db$/.test(found.name),
  );
  return names
    .map(({ name }) => {
      const path = join(folder, name);
      const { size, mtimeMs } = statSync(path);
      return { path, bytes: size, madeAtMs: Math.round(mtimeMs), documents: null };
    })
    .sort((left, right) => right.madeAtMs - left.madeAtMs);
}

/** `data.*` but for what the read worker does: answered in every state, because a folder that cannot be opened needs it. */
export function dataHandlers(life: Lifecycle, options: ChildOptions, ports: TillPorts) {
  const { dataFolder } = options;
  const backupFolder = join(dataFolder, BACKUP_FOLDER);

  async function restore(path: string): Promise<Result<RestoredHere>> {
    if (options.isSample) return refuse('sample_stays_sample', {});
    if (!isAbsolute(path)) return refuse('path_not_absolute', { path });
    const current = life.current();
    if (current !== null && listOpenTickets(current.context.till.db).some(({ lines }) => lines.length > 0)) {
      return refuse('restore_open_ticket', {});
    }
    return life.whileClosed(() => restoreHere(path, dataFolder, join(dataFolder, `apartado-${stamp(ports)}`), ports));
  }

  return {
    'data.backups': () => {
      const exists = statSync(backupFolder, { throwIfNoEntry: false }) !== undefined;
      return ok({ folder: backupFolder, backups: exists ? listBackups(backupFolder) : [] });
    },
    'data.restore': ({ path }) => restore(path),
    'data.adopt': async ({ answer }) => {
      const till = life.current()?.context.till;
      if (till === undefined) return refuse('till_not_ready', { phase: life.state().phase });
      const adopted = adoptFolder(till, answer);
      if (!adopted.ok) return adopted;
      life.current()?.context.statusChanged();
      return ok({});
    },
  } satisfies Handlers;
}
