import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyBackup } from '../../db/backup.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { Migration } from '../../db/migrations/types.ts';
import { BACKUP_FOLDER, databasePath } from '../../db/open.ts';
import { listStaff } from '../../db/staff.ts';
import { ONE_UNIT } from '../../domain/money.ts';
import { openTill } from '../../electron/till/open-till.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { failingMigrations, laterMigrations, NEWEST, STATEMENT_COUNT } from '../faults/support/test-migrations.ts';
import * as ringUp from '../support/ring-up.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  sellOne,
  type TestPorts,
  testPorts,
  unwrap,
} from '../support/till.ts';

const MIGRATOR = fileURLToPath(new URL('../faults/support/migrator.ts', import.meta.url));
const CURRENT = migrations.at(-1)?.version ?? 0;

let ports: TestPorts;
let folder: string;

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports);
  const till = openFolder(folder, ports);
  for (let sale = 0; sale < 3; sale += 1) unwrap(sellOne(till));
  till.close();
});
afterEach(removeFolders);

function schema(): { version: number; tables: unknown[]; columns: unknown[]; rows: unknown } {
  const db = new Database(databasePath(folder), { readonly: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  const found = {
    version: Number(db.pragma('user_version', { simple: true })),
    tables,
    columns: (db.pragma('table_info(settings)') as { name: string }[]).map((column) => column.name),
    rows: db.prepare('SELECT count(*) FROM documents').pluck().get(),
  };
  db.close();
  return found;
}
const openWith = (list: readonly Migration[]) => openTill(folder, ports, { writer: { migrations: list } });
const backupPath = (): string => join(folder, BACKUP_FOLDER, `before-${NEWEST}.db`);

describe('the released migrations', () => {
  it('ascend, and none is compatible with something newer than itself', () => {
    const versions = migrations.map((migration) => migration.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    for (const { version, oldestCompatible } of migrations) {
      expect(oldestCompatible).toBeGreaterThan(0);
      expect(oldestCompatible).toBeLessThanOrEqual(version);
    }
  });
});

describe('migrating', () => {
  it('runs everything pending at once, after a backup that verifies', () => {
    const before = schema();
    const till = unwrap(openWith(laterMigrations()));
    expect(unwrap(sellOne(till)).document.number).toBe('01T01S-26-000004');
    expect(verify(till.db, folder, ports.sha256)).toMatchObject({ ok: true, documents: 4 });
    till.close();
    expect(schema()).toMatchObject({ version: NEWEST, columns: [...before.columns, 'changed_at'] });
    expect(verifyBackup(backupPath())).toEqual({ documents: 3, records: 3 });
    const backup = new Database(backupPath(), { readonly: true });
    expect(backup.pragma('user_version', { simple: true })).toBe(CURRENT);
    backup.close();
  });

  it('does nothing, not even a backup, when nothing is pending', () => {
    openFolder(folder, ports).close();
    expect(existsSync(join(folder, BACKUP_FOLDER))).toBe(false);
  });

  it.each(Array.from({ length: STATEMENT_COUNT }, (_, index) => index))(
    'killed before statement %i leaves the old schema, which opens and sells',
    (statement) => {
      const before = schema();
      const { signal, stdout } = spawnSync(process.execPath, [MIGRATOR, folder, String(statement)]);
      expect(signal).toBe('SIGKILL');
      expect(String(stdout)).toBe('');
      const till = openFolder(folder, ports);
      unwrap(sellOne(till));
      till.close();
      expect(schema()).toEqual({ ...before, rows: 4 });
      const again = unwrap(openWith(laterMigrations()));
      expect(verify(again.db, folder, ports.sha256)).toMatchObject({ ok: true, documents: 4 });
      again.close();
      expect(schema().version).toBe(NEWEST);
    },
  );

  it('control: not killed, the same process migrates', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MIGRATOR, folder, String(STATEMENT_COUNT + 1)]);
    expect([status, String(stdout), String(stderr)]).toEqual([0, 'migrated\n', '']);
    expect(schema().version).toBe(NEWEST);
  });

  it('that fails in the middle changes nothing and says so', () => {
    const before = schema();
    expect(() => openWith(failingMigrations(2))).toThrow('migration failed');
    expect(schema()).toEqual(before);
    openFolder(folder, ports).close();
  });

  it('backs up the file as it is now, not as an earlier failed try left it', () => {
    expect(() => openWith(failingMigrations(2))).toThrow('migration failed');
    expect(verifyBackup(backupPath()).documents).toBe(3);
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.close();
    unwrap(openWith(laterMigrations())).close();
    expect(verifyBackup(backupPath()).documents).toBe(4);
  });

  it('waits for the open ticket', () => {
    const till = openFolder(folder, ports);
    const ticketId = ports.ids.uuid();
    unwrap(ringUp.openTicket(till, ticketId, listStaff(till.db)[0]?.id ?? ''));
    const ticket = unwrap(ringUp.addProduct(till, ticketId, '8400000042413', ONE_UNIT));
    till.close();
    expect(refusalCode(openWith(laterMigrations()))).toBe('migration_open_ticket');
    expect(schema().version).toBe(CURRENT);
    const before = openFolder(folder, ports);
    unwrap(ringUp.removeTicketLine(before, ticketId, ticket.lines[0]?.id ?? ''));
    before.close();
    unwrap(openWith(laterMigrations())).close();
  });
});

describe('an older program on a migrated file', () => {
  it('is refused unless the newer one said that it may', () => {
    unwrap(openWith(laterMigrations())).close();
    expect(refusalCode(openTill(folder, ports))).toBe('data_from_newer_version');
  });

  it('sells when the newer one said that it may', () => {
    unwrap(openWith(laterMigrations(CURRENT))).close();
    const till = openFolder(folder, ports);
    expect(unwrap(sellOne(till)).document.number).toBe('01T01S-26-000004');
    till.close();
    expect(schema().version).toBe(NEWEST);
  });
});
