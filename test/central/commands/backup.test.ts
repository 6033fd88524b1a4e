import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backup } from '../../../central/commands/backup.ts';
import { restore } from '../../../central/commands/restore.ts';
import { tablesInOrder } from '../../../central/commands/tables.ts';
import { bearer, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';

async function dump(connectionString: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const rows: Record<string, unknown[]> = {};
    for (const { table } of await tablesInOrder(client)) {
      rows[table] = (await client.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)).rows;
    }
    return rows;
  } finally {
    await client.end();
  }
}

/** Of this machine's SQL, as its owner. */
async function onDatabase<Row = unknown>({ connectionString }: FreshDatabase, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A backup in a process of its own that may write no file longer than this: how a full disk ends a write. */
async function backupWithLimit(connectionString: string, path: string, kilobytes: number): Promise<string> {
  const module = join(import.meta.dirname, '../../../central/commands/backup.ts');
  const program = `const { backup } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(await backup(...${JSON.stringify([connectionString, path, 1_000])})));`;
  const script = `ulimit -f ${kilobytes} && exec "$0" --input-type=module -e "$1"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script, process.execPath, program], { timeout: 20_000 });
  return stdout;
}

describe('backup and restore', () => {
  let central: FreshCentral;
  let empty: FreshDatabase;
  let folder = '';
  let file = '';

  beforeEach(async () => {
    central = await freshCentral();
    empty = await freshDatabase({ isEmpty: true });
    folder = mkdtempSync(join(tmpdir(), 'mostrador-backup-'));
    file = join(folder, 'central.backup');
  });
  afterEach(async () => {
    await central.close();
    await empty.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('everything comes back, under another epoch, and tokens go on working', async () => {
    const company = await makeCompany(central, { name: 'Calçots "& Co"\t\\N' });
    await makeCompany(central);
    const headers = bearer(company.userToken);
    await central.app.inject({ method: 'POST', url: '/v1/shops', headers, payload: { code: '02', name: 'ñandú\n€' } });
    const made = await backup(central.database.connectionString, file, 1_000);
    expect(made).toMatchObject({ ok: true });
    const done = await restore(empty.connectionString, file, 2_000);
    expect(done).toMatchObject({ ok: true });
    const [before, after] = [await dump(central.database.connectionString), await dump(empty.connectionString)];
    expect(after['server_settings']).not.toEqual(before['server_settings']);
    expect({ ...after, server_settings: [], tokens: [] }).toEqual({ ...before, server_settings: [], tokens: [] });
    const restored = await freshCentral({ database: empty });
    const shops = await restored.app.inject({ method: 'GET', url: '/v1/shops', headers });
    expect(shops.json().data).toHaveLength(2);
    // A new row gets an id after those that came.
    const answer = await restored.app.inject({
      method: 'POST',
      url: '/v1/shops',
      headers,
      payload: { code: '03', name: 'C' },
    });
    expect(answer.statusCode).toBe(201);
    await restored.close();
  });

  test('a file that was cut off, or has one other byte, changes nothing', async () => {
    await makeCompany(central);
    await backup(central.database.connectionString, file, 1_000);
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped[Math.floor(bytes.length / 2)] = (flipped[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    for (const damaged of [bytes.subarray(0, bytes.length - 40), flipped, Buffer.from('nothing'), Buffer.alloc(0)]) {
      writeFileSync(file, damaged);
      expect(await restore(empty.connectionString, file, 2_000)).toMatchObject({
        refusal: { code: 'central_backup_damaged' },
      });
      expect(await dump(empty.connectionString)).toEqual({});
    }
  });

  test('a database with something in it, and a file that is there, are never written over', async () => {
    await makeCompany(central);
    await backup(central.database.connectionString, file, 1_000);
    expect(await restore(central.database.connectionString, file, 2_000)).toMatchObject({
      refusal: { code: 'central_not_empty' },
    });
    expect(await backup(central.database.connectionString, file, 1_000)).toMatchObject({
      refusal: { code: 'file_exists' },
    });
  });

  test('a disk without room, or a folder that is not there, is refused by name and leaves nothing', async () => {
    const away = join(folder, 'none', 'central.backup');
    expect(await backup(central.database.connectionString, away, 1_000)).toMatchObject({
      refusal: { code: 'central_backup_unwritable', params: { path: away } },
    });
    const { companyId } = await makeCompany(central);
    await onDatabase(
      central.database,
      `BEGIN; SET LOCAL app.whole = 'on';
       INSERT INTO audit_entries (company_id, at_ms, actor, kind, detail)
         SELECT '${companyId}', 0, 'server', 'x', to_jsonb((SELECT string_agg(md5(random()::text || n || m), '') FROM generate_series(1, 200) AS m))
         FROM generate_series(1, 1000) AS n;
       COMMIT`,
    );
    expect(JSON.parse(await backupWithLimit(central.database.connectionString, file, 64))).toMatchObject({
      refusal: { code: 'central_backup_unwritable', params: { path: file } },
    });
    expect(readdirSync(folder)).toEqual([]);
    // Control: with room the same is written.
    expect(JSON.parse(await backupWithLimit(central.database.connectionString, file, 64_000))).toMatchObject({
      ok: true,
    });
  });

  test('a restore that broke off is done again; what it left is nothing', async () => {
    await makeCompany(central);
    await backup(central.database.connectionString, file, 1_000);
    await onDatabase(
      empty,
      `CREATE SCHEMA fault;
       CREATE FUNCTION fault.strike() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF current_query() LIKE '%ENABLE TRIGGER USER%' THEN RAISE 'the power went'; END IF; END $$;
       CREATE EVENT TRIGGER strike ON ddl_command_end EXECUTE FUNCTION fault.strike()`,
    );
    await expect(restore(empty.connectionString, file, 2_000)).rejects.toThrow('the power went');
    await onDatabase(empty, 'DROP EVENT TRIGGER strike');
    expect(await dump(empty.connectionString)).toEqual({});
    expect(await restore(empty.connectionString, file, 2_000)).toMatchObject({ ok: true });
    expect((await dump(empty.connectionString))['companies']).toHaveLength(1);
  });

  test('a central without a company takes a backup; one with somebody else’s table does not', async () => {
    await makeCompany(central);
    await backup(central.database.connectionString, file, 1_000);
    const started = await freshDatabase();
    try {
      await onDatabase(started, 'CREATE TABLE recipes (id int); INSERT INTO recipes VALUES (1)');
      const refused = { refusal: { code: 'central_not_empty' } };
      expect(await restore(started.connectionString, file, 2_000)).toMatchObject(refused);
      expect(await onDatabase(started, 'SELECT id FROM recipes')).toEqual([{ id: 1 }]);
      await onDatabase(started, 'DROP TABLE recipes');
      expect(await restore(started.connectionString, file, 2_000)).toMatchObject({ ok: true });
      expect((await dump(started.connectionString))['companies']).toHaveLength(1);
      expect(await restore(started.connectionString, file, 2_000)).toMatchObject(refused);
    } finally {
      await started.drop();
    }
  });
});
