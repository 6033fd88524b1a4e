import pg from 'pg';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { base62 } from '../app/token-text.ts';
import { migrate } from '../db/migrate.ts';
import { systemChance, systemClock } from '../real-world.ts';
import { type EmbeddedPostgres, findRunning, startEmbedded } from './embedded-postgres.ts';

export type Database = {
  readonly connectionString: string;
  /** Resolves when an embedded PostgreSQL ended; never for one of somebody else. */
  readonly ended: Promise<void>;
  /** Ends what `open...` started, and nothing else. */
  release(): Promise<void>;
};

const PASSWORD_LENGTH = 32;
/** Held while a central serves an embedded database. */
const SERVE_LOCK = 7_885_633;

const never = new Promise<void>(() => undefined);
const newPassword = (): string => base62(systemChance, PASSWORD_LENGTH);

async function migrated(database: Database): Promise<Result<Database>> {
  const result = await migrate({ connectionString: database.connectionString, nowMs: systemClock.nowMs() });
  if (result.ok) return ok(database);
  await database.release();
  return result;
}

const remote = (connectionString: string): Database => ({
  connectionString,
  ended: never,
  release: async () => undefined,
});

async function embedded(folder: string): Promise<Result<{ server: EmbeddedPostgres; wasRunning: boolean }>> {
  const running = await findRunning(folder);
  if (running !== null) return ok({ server: running, wasRunning: true });
  const started = await startEmbedded({ folder, newPassword });
  return started.ok ? ok({ server: started.value, wasRunning: false }) : started;
}

/** The same without bringing it up to this program: for a restore, which wants it empty. */
export async function openUntouched(folder: string, databaseUrl: string | undefined): Promise<Result<Database>> {
  if (databaseUrl !== undefined) return ok(remote(databaseUrl));
  const found = await embedded(folder);
  if (!found.ok) return found;
  const { server, wasRunning } = found.value;
  const release = async (): Promise<void> => {
    if (!wasRunning) await server.stop();
  };
  return ok({ connectionString: server.connectionString, ended: server.ended, release });
}

/** For a command beside a central that may be running: DATABASE_URL, the embedded one that runs, or one started for it. */
export async function openForCommand(folder: string, databaseUrl: string | undefined): Promise<Result<Database>> {
  const database = await openUntouched(folder, databaseUrl);
  return database.ok ? migrated(database.value) : database;
}

/**
 * For the server itself. Of one folder only one serves; a PostgreSQL that a killed one left behind is taken over.
 * Refused: central_folder_in_use {path}, and what startEmbedded and migrate refuse.
 */
export async function openForServing(folder: string, databaseUrl: string | undefined): Promise<Result<Database>> {
  if (databaseUrl !== undefined) return migrated(remote(databaseUrl));
  const found = await embedded(folder);
  if (!found.ok) return found;
  const { server } = found.value;
  const lock = new pg.Client({ connectionString: server.connectionTo('postgres') });
  lock.on('error', () => undefined);
  await lock.connect();
  const { rows } = await lock.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [SERVE_LOCK]);
  if (rows[0]?.mine !== true) {
    await lock.end();
    return refuse('central_folder_in_use', { path: folder });
  }
  const release = async (): Promise<void> => {
    await lock.end().catch(() => undefined);
    await server.stop();
  };
  return migrated({ connectionString: server.connectionString, ended: server.ended, release });
}
