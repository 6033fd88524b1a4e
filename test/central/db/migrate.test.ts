import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Migration, migrate, readMigrations } from '../../../central/db/migrate.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';

const migration = (id: number, sql: string): Migration => ({ id, name: `m${id}`, sql, checksum: `sum of ${sql}` });
const first = migration(10, 'CREATE TABLE one (n integer)');
const second = migration(20, 'CREATE TABLE two (n integer)');

describe('migrations', () => {
  let database: FreshDatabase;
  let client: pg.Client;

  beforeEach(async () => {
    database = await freshDatabase({ isEmpty: true });
    client = new pg.Client({ connectionString: database.connectionString });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const run = (migrations?: readonly Migration[]) =>
    migrate({
      connectionString: database.connectionString,
      nowMs: 5,
      ...(migrations === undefined ? {} : { migrations }),
    });
  const tables = async (): Promise<string[]> => {
    const { rows } = await client.query<{ t: string }>(
      "SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1",
    );
    return rows.map(({ t }) => t);
  };

  test('ours run on an empty database, and a second time there is nothing to do', async () => {
    const names = readMigrations().map(({ name }) => name);
    expect(await run()).toEqual({ ok: true, value: names });
    expect(await run()).toEqual({ ok: true, value: [] });
  });

  test('one that was changed after it ran is refused by name, and nothing else runs', async () => {
    await run([first]);
    const answer = await run([{ ...first, checksum: 'another' }, second]);
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'central_migration_changed', params: { migration: 'm10' } },
    });
    expect(await tables()).toEqual(['one']);
  });

  test('a database of a later program, and a file that comes in between, are refused', async () => {
    await run([first, second]);
    expect(await run([first])).toMatchObject({ refusal: { code: 'central_database_newer' } });
    const between = migration(15, 'CREATE TABLE between (n integer)');
    expect(await run([first, between, second])).toMatchObject({ refusal: { code: 'central_migration_changed' } });
  });

  test('one that fails in the middle leaves nothing of itself and all of those before it', async () => {
    const broken = migration(20, 'CREATE TABLE half (n integer); SELECT 1 / 0');
    await expect(run([first, broken])).rejects.toThrow(/division by zero/);
    expect(await tables()).toEqual(['one']);
    expect(await run([first, second])).toEqual({ ok: true, value: ['m20'] });
  });

  test('a connection that is cut in the middle leaves nothing half done', async () => {
    const slow = migration(20, 'CREATE TABLE half (n integer); SELECT pg_sleep(30)');
    const running = run([first, slow]).catch((error: Error) => error);
    const sleeper =
      "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND pid <> pg_backend_pid() AND datname = current_database()";
    await expect.poll(async () => (await client.query(sleeper)).rowCount, { timeout: 20_000 }).toBe(1);
    expect(await running).toBeInstanceOf(Error);
    expect(await run([first, second])).toEqual({ ok: true, value: ['m20'] });
    expect(await tables()).toEqual(['one', 'two']);
  });

  test('two instances that start at once: one does it, the other waits and finds it done', async () => {
    const slow = migration(10, 'CREATE TABLE one (n integer); SELECT pg_sleep(0.3)');
    const answers = await Promise.all([run([slow, second]), run([slow, second])]);
    expect(answers.map((answer) => (answer.ok ? answer.value.length : -1)).sort()).toEqual([0, 2]);
  });
});
