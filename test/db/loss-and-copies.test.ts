import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headerByUid } from '../../db/documents.ts';
import { databasePath } from '../../db/open.ts';
import { jobsOfDocument } from '../../db/print-jobs.ts';
import { listStaff } from '../../db/staff.ts';
import { restoreTill } from '../../electron/till/data/restore.ts';
import { decideJob, queuedTasks, reprint } from '../../electron/till/printing/jobs.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  SHOP_FILE,
  sellOne,
  type TestPorts,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../support/till.ts';

let ports: TestPorts;
let folder: string;

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports, 'virtual:');
});
afterEach(removeFolders);

const restoreInto = () => join(temporaryFolder('restored'), 'caja');

describe('a folder whose database is gone', () => {
  it('is no new shop: its numbers must not begin again', () => {
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.close();
    for (const name of ['till.db', 'till.db-wal', 'till.db-shm']) rmSync(join(folder, name), { force: true });
    const setup = unwrap(parseShopFile(SHOP_FILE));
    const options = { environment: 'test', isReinstalled: false, printerUrl: null } as const;
    expect(refusalCode(initTill(folder, setup, options, ports))).toBe('folder_held_a_till');
  });
});

describe('a restore', () => {
  it('brings along what a file in use still has in its log', () => {
    const till = openFolder(folder, ports);
    for (let i = 0; i < 4; i += 1) unwrap(sellOne(till));
    const target = restoreInto();
    expect(unwrap(restoreTill(databasePath(folder), target, ports)).documents).toBe(4);
    till.close();
    const restored = openFolder(target, ports);
    expect(verify(restored.db, target, ports.sha256)).toMatchObject({ ok: true, documents: 4 });
    restored.close();
  });

  it('refuses a folder with the log of another database', () => {
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.close();
    const target = temporaryFolder('with-log');
    writeFileSync(join(target, 'till.db-wal'), 'leftover');
    expect(refusalCode(restoreTill(databasePath(folder), target, ports))).toBe('restore_folder_in_use');
  });

  it('leaves nothing behind when the file is no till', () => {
    const file = join(temporaryFolder('other'), 'other.db');
    writeFileSync(file, 'no database at all');
    const target = restoreInto();
    expect(refusalCode(restoreTill(file, target, ports))).toBe('backup_damaged');
    expect(existsSync(databasePath(target))).toBe(false);
  });

  it('does not print again what the original still owed', () => {
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.close();
    const target = restoreInto();
    unwrap(restoreTill(databasePath(folder), target, ports));
    const restored = openFolder(target, ports);
    expect(queuedTasks(restored)).toEqual([]);
    restored.close();
  });
});

describe('a mark of an installation that was closed', () => {
  it('still tells what the database put over it lacks', () => {
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.close();
    const target = restoreInto();
    unwrap(restoreTill(databasePath(folder), target, ports));
    const original = openFolder(folder, ports);
    for (let i = 0; i < 4; i += 1) unwrap(sellOne(original));
    original.close();
    for (const name of ['till.db-wal', 'till.db-shm']) rmSync(join(folder, name), { force: true });
    copyFileSync(databasePath(target), databasePath(folder));
    const mixed = openFolder(folder, ports);
    expect(verify(mixed.db, folder, ports.sha256).problems.map((found) => found.code)).toContain('incident_tail_lost');
    mixed.close();
  });
});

describe('a folder that was renamed', () => {
  it('asks before it sells, because its old path may hold a copy', () => {
    renameSync(folder, `${folder}-old`);
    const till = openFolder(`${folder}-old`, ports);
    expect(refusalCode(sellOne(till))).toBe('installation_moved');
    till.close();
    renameSync(`${folder}-old`, folder);
  });
});

describe('a paper whose outcome was unknown', () => {
  it('makes the next one a duplicate, also after it was dropped from the list', () => {
    const till = openFolder(folder, ports);
    const { document } = unwrap(sellOne(till));
    const header = headerByUid(till.db, document.id) ?? expect.fail('no document');
    till.db.prepare("UPDATE print_jobs SET state = 'unknown', reason = 'no-answer' WHERE kind = 'receipt'").run();
    const job = jobsOfDocument(till.db, header.rowId).find(({ kind }) => kind === 'receipt');
    unwrap(decideJob(till, job?.id ?? 0, 'discard'));
    const next = unwrap(reprint(till, header, listStaff(till.db)[0]?.id ?? ''));
    expect(jobsOfDocument(till.db, header.rowId).find(({ id }) => id === next)?.duplicate).toBe(true);
    till.close();
  });

  it('does not hold up the others when a job has nothing to print', () => {
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.db
      .prepare(
        "INSERT INTO print_jobs (kind, printer_id, state, created_at_ms, changed_at_ms) VALUES ('paper', 'printer-1', 'queued', 1, 1)",
      )
      .run();
    expect(queuedTasks(till).map((task) => task.content.kind)).toEqual(['drawer', 'receipt']);
    till.close();
  });
});

describe('a clock of another age', () => {
  it('is refused also when a person says it is right: its series would come round', () => {
    const till = openFolder(folder, ports);
    ports.clock.set('2126-11-23T10:00:00+01:00');
    till.isClockAccepted = true;
    expect(refusalCode(sellOne(till))).toBe('clock_suspicious');
    till.close();
  });
});
