import { networkInterfaces } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { buildApp } from '../app/build-app.ts';
import type { CentralContext, Logger, PublicPlace } from '../app/context.ts';
import type { Worker } from '../app/worker.ts';
import { openPool } from '../db/pool.ts';
import { inWhole } from '../db/tenant.ts';
import { modules } from '../modules/index.ts';
import { type OutboundPolicy, PUBLIC_ONLY, readPolicy } from '../outbound/policy.ts';
import { makeOutbound } from '../outbound/send.ts';
import { newUuid, sha256Hex, systemChance, systemClock } from '../real-world.ts';
import { certificateIn } from './certificate.ts';
import { type Database, openForServing } from './database.ts';
import { savePlace } from './server-settings.ts';

export type ServeOptions = {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Without encryption; loopback only. */
  readonly isPlain: boolean;
  /** How tills reach this server when it is behind something; the address it listens on unless said. */
  readonly publicUrl: string | undefined;
  /** Of the process: what the operator says of outgoing requests. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
};

export type RunningCentral = {
  readonly app: FastifyInstance;
  readonly place: PublicPlace;
  readonly hasCompany: boolean;
  readonly databaseEnded: Promise<void>;
  close(): Promise<void>;
};

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const ANY = new Set(['0.0.0.0', '::']);

/** What a till writes to reach this machine: the first address that others see, when every one is listened on. */
function reachable(host: string): string {
  if (!ANY.has(host)) return host.includes(':') ? `[${host}]` : host;
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address !== undefined && !address.internal && address.family === 'IPv4');
  return outside?.address ?? '127.0.0.1';
}

export function makeContext(
  connectionString: string,
  log: Logger,
  place: () => PublicPlace,
  policy: OutboundPolicy = PUBLIC_ONLY,
): CentralContext {
  const pool = openPool({
    connectionString,
    onError: (error) => log.error('database_connection', { message: error.message }),
  });
  const outbound = makeOutbound({ policy, clock: systemClock });
  const world = { clock: systemClock, ids: { uuid: newUuid }, sha256: sha256Hex, chance: systemChance };
  return { pool, ...world, outbound, log, place };
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<Result<number>> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return refuse('central_port_in_use', { port });
  }
  const address = app.server.address();
  return ok(typeof address === 'object' && address !== null ? address.port : port);
}

async function open(
  options: ServeOptions & { readonly policy: OutboundPolicy },
  database: Database,
): Promise<Result<RunningCentral>> {
  const { folder, host, isPlain, publicUrl, log } = options;
  const tls = isPlain ? null : await certificateIn(folder, host, systemClock.nowMs());
  const fingerprint = tls?.fingerprint ?? null;
  let place: PublicPlace = { url: '', fingerprint };
  const context = makeContext(database.connectionString, log, () => place, options.policy);
  const app = buildApp(context, { tls });
  let workers: readonly Worker[] = [];
  const close = async (): Promise<void> => {
    await app.close();
    await Promise.all(workers.map((worker) => worker.stop()));
    context.outbound.close();
    await context.pool.end();
    await database.release();
  };
  const port = await listen(app, host, options.port);
  if (!port.ok) {
    await close();
    return port;
  }
  const url = publicUrl ?? `${isPlain ? 'http' : 'https'}://${reachable(host)}:${port.value}`;
  place = { url, fingerprint };
  await savePlace(context.pool, place);
  workers = modules.flatMap(({ work }) => (work === undefined ? [] : [work(context)]));
  const companies = await inWhole(context, (tx) => tx.query('SELECT 1 FROM companies LIMIT 1'));
  return ok({ app, place, hasCompany: companies.length > 0, databaseEnded: database.ended, close });
}

/**
 * Central, listening. Refused: central_plain_http {host}, outbound_setting_invalid, central_port_in_use {port}, and what openForServing refuses.
 */
export async function serve(options: ServeOptions): Promise<Result<RunningCentral>> {
  if (options.isPlain && !LOOPBACK.has(options.host)) return refuse('central_plain_http', { host: options.host });
  const policy = readPolicy(options.environment);
  if (!policy.ok) return policy;
  const database = await openForServing(options.folder, options.databaseUrl);
  if (!database.ok) return database;
  try {
    return await open({ ...options, policy: policy.value }, database.value);
  } catch (error) {
    await database.value.release();
    throw error;
  }
}
