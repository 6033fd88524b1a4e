import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    await backup(central.database.connectionString, file, 1_000);
    expect(await restore(central.database.connectionString, file, 2_000)).toMatchObject({
      refusal: { code: 'central_not_empty' },
    });
    expect(await backup(central.database.connectionString, file, 1_000)).toMatchObject({
      refusal: { code: 'file_exists' },
    });
  });
});
