import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ok, type Result, refuse } from '../../domain/result.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '..', 'migrations');

/** PostgreSQL 15: the oldest that is tried. */
const OLDEST_SERVER = 150_000;

/** `mostrador` in ASCII, shortened to the 63 bits of an advisory lock. */
const LOCK_KEY = '7885633450927484';

export type Migration = {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
};

/** Files NNNN_name.sql in order of their number. */
export function readMigrations(folder = MIGRATIONS_FOLDER): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { id: Number(file.slice(0, 4)), name: file.slice(5, -4), sql, checksum };
    });
}

type Applied = { readonly id: number; readonly name: string; readonly checksum: string };

function compare(applied: readonly Applied[], migrations: readonly Migration[]): Result<readonly Migration[]> {
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const row of applied) {
    const migration = known.get(row.id);
    if (migration === undefined) return refuse('central_database_newer', { migration: row.name });
    if (migration.checksum !== row.checksum) return refuse('central_migration_changed', { migration: row.name });
  }
  const done = new Set(applied.map(({ id }) => id));
  const open = migrations.filter(({ id }) => !done.has(id));
  const last = applied.at(-1)?.id ?? 0;
  const late = open.find(({ id }) => id < last);
  // One that would run after a later one was never tried in that order.
  return late === undefined ? ok(open) : refuse('central_migration_changed', { migration: late.name });
}

async function apply(client: pg.Client, migration: Migration, nowMs: number): Promise<void> {
  // The owner's rows are protected too (FORCE): a migration that moves data has to say that it means all companies.
  await client.query("SET LOCAL app.whole = 'on'");
  await client.query(migration.sql);
  await client.query('INSERT INTO migrations (id, name, checksum, applied_at_ms) VALUES ($1, $2, $3, $4)', [
    migration.id,
    migration.name,
    migration.checksum,
    nowMs,
  ]);
}

async function applyAlone(client: pg.Client, migration: Migration, nowMs: number): Promise<void> {
  try {
    await client.query('BEGIN');
    await apply(client, migration, nowMs);
    await client.query('COMMIT');
  } catch (error) {
    // A connection that is gone has rolled back already; the first error is the one to tell.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS migrations (
  id integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at_ms bigint NOT NULL)`;

export type MigrateOptions = {
  readonly connectionString: string;
  readonly nowMs: number;
  readonly migrations?: readonly Migration[];
};

/** What is still to be applied, with the session or transaction that asked holding the lock of migrations. */
async function openMigrations(
  client: pg.Client,
  lock: 'pg_advisory_lock' | 'pg_advisory_xact_lock',
  migrations: readonly Migration[],
): Promise<Result<readonly Migration[]>> {
  const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
  const version = Number(rows[0]?.version ?? 0);
  if (version < OLDEST_SERVER) return refuse('central_server_old', { version: Math.trunc(version / 10_000) });
  await client.query(`SELECT ${lock}(${LOCK_KEY})`);
  await client.query(CREATE_TABLE);
  const applied = await client.query<Applied>('SELECT id, name, checksum FROM migrations ORDER BY id');
  return compare(applied.rows, migrations);
}

/** As migrate, all in the transaction that the caller has opened: of a restore that breaks off nothing is left. */
export async function migrateInside(
  client: pg.Client,
  nowMs: number,
  migrations: readonly Migration[],
): Promise<Result<readonly string[]>> {
  const open = await openMigrations(client, 'pg_advisory_xact_lock', migrations);
  if (!open.ok) return open;
  for (const migration of open.value) await apply(client, migration, nowMs);
  return ok(open.value.map(({ name }) => name));
}

/**
 * Brings a database up to this program, each file in a transaction of its own; several instances that start at once wait for
 * the first. Refused: central_server_old {version}, central_database_newer, central_migration_changed {migration}.
 * @returns names of what was applied now.
 */
export async function migrate({
  connectionString,
  nowMs,
  migrations = readMigrations(),
}: MigrateOptions): Promise<Result<readonly string[]>> {
  const client = new pg.Client({ connectionString, application_name: 'mostrador-migrate' });
  // Told by the query that fails; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Of the session: it goes with the connection, however this process ends.
    const open = await openMigrations(client, 'pg_advisory_lock', migrations);
    if (!open.ok) return open;
    for (const migration of open.value) await applyAlone(client, migration, nowMs);
    return ok(open.value.map(({ name }) => name));
  } finally {
    await client.end();
  }
}
