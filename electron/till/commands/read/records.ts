import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupTo } from '../../../../db/backup.ts';
import { countDocuments } from '../../../../db/documents.ts';
import { storageRefusal } from '../../../../db/errors.ts';
import { makeFolder } from '../../../../db/files.ts';
import { countRecords } from '../../../../db/fiscal-records.ts';
import { readIdentity } from '../../../../db/identity.ts';
import { BACKUP_FOLDER, openReader } from '../../../../db/open.ts';
import { ok, refuse } from '../../../../domain/result.ts';
import { localTimestamp } from '../../../../domain/time.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import { exportRecords } from '../../records/export.ts';
import { verifySteps } from '../../records/verify.ts';
import type { ReadContext } from '../context.ts';

/** Problems beyond these are counted: nobody reads more, and a damaged file may have a million. */
const MAX_PROBLEMS = 200;
/** How often a person is told how far it is, documents. */
const TOLD_EVERY = 500;
/** 256 MB for the time of one verification: a million documents are looked up by index, page after page. */
const VERIFY_CACHE = -262_144;
/** Beside other work on two cores: a history search waits for this at most. */
const DOCUMENTS_PER_TURN = 50;

export const EXPORT_FOLDER = 'exportaciones';

/** `data.verify`, `data.export-records` and `data.backup`: in the read worker, beside the sales. */
export function recordsReadHandlers({ db, dataFolder, ports, tell }: ReadContext) {
  let isVerifying = false;

  async function verifyInTurns() {
    const total = countDocuments(db);
    const steps = verifySteps(db, dataFolder, ports.sha256);
    for (let turn = 0; ; turn += 1) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (step.value % TOLD_EVERY === 0) tell('data.progress', { work: 'verify', done: step.value, total });
      if (turn % DOCUMENTS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    'data.backup': async () => {
      const identity = readIdentity(db);
      if (identity === null) return refuse('not_initialised', { path: dataFolder });
      const { tillCode, shop } = identity;
      const now = localTimestamp(ports.clock.nowMs(), shop.timeZone).slice(0, 19).replaceAll(':', '');
      const name = `copia-${shop.code}${tillCode}-${now}.db`;
      const path = join(dataFolder, BACKUP_FOLDER, name);
      if (existsSync(path)) return refuse('file_exists', { path });
      // Of its own: it holds one moment of the file until it is done, and a verification holds another.
      const source = openReader(dataFolder);
      try {
        const { documents } = await backupTo(source, path, (done, total) =>
          tell('data.progress', { work: 'backup', done, total }),
        );
        return ok({ name, path, bytes: statSync(path).size, madeAtMs: Math.round(ports.clock.nowMs()), documents });
      } catch (error) {
        const refused = storageRefusal(error, path);
        if (refused === null) throw error;
        return refused;
      } finally {
        source.close();
      }
    },
    'data.verify': async () => {
      if (isVerifying) return refuse('verify_running', {}, true);
      isVerifying = true;
      const cacheSize = db.pragma('cache_size', { simple: true });
      db.pragma(`cache_size = ${VERIFY_CACHE}`);
      try {
        const { ok: isSound, documents, problems } = await verifyInTurns();
        return ok({
          isSound,
          documents,
          records: countRecords(db),
          problems: problems.slice(0, MAX_PROBLEMS),
          problemCount: problems.length,
        });
      } finally {
        db.pragma(`cache_size = ${String(cacheSize)}`);
        isVerifying = false;
      }
    },
    'data.export-records': ({ from, to }) => {
      const identity = readIdentity(db);
      if (identity === null) return refuse('not_initialised', { path: dataFolder });
      const target = join(dataFolder, EXPORT_FOLDER);
      try {
        makeFolder(target);
      } catch (error) {
        const refused = storageRefusal(error, target);
        if (refused === null) throw error;
        return refused;
      }
      const now = localTimestamp(ports.clock.nowMs(), identity.shop.timeZone);
      const name = `registros-${identity.tillCode}-${now.slice(0, 19).replaceAll(':', '')}.xml`;
      const exported = exportRecords(db, join(target, name), { from: from ?? '0000-01-01', to: to ?? '9999-12-31' });
      return exported.ok ? ok({ files: [...exported.value] }) : exported;
    },
  } satisfies Handlers;
}
