import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../../central/db/migrate.ts';
import { startEmbedded } from '../../../central/setup/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's `postgres` database. */
    MOSTRADOR_TEST_DATABASE_URL: string;
  }
}

/** Migrated once; every test file gets a copy of it. */
export const TEMPLATE = 'mostrador_template';

/** Nothing here survives a power cut, and nothing has to. */
const QUICK = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=64MB', 'autovacuum=off'];

/** One PostgreSQL for a whole run of vitest. In memory where there is room, because files of a test never need a disk. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mostrador-central-'));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(folder, 0o755);
  const started = await startEmbedded({
    folder,
    newPassword: () => randomBytes(16).toString('hex'),
    settings: QUICK,
  });
  if (!started.ok) throw new Error(`PostgreSQL does not start: ${JSON.stringify(started.refusal)}`);
  const server = started.value;
  const end = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const client = new pg.Client({ connectionString: server.connectionTo('postgres') });
    await client.connect();
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await client.end();
    const migrated = await migrate({ connectionString: server.connectionTo(TEMPLATE), nowMs: 0 });
    if (!migrated.ok) throw new Error(`the migrations fail: ${JSON.stringify(migrated.refusal)}`);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide('MOSTRADOR_TEST_DATABASE_URL', server.connectionTo('postgres'));
  return end;
}
