import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { type Migration, migrateInside, readMigrations } from '../db/migrate.ts';
import { newUuid } from '../real-world.ts';
import type { BackupHeader } from './backup-format.ts';
import { DamagedBackup, readBackup } from './backup-reader.ts';
import { identifier, type Table, tablesInOrder } from './tables.ts';

export type RestoreDone = { readonly tables: number; readonly epoch: string };

type Copy = { readonly header: BackupHeader; readonly tables: ReadonlySet<string> };

/** Reads it all before anything is written. */
async function check(path: string): Promise<Copy> {
  let header: BackupHeader | null = null;
  const tables = new Set<string>();
  await readBackup(path, {
    async header(found) {
      header = found;
    },
    async table({ table }, pieces) {
      tables.add(table);
      for await (const piece of pieces) if (piece.length === 0) break;
    },
  });
  if (header === null) throw new DamagedBackup('header');
  return { header, tables };
}

/** The migrations that the copy was made under; they have to be ours, byte for byte. */
function migrationsOf(header: BackupHeader, ours: readonly Migration[]): Result<readonly Migration[]> {
  const known = new Map(ours.map((migration) => [migration.id, migration]));
  const found: Migration[] = [];
  for (const { id, name, checksum } of header.migrations) {
    const migration = known.get(id);
    if (migration === undefined) return refuse('central_backup_newer');
    if (migration.checksum !== checksum) return refuse('central_migration_changed', { migration: name });
    found.push(migration);
  }
  return ok(found);
}

/** No table at all, or those of the copy without a company in them: a central that was started and never used. */
async function isEmpty(client: pg.Client, copied: ReadonlySet<string>): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
  );
  if (rows.length === 0) return true;
  if (rows.some(({ name }) => name !== 'migrations' && !copied.has(name))) return false;
  if (!rows.some(({ name }) => name === 'companies')) return true;
  // Nobody makes one between this look and the end.
  await client.query('LOCK TABLE companies IN ACCESS EXCLUSIVE MODE');
  return (await client.query('SELECT 1 FROM companies LIMIT 1')).rows.length === 0;
}

/** Row-level security has no COPY in: it is lifted for the owner inside this transaction, and back before its end. */
async function forced(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace",
  );
  return rows.map(({ name }) => identifier(name));
}

async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
     AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows) {
    await client.query(
      `SELECT setval($1, greatest((SELECT max(${identifier(column)}) FROM ${identifier(table)}), 1))`,
      [sequence],
    );
  }
}

async function load(client: pg.Client, path: string, epoch: string): Promise<number> {
  const here = await tablesInOrder(client);
  const columns = new Map(here.map((table) => [table.table, new Set(table.columns)]));
  const isHere = (table: Table): boolean => table.columns.every((column) => columns.get(table.table)?.has(column));
  let tables = 0;
  const protectedTables = await forced(client);
  for (const name of protectedTables) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
  const names = here.map(({ table }) => identifier(table));
  // What guards rows that are never edited would also guard against putting them back.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  // Rows that the migrations themselves put in are in the copy too.
  await client.query(`TRUNCATE ${names.join(', ')}`);
  await readBackup(path, {
    header: async () => undefined,
    async table(table, pieces) {
      if (!isHere(table)) throw new DamagedBackup(table.table);
      const list = table.columns.map(identifier).join(', ');
      const into = client.query(copyFrom(`COPY ${identifier(table.table)} (${list}) FROM STDIN`));
      await pipeline(Readable.from(pieces, { objectMode: false }), into);
      tables += 1;
    },
  });
  await moveSequences(client);
  await client.query("DELETE FROM server_settings WHERE key IN ('public_url', 'fingerprint')");
  // Tills fetch everything again and send what this copy does not have.
  await client.query("UPDATE server_settings SET value = $1 WHERE key = 'epoch'", [epoch]);
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const name of protectedTables) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  return tables;
}

async function restoreInto(
  client: pg.Client,
  target: { readonly path: string; readonly nowMs: number },
): Promise<Result<RestoreDone>> {
  const { path, nowMs } = target;
  const { header, tables: copied } = await check(path);
  const ours = readMigrations();
  const migrations = migrationsOf(header, ours);
  if (!migrations.ok) return migrations;
  await client.query("BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL app.whole = 'on'");
  if (!(await isEmpty(client, copied))) return refuse('central_not_empty');
  const then = await migrateInside(client, nowMs, migrations.value);
  // A later program than the copy's was started here: its tables are others.
  if (!then.ok) return then.refusal.code === 'central_database_newer' ? refuse('central_not_empty') : then;
  const epoch = newUuid();
  const tables = await load(client, path, epoch);
  // What this program has beyond the copy.
  const now = await migrateInside(client, nowMs, ours);
  if (!now.ok) return now;
  await client.query('COMMIT');
  return ok({ tables, epoch });
}

/**
 * A backup into a database without a company, under a new epoch. All in one transaction: one that breaks off is done again.
 * Refused: file_unreadable {path}, central_not_empty, central_backup_damaged {path, detail}, central_backup_newer,
 * central_migration_changed, central_server_old {version}.
 */
export async function restore(connectionString: string, path: string, nowMs: number): Promise<Result<RestoreDone>> {
  if (!existsSync(path)) return refuse('file_unreadable', { path });
  const client = new pg.Client({ connectionString, application_name: 'mostrador-restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await restoreInto(client, { path, nowMs });
  } catch (error) {
    if (error instanceof DamagedBackup) return refuse('central_backup_damaged', { path, detail: error.message });
    throw error;
  } finally {
    // What was not committed goes with the connection.
    await client.end();
  }
}
