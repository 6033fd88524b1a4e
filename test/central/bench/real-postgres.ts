import { chmodSync } from 'node:fs';
import pg from 'pg';
import type { CentralContext } from '../../../central/app/context.ts';
import { migrate } from '../../../central/db/migrate.ts';
import { type OutboundPolicy, PUBLIC_ONLY } from '../../../central/outbound/policy.ts';
import { makeOutbound } from '../../../central/outbound/send.ts';
import { newUuid, sha256Hex, systemChance, systemClock } from '../../../central/real-world.ts';
import { type EmbeddedPostgres, startEmbedded } from '../../../central/setup/embedded-postgres.ts';
import { newFolder } from '../../bench/folders.ts';
import type { BenchContext } from '../../bench/row.ts';
import { unwrap } from '../../support/till.ts';

/** A PostgreSQL with fsync on the disk that is measured. */
export async function startPostgres(context: BenchContext): Promise<EmbeddedPostgres> {
  const folder = newFolder(context, 'postgres');
  // PostgreSQL runs as another user when this runs as root.
  chmodSync(folder, 0o755);
  return unwrap(await startEmbedded({ folder, newPassword: () => newUuid() }));
}

/** @returns how to connect to it */
export async function newDatabase(server: EmbeddedPostgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.connectionTo('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const connectionString = server.connectionTo(name);
  unwrap(await migrate({ connectionString, nowMs: 0 }));
  return connectionString;
}

/** As a server has it; what goes wrong is said. */
export const contextOf = (pool: pg.Pool, policy: OutboundPolicy = PUBLIC_ONLY): CentralContext => ({
  pool,
  clock: systemClock,
  ids: { uuid: newUuid },
  sha256: sha256Hex,
  chance: systemChance,
  outbound: makeOutbound({ policy, clock: systemClock }),
  log: {
    info: () => undefined,
    error: (event, facts) => void process.stderr.write(`${event} ${JSON.stringify(facts)}\n`),
  },
  place: () => ({ url: '', fingerprint: null }),
});
