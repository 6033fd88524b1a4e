import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export type FreshDatabase = { readonly connectionString: string; drop(): Promise<void> };

const urlOf = (database: string): string => {
  const url = new URL(inject('MOSTRADOR_TEST_DATABASE_URL'));
  url.pathname = `/${database}`;
  return url.toString();
};

/** Copies of one template may not be made at the same time as another: any number, as long as it is ours. */
const TEMPLATE_LOCK = 20_260_101;

async function onServer(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('MOSTRADOR_TEST_DATABASE_URL') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A database of its own on the server of this run: migrated, or empty. */
export async function freshDatabase({ isEmpty = false } = {}): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${isEmpty ? 'template0' : 'mostrador_template'}`);
  });
  return {
    connectionString: urlOf(name),
    drop: () =>
      onServer(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
