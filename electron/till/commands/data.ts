import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
      return { name, path, bytes: size, madeAtMs: Math.round(mtimeMs), documents: null };
    })
    .sort((left, right) => right.madeAtMs - left.madeAtMs);
}

/** `data.*` but for what the read worker does: answered in every state, because a folder that cannot be opened needs it. */
export function dataHandlers(life: Lifecycle, options: ChildOptions, ports: TillPorts) {
  const { dataFolder } = options;
  const backupFolder = join(dataFolder, BACKUP_FOLDER);

  const backups = (): BackupView[] =>
    statSync(backupFolder, { throwIfNoEntry: false }) === undefined ? [] : listBackups(backupFolder);

  function mayClose(): Result<void> {
    const current = life.current();
    const isOpen = current !== null && listOpenTickets(current.context.till.db).some(({ lines }) => lines.length > 0);
    return isOpen ? refuse('restore_open_ticket', {}) : ok(undefined);
  }

  async function restore(wanted: string): Promise<Result<RestoredHere>> {
    if (options.isSample) return refuse('sample_stays_sample', {});
    // A name of the list and no path: a page must not make the till read any file of this machine.
    const backup = backups().find(({ name }) => name === wanted);
    if (backup === undefined) return refuse('backup_not_found', { path: join(backupFolder, wanted) });
    const aside = join(dataFolder, `apartado-${stamp(ports)}`);
    return life.whileClosed(() => restoreHere(backup.path, dataFolder, aside, ports), mayClose);
  }

  return {
    'data.backups': () => ok({ folder: backupFolder, backups: backups() }),
    'data.restore': ({ name }) => restore(name),
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
